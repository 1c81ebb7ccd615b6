"""Add what the audit brings to the registries of press."""

from __future__ import annotations

from press.audit.checks import accepted, findings, recomputed, verdicts
from press.audit.facts import numbers_of_finding, verdict_facts
from press.audit.finding import EMBED
from press.checks.registry import CHECKS
from press.data.accept import ACCEPTED
from press.directives.embeds import EMBEDS
from press.directives.number_list import SHOWN_NUMBERS
from press.directives.provenance import STATEMENT_FACTS


def register() -> None:
    """Register everything for the book that is being loaded."""
    for check in (verdicts, findings, recomputed):
        CHECKS.register(check.name, check)
    ACCEPTED.register("verdicts", accepted)
    STATEMENT_FACTS.register("verdict", verdict_facts)
    EMBEDS.register(EMBED.name, EMBED)
    SHOWN_NUMBERS.register(EMBED.name, numbers_of_finding)
