"""Check the entries of the bibliography: the fields that their type asks for, dates and addresses, and names as each edition spells them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.model import Entry

from press.checks.check import DATA, Fault, Material, Stage, check, fault_at
from press.core.errors import PressError
from press.core.sources import bibliography_files
from press.data.references import read_library
from press.language.scripts import script_of

# As in BibTeX's own list; a slash stands between alternatives.
_REQUIRED = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author/editor", "title", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "misc": ("author/organization/key/title",),
}
_MAKERS = ("author", "organization")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ADDRESS = re.compile(r"https?://[\w.-]+\.\w+(?::\d+)?(?:/\S*)?")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_WHEN = "write a day, month or year as 2019-09-02, 2019-09 or 2019, or two with a slash, none later than next year"
_PEOPLE = re.compile(r"(?:author|editor)(?:_.+)?")
# What stands in braces is one name, whatever it holds.
_WRONG_BETWEEN = re.compile(r";|\\?&")
_IN_BRACES = re.compile(r"\{[^{}]*\}")


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
        return fault_at(self.path, line + 1, f"the work '{self.entry.key}' {message}")


@check("works", DATA, Stage.SOURCES)
def works(material: Material) -> Iterator[Fault]:
    """Find works that lack a field of their type, dates that no calendar has or that lie beyond next year, malformed identifiers and addresses, names that are not divided by `and`, and makers that one edition spells in its language and another does not."""
    found = _works(material)
    languages = _spelling(found, material.settings.languages)
    for work in found:
        asked = _REQUIRED.get(work.entry.entry_type.lower(), ())
        if lacking := [fields for fields in asked if not any(work.value(field) for field in fields.split("/"))]:
            yield work.fault(f"lacks {', '.join(lacking).replace('/', ' or ')}; add it")
        yield from _malformed(work)
        yield from _makers(work, languages)


def _works(material: Material) -> list[_Work]:
    found: list[_Work] = []
    for path in bibliography_files(material.root):
        try:
            entries = read_library(path).entries if path.is_file() else []
        except PressError:
            # The check of sources tells.
            continue
        found += [_Work(path.relative_to(material.root), entry) for entry in entries]
    return found


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


def _spelling(found: Sequence[_Work], languages: Sequence[str]) -> list[str]:
    """Return the first language, and those that have to spell makers: all but such as are written like the first, and spell none."""
    fields = {name for work in found for name in work.entry.fields_dict}
    first = languages[0]
    return [
        language
        for language in languages
        if language == first
        or script_of(language) != script_of(first)
        or not fields.isdisjoint(f"{maker}_{language}" for maker in _MAKERS)
    ]


def _makers(work: _Work, languages: Sequence[str]) -> Iterator[Fault]:
    """Yield faults in the names of those who made a work, as editions spell them."""
    for maker in _MAKERS:
        spelled = {language: work.value(f"{maker}_{language}") for language in languages}
        if not any(spelled.values()):
            continue
        others = [language for language in languages[1:] if not spelled[language]]
        if others:
            yield work.fault(
                f"has no {', '.join(f'{maker}_{language}' for language in others)}, as other editions have; add it"
            )
