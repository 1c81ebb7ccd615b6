"""Return links to where a verdict can be looked up."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from press.audit.verdicts import Evidence, audit_words
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.addresses import ADDRESSES, Page, pages_known
from press.directives.bibliography.entry_foot import state_of_page
from press.edition.context import EditionContext
from press.language.dates import spell_iso


def evidence_links(context: EditionContext, evidence: Sequence[Evidence]) -> list[nodes.Node]:
    """Return the evidence by host, numbered if there are several, after its producer, which is named once for those that follow one another.

    Where the book has a table of addresses, it is told when each was read, as far as that is known, and which is no longer there.
    """
    parts: list[nodes.Node] = []
    before = None
    pages = _pages(context, evidence)
    for number, item in enumerate(evidence, start=1):
        text = item.host if len(evidence) == 1 else f"{item.host} ({number})"
        if before is not None:
            parts.append(nodes.Text(", " if item.producer == before.producer else "; "))
        if item.producer and (before is None or item.producer != before.producer):
            parts.append(nodes.Text(f"{context.label(item.producer)}, "))
        parts.append(nodes.reference(text, text, refuri=item.address, internal=False))
        state = state_of_page(pages[number - 1], context.language) if pages else []
        parts += [nodes.Text(" ("), *state, nodes.Text(")")] if state else []
        before = item
    days = _days_of_reading(context, pages)
    return [*parts, nodes.Text(f" · {days}")] if days else parts


def _pages(context: EditionContext, evidence: Sequence[Evidence]) -> list[Page]:
    """Return what is known of each page in order; empty in a book that has no table of addresses."""
    if ADDRESSES not in context.sources.package.names:
        return []
    note_dependency(DATA_TABLE, ADDRESSES)
    known = pages_known(context.sources)
    return [known.get(item.address, Page(item.address)) for item in evidence]


def _days_of_reading(context: EditionContext, pages: Sequence[Page]) -> str:
    """Return when the pages were read, as far as that is known, with their numbers where it is not one day for all of them."""
    by_day: dict[str, list[str]] = {}
    for number, page in enumerate(pages, start=1):
        by_day.setdefault(spell_iso(page.read, context.language), []).append(str(number))
    pattern = audit_words(context)("read {date}")
    return "; ".join(
        pattern.format(date=day) + (f" ({', '.join(numbers)})" if len(by_day) > 1 else "")
        for day, numbers in by_day.items()
        if day
    )
