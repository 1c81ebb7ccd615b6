"""The directive ``{evidence}``: how sure a verdict is, and where that can be looked up, in one small line below what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.audit.pages import days_of_reading, in_brackets, pages_of
from press.audit.tables import EVIDENCE
from press.audit.verdicts import Evidence, audit_words, strength_words, verdict_named
from press.core.errors import PressError
from press.directives.embed import Embed
from press.edition.context import EditionContext, get_context

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
    pages = pages_of(context, evidence)
    for number, item in enumerate(evidence, start=1):
        text = item.host if len(evidence) == 1 else f"{item.host} ({number})"
        if before is not None:
            parts.append(nodes.Text(", " if item.producer == before.producer else "; "))
        if item.producer and (before is None or item.producer != before.producer):
            parts.append(nodes.Text(f"{context.label(item.producer)}, "))
        parts.append(nodes.reference(text, text, refuri=item.address, internal=False))
        parts += in_brackets(context, pages[number - 1]) if pages else []
        before = item
    days = days_of_reading(context, pages)
    return [*parts, nodes.Text(f" · {days}")] if days else parts


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
        told = f"nothing tells how the verdict on '{name}' is known"
        raise PressError(told, remedy="give it a strength or evidence in its table, or remove the directive")
    return line


# For the registry of embeds. The directive is called as the table of what it names.
EMBEDS = {EVIDENCE: Embed(EVIDENCE, EvidenceDirective)}
