"""Tell with each statement its verdict in the list of numbers."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from press.audit.checks import FINDING
from press.audit.mark import link_to
from press.audit.verdicts import Verdict, audit_words, finding_name, verdict_of, verdict_words
from press.data.claims import CLAIMS, Statement
from press.directives.number import find_quantity
from press.directives.provenance import Fact
from press.directives.table_nodes import unspoken
from press.edition.context import EditionContext
from press.language.quantities import spell


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


def numbers_of_finding(context: EditionContext, claim: str) -> Iterator[str]:
    """Yield the names of the numbers that a finding on ``claim`` shows: the claim, and what it was compared with."""
    verdict = verdict_of(context, claim)
    if verdict is not None:
        yield from [f"{CLAIMS}/{claim}"] if claim in context.claims else []
        yield from verdict.compared


# For the registries of facts about statements, and of directives that show numbers.
FACTS = {"verdict": verdict_facts}
SHOWN = {FINDING: numbers_of_finding}
