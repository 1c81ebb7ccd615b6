"""Pack all data of a book as one ZIP file: the tables, their descriptor, and in each language a README, a codebook and citations."""

from __future__ import annotations

import io
import pickle
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.citation.edition_works import (
    STYLES,
    CitationSettings,
    dataset_title,
    dataset_work,
    edition_work,
    load_citation,
)
from press.citation.export import EXPORTS
from press.citation.record import Work
from press.core.digests import files_below
from press.core.files import add_entry, cached_file, short_hash
from press.core.formats import ONLY_HTML
from press.core.project import last_change
from press.core.settings import Edition, Settings
from press.core.text import Json, Translate, csv_file
from press.data.descriptor import DataPackage
from press.data.sources import Sources
from press.directives.link_nodes import download_link
from press.edition.context import get_context
from press.language.catalogues import get_translation
from press.language.quantities import size_in_words, spell_number

Label = Callable[[str], str]


def zip_name(settings: Settings) -> str:
    """Return the name of the file, the same in all editions."""
    return f"{settings.slug}-data.zip"


def has_data(settings: Settings) -> bool:
    """Return whether the book has a folder of data."""
    return (settings.root / "data").is_dir()


def data_zip(sources: Sources, citation: CitationSettings) -> Path:
    """Return the file: everything below ``data/``, ``README.<language>.md``, ``codebook.<language>.csv`` and ``cite/``.

    ``cite/`` has the files for reference managers that pages link to. The same data of the same day give the same bytes, which are packed
    once for all editions and kept among the files of the build.
    """
    files, folder = sorted(_contents(sources, citation)), Path(zip_name(sources.settings)).stem

    def pack() -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for path, content in files:
                add_entry(archive, f"{folder}/{path}", content)
        return packed.getvalue()

    return cached_file(sources.settings.build / "press" / f"data-{short_hash(pickle.dumps(files))}.zip", pack)


def _contents(sources: Sources, citation: CitationSettings) -> Iterator[tuple[str, bytes]]:
    settings = sources.settings
    for path in files_below(settings.root / "data"):
        yield path.relative_to(settings.root).as_posix(), path.read_bytes()
    issued, title = last_change(settings.root), dataset_title(sources.package)
    for edition in settings.editions:
        label = partial(sources.vocabulary.label_if_known, language=edition.language)
        book = edition_work(settings, edition.language, citation, issued)
        cited = dataset_work(book, citation.dataset, title)
        yield f"README.{edition.language}.md", "\n".join(_readme(sources, edition, label, cited)).encode()
        yield f"codebook.{edition.language}.csv", codebook_csv(sources.package, edition, label)
        for ending, write in EXPORTS.values():
            yield f"cite/{cited.name}.{ending}", write(cited).encode()


def write_data_zip(sources: Sources, citation: CitationSettings, folder: Path) -> None:
    """Write the file into ``folder``, unless the book has no data."""
    if has_data(sources.settings):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data_zip(sources, citation), folder / zip_name(sources.settings))


class DatazipDirective(SphinxDirective):
    """Offer all data of the book as one file, in a line with its size, on pages only."""

    def run(self) -> list[nodes.Node]:
        """Return the paragraph with the link and the size of the file."""
        context = get_context(self.env.app)
        if not has_data(context.settings):
            raise self.error("the book has no data to offer; remove this directive, or add a folder data")
        name = zip_name(context.settings)
        link = download_link("", name, path=f"{self.config.press_shared}/{name}")
        words = context.translate("All tables, with codebook and README in each language, as one file")
        # The file shows its size, so that the document is read again when the data have changed.
        for file in files_below(context.settings.root / "data"):
            self.env.note_dependency(str(file))
        path = data_zip(context.sources, load_citation(context.settings.root))
        size = size_in_words(path.stat().st_size, context.language)
        return [nodes.paragraph("", nodes.Text(f"{words}: "), link, nodes.Text(f" ({size})"), classes=[ONLY_HTML])]


def _readme(sources: Sources, edition: Edition, label: Label, cited: Work) -> Iterator[str]:
    """Yield the paragraphs of the README (Markdown): how to read and cite the tables, and of each its content, rows, sources and licence.

    ``cited`` is the record of the data in the language of the edition.
    """
    translate = get_translation(edition.language)
    yield f"# {edition.title}\n"
    yield translate(
        "The tables are a data package after the Frictionless standard: data/datapackage.json describes them."
    )
    yield translate("All are CSV: UTF-8, a comma between cells, a point in numbers, nothing in empty cells.")
    yield translate("The codebook explains each column: {file}.").format(file=f"codebook.{edition.language}.csv")
    yield f"\n## {translate('How to cite')}\n"
    yield from (f"- {translate(style.name)}: {style.cite(cited)}" for style in STYLES.values())
    yield f"\n## {translate('Files')}\n"
    for name in sources.package.names:
        resource, table = sources.package.resource(name), sources.describe(name)
        sources_told = "; ".join(source.get("title", "") for source in resource.get("sources", []))
        facts = [
            (translate("Rows"), spell_number(table.rows, edition.language)),
            (translate("Source"), label(f"source-{name}") or sources_told),
            (translate("Producer"), label(f"producer-{name}") or str(resource.get("producer", ""))),
            (translate("Version of the data"), label(f"vintage-{name}") or str(resource.get("vintage", ""))),
            (translate("Licence"), translate(table.licence)),
            ("SHA-256", table.sha256),
        ]
        yield f"### {table.path.relative_to(sources.root).as_posix()}\n"
        yield f"{label(f'about-{name}') or str(resource.get('title', ''))}\n"
        yield from (f"- {term}: {value}" for term, value in facts if value)
        yield ""


def codebook_csv(package: DataPackage, edition: Edition, label: Label) -> bytes:
    """Return a CSV file with a row for each column of each table: meaning, unit, type, allowed values."""
    translate = get_translation(edition.language)
    rows = [[translate(head) for head in ("Table", "Column", "Meaning", "Unit", "Type", "Allowed values")]]
    for name in package.names:
        for field in package.fields(name):
            meaning = label(f"{name}.{field['name']}") or str(field.get("title", ""))
            unit = label(str(field.get("unit", "")))
            kind = translate(str(field.get("type", "string")))
            constraints = field.get("constraints", {})
            listed = [" | ".join(map(str, constraints["enum"]))] if "enum" in constraints else []
            allowed = ", ".join([*listed, *constraint_words(constraints, translate)])
            rows.append([name, field["name"], meaning, unit, kind, allowed])
    return csv_file(rows)


def constraint_words(constraints: Json, translate: Translate, spell: Callable[[Any], str] = str) -> list[str]:
    """Return what a column has to be in words, but for the values that it may have: required, unique, at least and at most so much."""
    flags = [translate(name) for name in ("required", "unique") if constraints.get(name)]
    limits = [name for name in ("minimum", "maximum") if name in constraints]
    return [*flags, *(f"{translate(name)} {spell(constraints[name])}" for name in limits)]
