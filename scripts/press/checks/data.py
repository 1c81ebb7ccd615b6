"""Check the sources that are no chapters: tables and their words, works, catalogues and notebooks."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.model import Entry

from press.checks.check import Fault, errors_of
from press.checks.style import style_faults
from press.core.errors import PressError
from press.core.files import shown_path
from press.core.sources import bibliography_files, missing_bibliography
from press.core.text import lines_of, read_utf8
from press.data.accept import TO_WRITE, to_write, undescribed
from press.data.claims import CLAIMS, check_claims
from press.data.references import check_bibliography, read_library
from press.data.sources import Sources
from press.data.validation import check_citations
from press.data.vocabulary import missing_words, rows_to_add
from press.language.catalogues import book_translations, get_book_translation
from press.language.scripts import script_of
from press.notebooks.results import read_notebook

# As in BibTeX's own list; a slash stands between alternatives.
_REQUIRED = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author/editor", "title", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "misc": ("author/organization/key/title",),
}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(?::\d+)?(?:/\S*)?")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WHEN = "write a day, month or year as 2019-09-02, 2019-09 or 2019, or two with a slash, none later than next year"
_PEOPLE = re.compile(r"(?:author|editor)(?:_.+)?")
# What stands in braces is one name, whatever it holds.
_WRONG_BETWEEN = re.compile(r";|\\?&")
_IN_BRACES = re.compile(r"\{[^{}]*\}")


def tables(sources: Sources) -> Iterator[PressError]:
    """Find tables that break their description, values outside the range of their unit, units that a language has no words for, rows that point to none, statements without a source, files changed since they were accepted."""
    for name in sources.package.names:
        # Content before checksum, so that a fault in a changed file is told alone.
        faults = errors_of(check_claims, sources.package, sources.settings.languages) if name == CLAIMS else ()
        yield from [*faults] or errors_of(sources.rows, name)


def _check_bibliographies(root: Path) -> None:
    for path in bibliography_files(root):
        if not path.is_file():
            raise missing_bibliography(root, path)
        check_bibliography(path)


def sources(sources: Sources) -> Iterator[PressError]:
    """Find labels, nouns, works, notebooks, catalogues and rules of style that cannot be read, and works that the data cite and the bibliography lacks."""
    yield from errors_of(lambda: sources.vocabulary)
    yield from errors_of(lambda: sources.nouns)
    yield from errors_of(_check_bibliographies, sources.root)
    yield from errors_of(lambda: check_citations(sources.package, sources.works))
    yield from style_faults(sources.settings)
    for path in sources.settings.notebooks:
        yield from errors_of(read_notebook, path)
    for language in sources.settings.languages:
        yield from errors_of(book_translations, sources.settings, language)
        yield from errors_of(get_book_translation, sources.settings, language)


def undescribed_tables(sources: Sources) -> Iterator[Fault]:
    """Find tables in the folder of the data that its descriptor does not name."""
    for path in undescribed(sources.package):
        shown = path.relative_to(sources.root).as_posix()
        message = "no description names this table, so that nothing holds its values"
        yield Fault(shown, 0, f"{message}\n  What to do: have one drafted: .venv/bin/press accept {shown}")


def drafts(sources: Sources) -> Iterator[Fault]:
    """Find descriptions of tables that were drafted and not yet written to the end, which readers would see."""
    package = sources.package
    lines = enumerate(lines_of(read_utf8(package.path)), start=1) if package.path.is_file() else []
    marked = [number for number, line in lines if re.search(rf'"{TO_WRITE}', line)]
    shown = package.path.relative_to(sources.root)
    for resource in package.content["resources"]:
        waiting = list(to_write(resource))
        here, marked = marked[: len(waiting)], marked[len(waiting) :]
        if waiting:
            places = ", ".join(f"{place} (line {line})" for place, line in zip(waiting, here, strict=False))
            message = f"the description of the table '{resource['name']}' is a draft; write instead of {TO_WRITE} what is asked for there: {places}"
            yield Fault(shown, here[0] if here else 1, message)


def words_of_tables(sources: Sources) -> Iterator[Fault]:
    """Find tables without words for codes for which most tables beside them have words."""
    package, languages = sources.package, sources.settings.languages
    for name in package.names:
        codes = [] if package.has_labels(name) else missing_words(package, sources.vocabulary, name)
        if codes:
            words = f"the table '{name}' has no words for {len(codes)} codes"
            words += f"\n  What to do: {rows_to_add(languages, codes)}"
            yield Fault(shown_path(package.file(name), sources.root), 0, words)


@dataclass(frozen=True)
class _Work:
    """An entry with the file (from the root) in which it stands."""

    path: Path
    entry: Entry

    def value(self, field: str) -> str:
        """Return what a field says; nothing where the entry lacks it."""
        found = self.entry.fields_dict.get(field)
        return str(found.value).strip() if found else ""

    def fault(self, message: str, field: str = "") -> Fault:
        """Return the fault of the entry, or of one of its fields."""
        found = self.entry.fields_dict.get(field)
        line = (found.start_line if found else self.entry.start_line) or 0
        return Fault(self.path, line + 1, f"the work '{self.entry.key}' {message}")


def works(sources: Sources) -> Iterator[Fault]:
    """Find works that lack a field of their type, dates that no calendar has or that lie beyond next year, malformed identifiers and addresses, names that are not divided by `and`, and makers that one edition spells in its language and another does not."""
    found: list[_Work] = []
    for path in bibliography_files(sources.root):
        # Of one that cannot be read the check of sources tells.
        with suppress(PressError):
            entries = read_library(path).entries if path.is_file() else []
            found += [_Work(path.relative_to(sources.root), entry) for entry in entries]
    first, *languages = sources.settings.languages
    used = {name for work in found for name in work.entry.fields_dict}
    for work in found:
        asked = _REQUIRED.get(work.entry.entry_type.lower(), ())
        if lacking := [fields for fields in asked if not any(work.value(field) for field in fields.split("/"))]:
            yield work.fault(f"lacks {', '.join(lacking).replace('/', ' or ')}; add it")
        yield from _malformed(work)
        for maker in ("author", "organization"):
            # A language that is written like the first need not spell makers again.
            names = [
                f"{maker}_{one}" for one in languages if f"{maker}_{one}" in used or script_of(one) != script_of(first)
            ]
            lacking = [name for name in names if not work.value(name)]
            if lacking and (len(lacking) < len(names) or work.value(f"{maker}_{first}")):
                yield work.fault(f"has no {', '.join(lacking)}, as other editions have; add it")


def _malformed(work: _Work) -> Iterator[Fault]:
    for field, is_right, right in (
        ("doi", _DOI.fullmatch, "write it as 10.1000/182, without an address"),
        ("url", _ADDRESS.fullmatch, "write a whole address, as https://example.org/page"),
        ("date", is_date, _WHEN),
        ("urldate", is_date, _WHEN),
        ("year", is_date, "write the four digits of a year up to the next one"),
    ):
        value = work.value(field)
        if value and not is_right(value):
            yield work.fault(f"has the {field} '{value}'; {right}", field)
    for field in filter(_PEOPLE.fullmatch, work.entry.fields_dict):
        if between := _WRONG_BETWEEN.search(_IN_BRACES.sub("", work.value(field))):
            yield work.fault(f"divides names by '{between[0]}' in {field}; write 'and' between them", field)


def is_date(text: str) -> bool:
    """Return whether it is a day, month or year by ISO 8601, or two in their order with a slash between, up to the end of next year."""
    ends = text.split("/")
    if len(ends) > 2 or ends != sorted(ends) or not all(map(_DATE.fullmatch, ends)):
        return False
    try:
        days = [dt.date.fromisoformat(f"{end}-01-01"[: len("2019-09-02")]) for end in ends]
    except ValueError:
        return False
    return days[-1].year <= dt.date.today().year + 1
