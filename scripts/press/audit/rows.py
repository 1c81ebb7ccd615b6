"""Return the table row of one finding: the figure as stated, what a record says and what was computed, the verdict, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from docutils import nodes

from press.audit.facts import evidence_links
from press.audit.mark import link_to, mark_of
from press.audit.verdicts import (
    Saying,
    Verdict,
    audit_words,
    finding_name,
    problem_name,
    verdict_words,
    verdicts_of,
)
from press.data.claims import CLAIMS, Statement
from press.directives.links import pending_link
from press.directives.number import find_quantity, hedge_of, number_node, quantity, spelled_number
from press.directives.provenance import printed_lines, quoted
from press.directives.tables import rich_entry, rich_row
from press.edition.context import EditionContext
from press.language.quantities import spell

REASON = "press-finding-reason"
NOTHING = "—"
# After the space between a number and a word, or two words.
_BEFORE_WORDS = re.compile(r"(?<=\u00a0)(?=[^\W\d])")


class Column(NamedTuple):
    """A column of the table: its words, and whether readers can sort by it."""

    words: str
    sortable: bool = True


def columns(context: EditionContext, are_figures: bool = True) -> list[Column]:
    """Return the columns in order: of a table of figures, or of one of statements without figures, which have nothing to set beside them."""
    translate = audit_words(context)
    figure = translate("Figure"), translate("Record says"), translate("We compute")
    first = map(Column, figure if are_figures else [translate("Statement")])
    return [*first, Column(translate("Verdict")), Column(translate("Why"), sortable=False)]


def finding_row(context: EditionContext, verdict: Verdict, why: nodes.container) -> rich_row:
    """Return the table row of ``verdict``; ``why`` holds the reason, parsed.

    The row's ``record`` is what the CSV file says of it, but for the reason, which is known once all links are.
    """
    name = finding_name(verdict.id)
    why["classes"].append(REASON)
    why["told"] = name
    is_figure = verdict.id in context.claims
    label = context.label(f"{'claim' if is_figure else 'statement'}.{verdict.id}")
    row = rich_row("", html={"data-group": verdict.code}, record=_record(context, verdict, label))
    row["ids"], row["names"] = [name], [name]
    order = verdicts_of(context).codes.index(verdict.code)
    figure, *compared, judged, reason = columns(context, is_figure)
    row += _entry(figure, _figure(context, verdict.id, label), label, scope="row")
    for column, number in zip(compared, (verdict.recorded, verdict.recomputed), strict=False):
        shown = _breakable(number_node(context, number)) if number else NOTHING
        row += _entry(column, [_paragraph("recomputed", shown)], _value(context, number))
    row += _entry(judged, [_paragraph("verdict", mark_of(context, verdict.code))], str(order))
    row += _entry(reason, [why, *_problem(context, verdict), *_evidence(context, verdict)])
    return row


def _entry(column: Column, content: Sequence[nodes.Node], key: str | None = None, **html: str) -> rich_entry:
    """Return a cell; ``key`` is what its column is sorted by."""
    html |= {"data-label": column.words} | ({} if key is None else {"data-sort": key})
    return rich_entry("", *content, html=html)


def _value(context: EditionContext, number: str) -> str:
    """Return the value of a published number with a decimal point; nothing where there is none."""
    return find_quantity(context, number).value if number else ""


def _spelled(context: EditionContext, number: str) -> str:
    return spell(find_quantity(context, number), context.language) if number else ""


def _paragraph(kind: str, *content: nodes.Node | str) -> nodes.paragraph:
    children = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *children, classes=[f"press-finding-{kind}"])


def _figure(context: EditionContext, key: str, label: str) -> list[nodes.Node]:
    """Return what the figure or statement is, its value if it has one, the words around it, and where they stand."""
    is_figure, name = key in context.claims, f"{CLAIMS}/{key}"
    statement: Statement | Saying = context.statements[key] if is_figure else verdicts_of(context).sayings[key]
    parts: list[nodes.Node] = [_paragraph("figure", nodes.strong(label, label))]
    if is_figure:
        # With its hedge, as the article states it.
        parts.append(_paragraph("value", number_node(context, name, approx=hedge_of(context, name))))
    if statement.quotation:
        parts.append(_paragraph("quotation", *quoted(context, statement.quotation, statement.language)))
    lines = printed_lines(context, statement.lines)
    where: list[nodes.Node] = [nodes.Text(lines)] if lines else []
    if statement.section:
        # The chapter that uses it, called by its title.
        docname = f"{context.settings.book}/{context.language}/{statement.section}"
        where += [nodes.Text(" · ")] if where else []
        where.append(pending_link("", docname=docname, fragment=""))
    return [*parts, _paragraph("place", *where)] if where else parts


def _breakable(number: quantity) -> quantity:
    """Return a number that may go on in the next line after a word or before one, as the column is narrow."""
    parts = _BEFORE_WORDS.split(number.astext())
    number.clear()
    for place_of_break, part in enumerate(parts):
        number += [nodes.raw("", "<wbr>", format="html")] if place_of_break else []
        number += nodes.Text(part)
    return number


def _problem(context: EditionContext, verdict: Verdict) -> list[nodes.paragraph]:
    """Return a link to the problem that the row belongs to."""
    if not verdict.problem:
        return []
    words = context.label(f"problem.{verdict.problem}")
    head = nodes.Text(f"{audit_words(context)('Problem')}: ")
    return [_paragraph("problem", head, link_to(problem_name(verdict.problem), nodes.inline("", words)))]


def _evidence(context: EditionContext, verdict: Verdict) -> list[nodes.paragraph]:
    """Return links to the evidence, or the words that there is none where nothing stands beside the figure either."""
    translate = audit_words(context)
    if verdict.evidence:
        head = nodes.Text(f"{translate('Evidence')}: ")
        return [_paragraph("evidence", head, *evidence_links(context, verdict.evidence))]
    return [] if verdict.compared else [_paragraph("evidence", translate("No record found"))]


def _record(context: EditionContext, verdict: Verdict, label: str) -> dict[str, str]:
    """Return the cells of the CSV file: words as printed, values with a decimal point."""
    printed = context.claims.get(verdict.id)
    return {
        "id": verdict.id,
        "figure": label,
        "printed": spelled_number(context, f"{CLAIMS}/{verdict.id}") if printed else "",
        "value": printed.value if printed else "",
        "unit": printed.unit if printed else "",
        "scale": printed.scale if printed else "",
        "recorded": _spelled(context, verdict.recorded),
        "recorded_value": _value(context, verdict.recorded),
        "recomputed": _spelled(context, verdict.recomputed),
        "recomputed_value": _value(context, verdict.recomputed),
        "verdict": verdict.code,
        "verdict_words": verdict_words(context, verdict.code),
        "evidence": " ".join(item.address for item in verdict.evidence),
    }
