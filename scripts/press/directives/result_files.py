"""Make the files of results that readers take away, and their metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from press.charts.description import description
from press.charts.draw import cached_png, framed, picture_file, png_from_svg, portable
from press.charts.table import chart_csv, chart_table
from press.core.project import last_change, project_version
from press.core.text import Json
from press.edition.context import EditionContext
from press.language.typography import sentences
from press.notebooks.results import CHART, TABLE, Result, ResultKind

METADATA = "metadata.json"


CHART_FILES = {"svg": "SVG", "png": "PNG", "csv": "CSV", "vl.json": "Vega-Lite", METADATA: "Metadata"}


def file_path(context: EditionContext, name: str, suffix: str, kind: ResultKind) -> str:
    """Return the path of a result's file within the edition: ``_downloads/results/survey-answers.kk.svg``."""
    return f"_downloads/results/{name.replace('/', '-')}{kind.file_mark}.{context.language}.{suffix}"


def chart_files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    """Yield suffix and content of each file of a chart: SVG, PNG (two pixels a unit), CSV, specification."""
    spec, stem, site = result.data[context.language], result.name.replace("/", "-"), context.settings.base_url
    sources = dict.fromkeys(context.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(context.translate(context.sources.describe(table).licence) for table in result.sources)
    lines = [
        f"{context.translate('Source')}: {'; '.join(sources)}",
        f"{context.translate('Licence of the data')}: {'; '.join(licences)}",
        f"{context.title}{f' · {site}' if site else ''}",
    ]
    drawn = picture_file(spec, context.language, stem, context.pictures).read_text(encoding="utf-8")
    words = description(spec, context.language, context.translate)
    svg = framed(drawn, caption, lines, words, context.language)
    yield "svg", svg.encode()
    yield "png", cached_png(context.pictures, f"{stem}-{context.language}", svg, partial(png_from_svg, svg, 2))
    yield "csv", chart_csv(spec)
    yield "vl.json", portable(spec, " ".join([caption, *lines]), context.language).encode()


def metadata(context: EditionContext, result: Result, caption: str, page: str) -> bytes:
    """Return the metadata of the files of a result as JSON; ``page`` is the address of the page that shows it.

    Titles and units of columns, sources, licences, notebook and cell, how to cite.
    """
    content, package = result.data[context.language], context.sources.package
    is_chart = result.kind == CHART.name
    table = (chart_table(content) if is_chart else content if result.kind == TABLE.name else None) or {"schema": {}}
    fields = table["schema"].get("fields", [])
    columns = [{key: field[key] for key in ("title", "type", "unit") if key in field} for field in fields]
    sources = [
        {
            "title": context.label(f"source-{name}"),
            "file": package.file(name).relative_to(context.settings.root).as_posix(),
            "licence": context.translate(context.sources.describe(name).licence),
            "sources": package.resource(name).get("sources", []),
        }
        for name in result.sources
    ]
    about: Json = {"title": caption, "language": context.language, "columns": columns, "sources": sources}
    if is_chart:
        about["description"] = description(content, context.language, context.translate)
    about |= {"notebook": result.notebook, "cell": result.cell, "citation": how_to_cite(context, caption), "page": page}
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def how_to_cite(context: EditionContext, caption: str) -> str:
    """Return how to cite a result with this ``caption``."""
    translate, site, version = context.translate, context.settings.base_url, project_version(context.settings.root)
    book, day = f"{context.title} ({translate('electronic edition')})", last_change(context.settings.root)
    finding = next(iter(sentences(caption, context.language)), "").rstrip(" .")
    cited = filter(
        None, [finding, book, version and translate("Version %s") % version, str(day.year) if day else "", site]
    )
    return ". ".join(cited) + ("" if site else ".")
