"""How chapters and pages show a map: drawn as a picture, with its data to take away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from harbour_map import MAP

from press.api import PressError, Result
from press.api.sphinx import EditionContext, Embed, EmbedDirective, download_link, file_path, format_of


class map_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """A picture of a map, which pages of the site hold themselves."""


class MapDirective(EmbedDirective):
    """A numbered figure with the map, its caption, its source and, on the site, its data as a file."""

    kind = MAP
    option_spec: ClassVar[dict[str, Any] | None] = {
        "name": directives.unchanged_required,
        "alt": directives.unchanged_required,
    }

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a figure; raise a PressError where nothing says what the map shows."""
        if not self.options.get("alt"):
            raise PressError(
                "the map has no alternative text", remedy="write what it shows as ':alt: ...' below its name"
            )
        source = self.source_line(context, result)
        link = download_link("", "GeoJSON", path=file_path(context, result.name, "geojson", MAP))
        source += nodes.inline("", " · ", link, classes=["only-html"])
        figure = nodes.figure("", picture(context, result, self.options["alt"]), nodes.caption("", "", *caption))
        figure += nodes.legend("", source)
        self.set_source_info(figure)
        self.add_name(figure)
        return [figure]


def page(context: EditionContext, result: Result) -> list[nodes.Element]:
    """Return what the page of the notebook shows."""
    return [picture(context, result, ", ".join(name for name, *_ in points(context, result)))]


def files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    """Yield the data of a map."""
    yield "geojson", json.dumps(result.data[context.language], ensure_ascii=False).encode()


def picture(context: EditionContext, result: Result, alt: str) -> map_image:
    """Return the map as a picture."""
    path = context.settings.build / "maps" / f"{result.name.replace('/', '-')}.{context.language}.svg"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawing(context, result), encoding="utf-8")
    return map_image(uri=f"/{path.relative_to(context.settings.root).as_posix()}", alt=alt)


def drawing(context: EditionContext, result: Result) -> str:
    """Return the map as SVG."""
    marks = (
        f'<circle cx="{east}" cy="{100 - north}" r="2"/><text x="{east + 4}" y="{100 - north}" font-size="6">{escape(name)}</text>'
        for name, east, north in points(context, result)
    )
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200" viewBox="0 0 100 100">'
    return f"{head}{''.join(marks)}</svg>"


def points(context: EditionContext, result: Result) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each point and where it is."""
    for point in result.data[context.language]["features"]:
        yield point["properties"]["name"], *point["geometry"]["coordinates"]


def visit_map(translator: Any, node: map_image) -> None:
    """Put the drawing itself into a page of the site, and a picture into other pages."""
    if not format_of(translator.builder).is_for_browsers:
        translator.visit_image(node)
        return
    drawn = Path(translator.builder.srcdir, node["uri"].lstrip("/")).read_text(encoding="utf-8")
    alt = f'<svg role="img" aria-label="{escape(node["alt"])}"'
    translator.body.append(drawn.replace("<svg", alt, 1))


def depart_map(translator: Any, node: map_image) -> None:
    """End it."""
    if not format_of(translator.builder).is_for_browsers:
        translator.depart_image(node)


EMBEDS = {MAP.name: Embed(MapDirective, page, files)}
