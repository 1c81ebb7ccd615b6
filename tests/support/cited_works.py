"""Works for tests of citations and lists of works."""

from __future__ import annotations

from pybtex.database import Entry, Person

from press.citation.settings import CitationSettings
from press.directives.bibliography import ListStyle


def entry(kind: str = "misc", *authors: str, **fields: str) -> Entry:
    """An entry of a .bib."""
    return Entry(kind, fields=fields, persons={"author": [Person(name) for name in authors]} if authors else {})


def reference(language: str, work: Entry) -> str:
    """The entry of a work in the list of an edition, with plain spaces."""
    style = ListStyle(CitationSettings().style_of(language), language)
    return " ".join(str(next(iter(style.format_entries([work]))).text).split())
