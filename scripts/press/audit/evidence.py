"""Define the directive ``{evidence}``: how sure a verdict is, and where that can be looked up, in one small line below what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.tables import EVIDENCE
from press.audit.verdicts import Evidence, audit_words, strength_words, verdict_named
from press.core.errors import PressError
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.addresses import ADDRESSES, Page, pages_known
from press.directives.bibliography.entry_foot import state_of_page
from press.directives.embed import Embed
from press.edition.context import EditionContext, get_context
from press.language.dates import spell_iso

_LOGGER = logging.getLogger(__name__)


class EvidenceDirective(SphinxDirective):
    """Tell how sure a verdict is and where that can be looked up, in a line below a text.

    The argument is a name as in the role ``{verdict}``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the line, or nothing and a warning with file and line where there is nothing to tell."""
        try:
            return [_line(get_context(self.env.app), self.arguments[0])]
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=EVIDENCE)
            return []


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


def _line(context: EditionContext, name: str) -> nodes.paragraph:
    verdict = verdict_named(context, name)
    translate = audit_words(context)
    # Of this class it is set small in every format, as the source of a chart is.
    line = nodes.paragraph("", "", classes=["press-source"])
    if verdict.strength:
        line += nodes.Text(f"{translate('Basis')}: {strength_words(context, verdict.strength)}. ")
    if verdict.evidence:
        line += [nodes.Text(f"{translate('Evidence')}: "), *evidence_links(context, verdict.evidence)]
    if not line.children:
        remedy = "give it a strength or evidence in its table, or remove the directive"
        raise PressError(f"nothing tells how the verdict on '{name}' is known", remedy=remedy)
    return line


# For the registry of embeds. The directive is called as the table of what it names.
EMBEDS = {EVIDENCE: Embed(EVIDENCE, EvidenceDirective)}
