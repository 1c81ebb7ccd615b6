"""Make the slip that the card of a figure or statement begins with: what the article has, beside what a record gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from docutils import nodes

from press.api import sphinx as api
from press.audit.figures import breaking, computed_words, right_value, written_figure
from press.audit.marks import raw_html
from press.audit.verdicts import Saying, Verdict, verdicts_of
from press.audit.words import audit_words

_CLASS = "press-slip"
_YEAR = re.compile("[0-9]{4}")


class Value(NamedTuple):
    """A value, or ``is_words`` instead of one, below words that say whose it is, and what it is, as inline nodes."""

    whose: str
    value: list[nodes.Node]
    what: list[nodes.Node]
    is_words: bool = False


def slip(context: api.EditionContext, verdict: Verdict, is_alone: bool = True) -> list[nodes.Node]:
    """Return the slip of a figure or a statement as a description list, in groups whose first is the article's.

    Those of all figures of a conflict, of which none ``is_alone``, have nothing but that.
    """
    is_compared = verdict.table == api.CLAIMS and (is_alone or not verdict.kind.is_conflict)
    values = [_stated(context, verdict), *(_beside(context, verdict) if is_compared else ())]
    parts: list[nodes.Node] = [raw_html(f'<div class="{_CLASS}"><dl>')]
    for whose, value, what, is_words in values:
        kind = f"{_CLASS}-words" if is_words else f"{_CLASS}-value"
        parts += [raw_html(f'<div><dt>{escape(whose)}</dt><dd class="{kind}">'), api.bare_words("", "", *value)]
        parts += [raw_html("</dd><dd>"), api.bare_words("", "", *what)] if what else []
        parts.append(raw_html("</dd></div>"))
    return [*parts, raw_html("</dl></div>")]


def _stated(context: api.EditionContext, verdict: Verdict) -> Value:
    """Return what the article has, with its words and their place."""
    said = context.claims.get(verdict.id) or verdicts_of(context).sayings[verdict.id]
    words = api.quoted(context, said.quotation, said.language) if said.quotation else []
    lines = api.printed_lines(context, said.lines)
    places: list[nodes.Node] = [nodes.Text(lines)] if lines else []
    if said.section:
        docname = f"{context.settings.book}/{context.edition.language}/{said.section}"
        places += [nodes.Text(" · ")] if places else []
        places.append(api.pending_link("", docname=docname, fragment=""))
    # A preface, say, has words of its own.
    whose = context.vocabulary.label_if_known(f"stated.{said.section}", context.language)
    whose = whose or audit_words(context)("The article has")
    if isinstance(said, Saying):
        return Value(whose, words, places, True)
    number = escape(breaking(written_figure(context, verdict.id)))
    value, classes = escape(said.quantity.value), " ".join(verdict.kind.classes)
    number = f'<data class="{classes}" value="{value}">{number}</data>'
    return Value(
        whose,
        [raw_html(_in_year(context, number, _year_of(said)))],
        [*words, nodes.Text(", ") if words and places else nodes.Text(""), *places],
    )


def _year_of(claim: api.Claim) -> str:
    """Return the year that the article gives a figure for; empty where it gives none, or the figure is a date itself."""
    return claim.period if _YEAR.fullmatch(claim.period) and not claim.quantity.is_dated else ""


def _in_year(context: api.EditionContext, number: str, year: str) -> str:
    return audit_words(context)("{number} in {year}").format(number=number, year=year) if year else number


def _beside(context: api.EditionContext, verdict: Verdict) -> Iterator[Value]:
    """Yield what is right instead, what a record gives and what was computed, or that nothing was found."""
    translate, claims, seen = audit_words(context), context.claims, set[str]()
    unit, kind = claims[verdict.id].quantity.unit, verdict.kind
    # Where the year is not right, what is given beside the figure is of the year that the article has.
    year = _year_of(claims[verdict.id]) if kind.is_misdated else ""

    def value_of(whose: str, name: str, written: str = "") -> Value:
        seen.add(name)
        number = api.find_quantity(context, name)
        # A rank has its noun, as that of the article.
        pattern = f"written.{verdict.id}" if number.unit == unit and not number.is_dated else ""
        pattern = context.vocabulary.label_if_known(pattern, context.language) or "{number}"
        value = written or _in_year(context, pattern.format(number=breaking(api.spell(number, context.language))), year)
        what = context.vocabulary.label_if_known(api.code_of(name), context.language)
        return Value(translate(whose), [nodes.Text(value)], [nodes.Text(what)] if what else [])

    if verdict.right:
        name, _ = api.parse_number(verdict.right.split(";")[0])
        number = api.spell(api.find_quantity(context, name), context.language)
        by = "We compute" if verdict.strength == "computed" else "The record has"
        right, figure = right_value(context, verdict.id).written, breaking(written_figure(context, verdict.id))
        if year and verdict.strength == "computed":
            yield value_of("Fits", name, number)
        elif year:
            # Without the words that ``right`` may have around the year.
            yield value_of(by, name, _in_year(context, figure, number))
        elif name in (verdict.recorded, verdict.recomputed):
            yield value_of("Probably" if verdict.likely else by, name)
        else:
            yield value_of("Right instead", name, right)
    if verdict.recorded and verdict.recorded not in seen:
        yield value_of("Nearest on record" if kind.group.is_nearest else "The record has", verdict.recorded)
    if verdict.recomputed and verdict.recomputed not in seen:
        by = "From its other figures" if kind.is_sum else computed_words(context, verdict.id)
        yield value_of(by, verdict.recomputed)
    if kind.is_conflict:
        for other in verdicts_of(context).others_of_problem(verdict.id):
            yield value_of("The article also has", f"{api.CLAIMS}/{other}", written_figure(context, other))
        problem = verdicts_of(context).problems.get(verdict.problem)
        if problem and problem.shown:
            # What shows the two to be in conflict, which nobody sees in them.
            yield Value(translate("It follows"), [nodes.Text(right_value(context, verdict.id).written)], [], True)
    if not seen:
        nothing = "none found that settles it" if verdict.evidence else "none found"
        whose, words = ("The record has", "the same") if kind.confirms else ("Published records", nothing)
        yield Value(translate(whose), [nodes.Text(translate(words))], [], True)
