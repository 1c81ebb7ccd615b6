"""Check the sources that are no chapters: tables, words, works, catalogues, notebooks and what these publish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.checks.check import DATA, NUMBERS, Fault, Material, Stage, check, errors_of, fault_at
from press.checks.style import style_faults
from press.core.errors import PressError
from press.core.sources import bibliography_files, missing_bibliography
from press.core.text import lines_of, read_utf8
from press.data.accept import TO_WRITE, to_write, undescribed
from press.data.claims import CLAIMS, check_claims
from press.data.references import check_bibliography
from press.data.validation import check_citations
from press.data.vocabulary import words_fault
from press.language.catalogues import book_translations, get_book_translation
from press.language.quantities import UnspelledUnitError, spell
from press.notebooks.notebook import read_notebook


@check("tables", DATA, Stage.SOURCES)
def tables(material: Material) -> Iterator[PressError]:
    """Find tables that break their description, values outside the range of their unit, units that a language has no words for, rows that point to none, statements without a source, files changed since they were accepted."""
    try:
        package = material.sources.package
        names = package.names
    except PressError as error:
        yield error
        return
    for name in names:
        # Content before checksum, so that a fault in a changed file is told alone.
        faults = list(errors_of(check_claims, package, material.settings.languages)) if name == CLAIMS else []
        yield from faults or errors_of(material.sources.rows, name)


def _check_bibliographies(root: Path) -> None:
    for path in bibliography_files(root):
        if not path.is_file():
            raise missing_bibliography(root, path)
        check_bibliography(path)


@check("sources", DATA, Stage.SOURCES)
def sources(material: Material) -> Iterator[PressError]:
    """Find labels, nouns, works, notebooks, catalogues and rules of style that cannot be read, and works that the data cite and the bibliography lacks."""
    found = material.sources
    yield from errors_of(lambda: found.vocabulary)
    yield from errors_of(lambda: found.nouns)
    yield from errors_of(_check_bibliographies, material.root)
    yield from errors_of(lambda: check_citations(found.package, found.works))
    yield from style_faults(material.settings)
    for path in material.settings.notebooks:
        yield from errors_of(read_notebook, path)
    for language in material.settings.languages:
        yield from errors_of(book_translations, material.settings, language)
        yield from errors_of(get_book_translation, material.settings, language)


@check("undescribed", DATA, Stage.SOURCES)
def undescribed_tables(material: Material) -> Iterator[Fault]:
    """Find tables in the folder of the data that its descriptor does not name."""
    for path in undescribed(material.sources.package):
        shown = path.relative_to(material.root).as_posix()
        message = "no description names this table, so that nothing holds its values"
        yield Fault(f"{shown}: {message}\n  What to do: have one drafted: .venv/bin/press accept {shown}")


@check("drafts", DATA, Stage.SOURCES)
def drafts(material: Material) -> Iterator[Fault]:
    """Find descriptions of tables that were drafted and not yet written to the end, which readers would see."""
    package = material.sources.package
    lines = enumerate(lines_of(read_utf8(package.path)), start=1) if package.path.is_file() else []
    marked = [number for number, line in lines if re.search(rf'"{TO_WRITE}', line)]
    shown = package.path.relative_to(material.root)
    for resource in package.content["resources"]:
        waiting = list(to_write(resource))
        here, marked = marked[: len(waiting)], marked[len(waiting) :]
        if waiting:
            places = ", ".join(f"{place} (line {line})" for place, line in zip(waiting, here, strict=False))
            message = f"the description of the table '{resource['name']}' is a draft; write instead of {TO_WRITE} what is asked for there: {places}"
            yield fault_at(shown, here[0] if here else 1, message)


@check("words of tables", DATA, Stage.SOURCES)
def words_of_tables(material: Material) -> Iterator[Fault]:
    """Find tables without words for codes for which most tables beside them have words."""
    sources = material.sources
    for name in sources.package.names:
        if not sources.package.has_labels(name):
            message = words_fault(sources.package, sources.vocabulary, sources.settings.languages, name)
            if message:
                yield Fault(message)


@check("results", NUMBERS, Stage.RESULTS)
def results(material: Material) -> Iterator[Fault]:
    """Find units that a published number cannot have."""
    for result in material.results:
        try:
            for language in material.settings.languages:
                _ = result.quantity and spell(result.quantity, language)
        except UnspelledUnitError as error:
            cell = f"{material.settings.book}/notebooks/{result.notebook}.ipynb: cell {result.cell}"
            yield Fault(f"{cell} publishes the number '{result.key}': {error.message}; {error.remedy}")
