"""Tell what belongs to a verdict: its evidence, the numbers beside a figure, how much a problem matters; with each statement its verdict in the list of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from press.audit.mark import link_to
from press.audit.verdicts import Evidence, Verdict, audit_words, finding_name, verdict_of, verdict_words
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.addresses import ADDRESSES, Page, pages_known
from press.data.claims import Statement
from press.directives.bibliography.extension import state_of_page
from press.directives.number import find_quantity
from press.directives.provenance import Fact
from press.directives.tables import unspoken
from press.edition.context import EditionContext
from press.language.dates import spell_iso
from press.language.quantities import spell


def evidence_links(context: EditionContext, evidence: Sequence[Evidence]) -> list[nodes.Node]:
    """Return the evidence by host, numbered if there are several, after its producer, which is named once for those that follow one another.

    Where the book has a table of addresses, it is told when each was read, as far as that is known, and which is no longer there.
    """
    parts: list[nodes.Node] = []
    pages: list[Page] = []
    if ADDRESSES in context.sources.package.names:
        note_dependency(DATA_TABLE, ADDRESSES)
        known = pages_known(context.sources)
        pages = [known.get(item.address, Page(item.address)) for item in evidence]
    before = None
    for number, item in enumerate(evidence, start=1):
        text = item.host if len(evidence) == 1 else f"{item.host} ({number})"
        is_new = before is None or item.producer != before.producer
        if before is not None:
            parts.append(nodes.Text("; " if is_new else ", "))
        if item.producer and is_new:
            parts.append(nodes.Text(f"{context.label(item.producer)}, "))
        parts.append(nodes.reference(text, text, refuri=item.address, internal=False))
        state = state_of_page(pages[number - 1], context.language) if pages else []
        parts += [nodes.Text(" ("), *state, nodes.Text(")")] if state else []
        before = item
    days = _days_of_reading(context, pages)
    return [*parts, nodes.Text(f" · {days}")] if days else parts


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


def verdict_facts(context: EditionContext, statement: Statement) -> list[Fact]:
    """Return the verdict on ``statement``, with a link to the finding that says why, and what it was compared with."""
    verdict = verdict_of(context, statement.id)
    if verdict is None:
        return []
    translate = audit_words(context)
    words = verdict_words(context, verdict.code)
    link = link_to(finding_name(statement.id), nodes.inline(words, words))
    sign: list[nodes.Node] = [unspoken("", verdict.sign), nodes.Text(" ")] if verdict.sign else []
    return [Fact(translate("Verdict"), [*sign, link]), *compared_facts(context, verdict)]


def compared_facts(context: EditionContext, verdict: Verdict) -> list[Fact]:
    """Return what a record gives, and what was computed, beside a figure."""
    translate = audit_words(context)
    numbers = {translate("Record says"): verdict.recorded, translate("We compute"): verdict.recomputed}
    return [
        Fact(words, [nodes.Text(spell(find_quantity(context, number), context.language))])
        for words, number in numbers.items()
        if number
    ]


def severity_words(context: EditionContext, problem: Verdict) -> str:
    """Return how much ``problem`` matters, and how sure it is."""
    translate, label = audit_words(context), context.label
    severity, certainty = label(f"severity.{problem.severity}"), label(f"certainty.{problem.strength}")
    return f"{translate('Severity')}: {severity}. {translate('Certainty')}: {certainty}."


def repeat_words(context: EditionContext, problem: Verdict) -> str:
    """Return whether what the article says may be repeated."""
    return f"{audit_words(context)('May it be repeated')}: {context.label(f'repeat.{problem.repeat}')}."


# For the registry of facts about statements.
FACTS = {"verdict": verdict_facts}
