"""The row of one finding: the figure as stated, what was computed, the verdict, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docutils import nodes

from press.audit.evidence import evidence_links
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
from press.directives.links import place
from press.directives.number import find_quantity, hedge_of, number_node, quantity, spelled_number
from press.directives.provenance import lines_of, quoted
from press.directives.table_nodes import rich_entry, rich_row
from press.edition.context import Press
from press.language.quantities import spell

REASON = "press-finding-reason"
NOTHING = "—"
# After the space between a number and a word, or two words.
_BEFORE_WORDS = re.compile(r"(?<=\u00a0)(?=[^\W\d])")


@dataclass(frozen=True)
class Column:
    """A column of the table: its words, and whether readers can sort by it."""

    words: str
    sortable: bool = True


def columns(press: Press, are_figures: bool = True) -> list[Column]:
    """Return the columns in order: of a table of figures, or of one of statements without figures, which have nothing to set beside them."""
    word = audit_words(press)
    first = [Column(word("Figure")), Column(word("Checked against"))] if are_figures else [Column(word("Statement"))]
    return [*first, Column(word("Verdict")), Column(word("Why"), sortable=False)]


def finding_row(press: Press, verdict: Verdict, why: nodes.container) -> rich_row:
    """The row of ``verdict``; ``why`` holds the reason, parsed.

    The row's ``record`` is what the CSV file says of it, but for the reason, which is known once all links are.
    """
    row = rich_row("", html={"data-group": verdict.code}, record=_record(press, verdict))
    name = finding_name(verdict.id)
    row["ids"], row["names"] = [name], [name]
    order = verdicts_of(press).codes.index(verdict.code)
    figure, *beside, judged, reason = columns(press, verdict.id in press.claims)
    row += _entry(figure, _figure(press, verdict.id), _label(press, verdict.id))
    row += [_entry(each, [_recomputed(press, verdict)], _value(press, verdict.recomputed)) for each in beside]
    row += _entry(judged, [_paragraph("verdict", mark_of(press, verdict.code))], str(order))
    row += _entry(reason, [_reason(why), *_problem(press, verdict), *_evidence(press, verdict)])
    return row


def _entry(column: Column, content: Sequence[nodes.Node], key: str | None = None) -> rich_entry:
    """A cell; ``key`` is what its column is sorted by."""
    html = {"data-label": column.words} | ({} if key is None else {"data-sort": key})
    return rich_entry("", *content, html=html)


def _label(press: Press, key: str) -> str:
    return press.label(f"claim.{key}" if key in press.claims else f"statement.{key}")


def _value(press: Press, number: str) -> str:
    """The value of a published number with a decimal point; nothing where there is none."""
    return find_quantity(press, number).value if number else ""


def _spelled(press: Press, number: str) -> str:
    return spell(find_quantity(press, number), press.language) if number else ""


def _paragraph(kind: str, *content: nodes.Node | str) -> nodes.paragraph:
    children = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *children, classes=[f"press-finding-{kind}"])


def _figure(press: Press, key: str) -> list[nodes.Node]:
    """Return what the figure or statement is, its value if it has one, the words around it, and where they stand."""
    is_figure = key in press.claims
    statement: Statement | Saying = press.statements[key] if is_figure else verdicts_of(press).sayings[key]
    label = _label(press, key)
    parts = [_paragraph("figure", nodes.strong(label, label))]
    parts += [_paragraph("value", _stated(press, key))] if is_figure else []
    if statement.quotation:
        parts.append(_paragraph("quotation", *quoted(press, statement)))
    where = _place(press, statement)
    return [*parts, _paragraph("place", *where)] if where else [*parts]


def _stated(press: Press, claim: str) -> quantity:
    """Return the figure with its hedge, as the article states it."""
    name = f"{CLAIMS}/{claim}"
    return number_node(press, name, approx=hedge_of(press, name))


def _place(press: Press, statement: Statement | Saying) -> list[nodes.Node]:
    """The lines of the source and the chapter that uses the figure, called by its title."""
    lines = lines_of(press, statement)
    parts: list[nodes.Node] = [nodes.Text(lines)] if lines else []
    if statement.section:
        docname = f"{press.settings.book}/{press.language}/{statement.section}"
        parts += [nodes.Text(" · ")] if parts else []
        parts.append(place("", docname=docname, fragment=""))
    return parts


def _recomputed(press: Press, verdict: Verdict) -> nodes.paragraph:
    return _paragraph(
        "recomputed", _breakable(number_node(press, verdict.recomputed)) if verdict.recomputed else NOTHING
    )


def _breakable(number: quantity) -> quantity:
    """A number that may go on in the next line after a word or before one, as the column is narrow."""
    parts = _BEFORE_WORDS.split(number.astext())
    number.clear()
    for place_of_break, part in enumerate(parts):
        number += [nodes.raw("", "<wbr>", format="html")] if place_of_break else []
        number += nodes.Text(part)
    return number


def _reason(why: nodes.container) -> nodes.container:
    why["classes"].append(REASON)
    return why


def _problem(press: Press, verdict: Verdict) -> list[nodes.paragraph]:
    """Return a link to the problem that the row belongs to."""
    if not verdict.problem:
        return []
    words = press.label(f"problem.{verdict.problem}")
    head = nodes.Text(f"{audit_words(press)('Problem')}: ")
    return [_paragraph("problem", head, link_to(problem_name(verdict.problem), nodes.inline("", words)))]


def _evidence(press: Press, verdict: Verdict) -> list[nodes.paragraph]:
    """Links to the evidence, or the words that there is none where nothing was computed either."""
    word = audit_words(press)
    if verdict.evidence:
        head = nodes.Text(f"{word('Evidence')}: ")
        return [_paragraph("evidence", head, *evidence_links(press, verdict.evidence))]
    return [] if verdict.recomputed else [_paragraph("evidence", word("No record found"))]


def _record(press: Press, verdict: Verdict) -> dict[str, str]:
    """The cells of the CSV file: words as printed, values with a decimal point."""
    printed = press.claims.get(verdict.id)
    return {
        "id": verdict.id,
        "figure": _label(press, verdict.id),
        "printed": spelled_number(press, f"{CLAIMS}/{verdict.id}") if printed else "",
        "value": printed.value if printed else "",
        "unit": printed.unit if printed else "",
        "scale": printed.scale if printed else "",
        "recomputed": _spelled(press, verdict.recomputed),
        "recomputed_value": _value(press, verdict.recomputed),
        "verdict": verdict.code,
        "verdict_words": verdict_words(press, verdict.code),
        "evidence": " ".join(item.address for item in verdict.evidence),
    }
