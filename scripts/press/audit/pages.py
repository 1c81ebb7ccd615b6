"""Say of the pages that a line of evidence leads to when they were read, which of them are gone, and where copies of them are kept."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from press.audit.verdicts import Evidence, audit_words
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.addresses import ADDRESSES, Page, pages_known
from press.directives.bibliography.pages import state_of_page
from press.edition.context import EditionContext
from press.language.dates import spell_iso


def pages_of(context: EditionContext, evidence: Sequence[Evidence]) -> list[Page]:
    """Return what is known of each page in order, or nothing in a book that has no table of addresses."""
    if ADDRESSES not in context.sources.package.names:
        return []
    note_dependency(DATA_TABLE, ADDRESSES)
    known = pages_known(context.sources)
    return [known.get(item.address, Page(item.address)) for item in evidence]


def in_brackets(context: EditionContext, page: Page) -> list[nodes.Node]:
    """Return in brackets what has become of the page; mostly nothing."""
    state = state_of_page(page, context.language)
    return [nodes.Text(" ("), *state, nodes.Text(")")] if state else []


def days_of_reading(context: EditionContext, pages: Sequence[Page]) -> str:
    """Return when the pages of a line were read, as far as that is known, with their numbers where it is not one day for all of them."""
    by_day: dict[str, list[str]] = {}
    for number, page in enumerate(pages, start=1):
        by_day.setdefault(spell_iso(page.read, context.language), []).append(str(number))
    said = audit_words(context)("read {date}")
    told = [
        said.format(date=day) + (f" ({', '.join(numbers)})" if len(by_day) > 1 else "")
        for day, numbers in by_day.items()
        if day
    ]
    return "; ".join(told)
