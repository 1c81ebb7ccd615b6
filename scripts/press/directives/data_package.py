"""Pack all data of a book as files to take away.

One is a ZIP file: the tables, their descriptor, and in each language a README, a codebook and citations. The others are a workbook for each language.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from press.citation.edition_works import dataset_title, dataset_work, edition_work
from press.citation.export import EXPORTS
from press.citation.record import Work
from press.citation.settings import CitationSettings, load_citation
from press.citation.styles import STYLES
from press.core.digests import environment, files_below, press_fingerprint
from press.core.files import kept_file, kept_zip, short_hash
from press.core.formats import SHARED
from press.core.project import last_change
from press.core.registry import Registry
from press.core.settings import Edition, Settings
from press.core.text import Json, Translate, csv_file
from press.data.descriptor import read_package
from press.data.sources import Sources
from press.data.workbook import Sheet, SheetLink, table_sheet, workbook
from press.directives.link_nodes import file_line
from press.edition.context import EditionContext, get_context
from press.language.catalogues import get_translation
from press.language.quantities import size_in_words, spell_number

Label = Callable[[str], str]


class RootFile(NamedTuple):
    """A file of the whole book, beside its editions.

    ``words`` returns what an edition has before the link to it, ``content`` the file once all editions are made; nothing
    where there is none.
    """

    words: Callable[[EditionContext], str]
    content: Callable[[Settings], bytes | None]


# By name.
ROOT_FILES: Registry[RootFile] = Registry("file beside the editions", {})


def zip_name(settings: Settings) -> str:
    """Return the name of the file, the same in all editions."""
    return f"{settings.slug}-data.zip"


def workbook_name(settings: Settings, language: str) -> str:
    """Return the name of the workbook in ``language``."""
    return f"{settings.slug}-data.{language}.xlsx"


def has_data(settings: Settings) -> bool:
    """Return whether the book has tables that are described."""
    return (settings.root / "data").is_dir() and bool(read_package(settings.root).names)


def data_files(settings: Settings, language: str) -> list[tuple[str, str, str]]:
    """Return the files with the data that the edition in ``language`` offers: path within the site, and msgids of kind and link."""
    files = [
        (f"{SHARED}/{zip_name(settings)}", "Data", "The data as ZIP"),
        (f"{SHARED}/{workbook_name(settings, language)}", "Data: XLSX", "The data as XLSX"),
    ]
    return files if has_data(settings) else []


def data_zip(sources: Sources, citation: CitationSettings) -> Path:
    """Return the file: everything below ``data/``, ``README.<language>.md``, ``codebook.<language>.csv`` and ``cite/``.

    ``cite/`` has the files for reference managers that pages link to. The same data of the same day give the same bytes, which are packed
    once for all editions and kept among the files of the build.
    """
    folder, stored = Path(zip_name(sources.settings)).stem, sources.settings.build / "press" / "data"
    return kept_zip(stored, [(f"{folder}/{path}", content) for path, content in sorted(_contents(sources, citation))])


def _contents(sources: Sources, citation: CitationSettings) -> Iterator[tuple[str, bytes]]:
    settings = sources.settings
    for path in files_below(settings.root / "data"):
        yield path.relative_to(settings.root).as_posix(), path.read_bytes()
    for edition in settings.editions:
        label = partial(sources.vocabulary.label_if_known, language=edition.language)
        cited = _cited(sources, citation, edition.language)
        yield f"README.{edition.language}.md", "\n".join(_readme(sources, edition, label, cited)).encode()
        codebook = _codebook(sources, sources.package.names, edition.language, label)
        yield f"codebook.{edition.language}.csv", csv_file(codebook)
        for ending, write in EXPORTS.values():
            yield f"cite/{cited.name}.{ending}", write(cited).encode()


def data_workbook(sources: Sources, citation: CitationSettings, language: str) -> Path:
    """Return the workbook in ``language``: what it is and its sheets, what the columns mean, and each table of the data but the vocabulary.

    It is made once for equal tables, words and day, and kept as the ZIP file is.
    """
    translate, package = get_translation(language), sources.package
    label = partial(sources.vocabulary.label_if_known, language=language)
    cited = _cited(sources, citation, language)
    # Names of tables hold no spaces; those of sheets have at most 31 letters.
    first, columns = (SheetLink(translate(text)[:31]) for text in ("About the tables", "Meaning of the columns"))
    names = [name for name in package.names if not package.has_labels(name)]
    meaning = translate("What each column means, its unit, its type and the values allowed in it")
    heads: list[object] = [translate(head) for head in ("Sheet", "What it holds", "File", "Rows")]
    listed: list[list[object]] = [heads, [columns, meaning, None, None]]
    sheets = []
    for name in names:
        title = label(f"table-{name}") or _about(sources, name, label) or name
        known = [title, _about(sources, name, label), *_facts(sources, name, language, label), first]
        sheets.append(table_sheet(sources, name, list(dict.fromkeys(filter(None, known))), language))
        listed.append([SheetLink(name), title, package.file(name).name, len(sources.rows(name))])
    rights = citation.rights(language)
    lines = [
        cited.text("title"),
        translate(
            "Each table is on a sheet of its own. Values from a list are in words here; the CSV files have their codes. An empty cell means that there is no value."
        ),
        *([f"{translate('Licence')}: {rights}"] if rights else []),
        *_citations(cited, language),
    ]
    codebook = _codebook(sources, names, language, label)
    sheets = [Sheet(first, lines, listed, [3]), Sheet(columns, [str(columns), first], codebook), *sheets]
    author = "; ".join(maker.full for maker in cited.makers().named)
    given = (sheets, language, author, last_change(sources.root) or dt.date(1980, 1, 1))
    basis = repr((given, press_fingerprint("data/workbook.py"), environment())).encode()
    return kept_file(sources.settings.build / "press" / f"data-{short_hash(basis)}.xlsx", lambda: workbook(*given))


def write_data_files(sources: Sources, citation: CitationSettings, folder: Path) -> None:
    """Write the files into ``folder``, unless the book has no data."""
    settings = sources.settings
    if has_data(settings):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(data_zip(sources, citation), folder / zip_name(settings))
        for language in settings.languages:
            made = data_workbook(sources, citation, language)
            shutil.copyfile(made, folder / workbook_name(settings, language))


class DatazipDirective(SphinxDirective):
    """Offer all data of the book as one file and as a workbook, each in a line with its size, on pages only."""

    def run(self) -> list[nodes.Node]:
        """Return the paragraphs, each with the link and the size of a file."""
        context = get_context(self.env.app)
        settings, sources, language = context.settings, context.sources, context.language
        if not has_data(settings):
            raise self.error("the book has no data to offer; remove this directive, or add a folder data")
        # The files show their sizes, so that the document is read again when the data have changed.
        for file in files_below(settings.root / "data"):
            self.env.note_dependency(str(file))
        citation = load_citation(settings.root)
        packed, workbook_file = data_zip(sources, citation), data_workbook(sources, citation, language)
        all_tables = context.translate("All tables, with codebook and README in each language, as one file")
        sheets = context.translate("The tables for Excel and other spreadsheets, each on a sheet of its own")
        offered = [(all_tables, zip_name(settings), packed), (sheets, workbook_name(settings, language), workbook_file)]
        lines: list[nodes.Node] = []
        for words, name, file in offered:
            size = size_in_words(file.stat().st_size, language)
            lines.append(file_line(words, name, f"{self.config.press_shared}/{name}", size))
        for name, root_file in ROOT_FILES.items() if self.config.press_siblings else ():
            if words := root_file.words(context):
                lines.append(file_line(words, name, f"../{name}"))
        return lines


def _cited(sources: Sources, citation: CitationSettings, language: str) -> Work:
    """Return the record of the data in ``language``."""
    book = edition_work(sources.settings, language, citation, last_change(sources.root))
    return dataset_work(book, citation.dataset, dataset_title(sources.package))


def _citations(cited: Work, language: str) -> list[str]:
    translate = get_translation(language)
    return [f"{translate(style.name)}: {style.cite(cited)}" for style in STYLES.values()]


def _about(sources: Sources, name: str, label: Label) -> str:
    return label(f"about-{name}") or str(sources.package.resource(name).get("title", ""))


def _facts(sources: Sources, name: str, language: str, label: Label) -> list[str]:
    """Return what is known of a table, each fact with its term: its rows, where it is from, under what licence."""
    translate, resource, table = get_translation(language), sources.package.resource(name), sources.describe(name)
    producers = "; ".join(source.get("title", "") for source in resource.get("sources", []))
    facts = [
        (translate("Rows"), spell_number(table.rows, language)),
        (translate("Source"), label(f"source-{name}") or producers),
        (translate("Producer"), label(f"producer-{name}") or str(resource.get("producer", ""))),
        (translate("Version of the data"), label(f"vintage-{name}") or str(resource.get("vintage", ""))),
        (translate("Licence"), translate(table.licence)),
        ("SHA-256", table.sha256),
    ]
    return [f"{term}: {value}" for term, value in facts if value]


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
    yield from (f"- {line}" for line in _citations(cited, edition.language))
    yield f"\n## {translate('Files')}\n"
    for name in sources.package.names:
        yield f"### {sources.package.file(name).relative_to(sources.root).as_posix()}\n"
        yield f"{_about(sources, name, label)}\n"
        yield from (f"- {line}" for line in _facts(sources, name, edition.language, label))
        yield ""


def _codebook(sources: Sources, names: Iterable[str], language: str, label: Label) -> list[list[str]]:
    """Return headings, and a row for each column of the tables ``names``: meaning, unit, type, allowed values."""
    translate = get_translation(language)
    rows = [[translate(head) for head in ("Table", "Column", "Meaning", "Unit", "Type", "Allowed values")]]
    for name in names:
        for field in sources.package.fields(name):
            meaning = label(f"{name}.{field['name']}") or str(field.get("title", ""))
            unit = sources.vocabulary.unit(str(field.get("unit", "")), language)
            kind = translate(str(field.get("type", "string")))
            constraints = field.get("constraints", {})
            codes = [str(code) for code in constraints.get("enum", [])]
            explained = (f"{code} ({label(code)})" if label(code) else code for code in codes)
            listed = [" | ".join(explained)] if codes else []
            allowed = ", ".join([*listed, *constraint_words(constraints, translate)])
            rows.append([name, field["name"], meaning, unit, kind, allowed])
    return rows


def constraint_words(constraints: Json, translate: Translate, spell: Callable[[Any], str] = str) -> list[str]:
    """Return in words what a column has to be: required, unique, at least and at most so much; not the values that it may have."""
    flags = [translate(name) for name in ("required", "unique") if constraints.get(name)]
    limits = [name for name in ("minimum", "maximum") if name in constraints]
    return [*flags, *(f"{translate(name)} {spell(constraints[name])}" for name in limits)]
