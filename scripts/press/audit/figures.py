"""Write a figure of the source by itself, and the value that is right instead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from press.api import sphinx as api
from press.audit.verdicts import verdicts_of
from press.audit.words import audit_words


class RightValue(NamedTuple):
    """A value as it is ``written`` behind or above a figure, and as it is ``spoken``."""

    written: str
    spoken: str


def written_figure(context: api.EditionContext, key: str, name: str = "") -> str:
    """Return the figure ``key`` with its unit, and the words that it needs by itself (``6th point``).

    The number called ``name`` is written in the same way instead, if there is one.
    """
    number = api.spelled_number(context, name or f"{api.CLAIMS}/{key}")
    return (context.vocabulary.label_if_known(f"written.{key}", context.language) or "{number}").format(number=number)


def computed_words(context: api.EditionContext, key: str) -> str:
    """Return the words before the number that was computed for comparison with the figure ``key``."""
    words = context.vocabulary.label_if_known(f"recomputed.{key}", context.language)
    return words or audit_words(context)("We compute")


def breaking(number: str) -> str:
    """Return ``number`` so that it breaks before its last word where it is wider than its place."""
    return " ".join(number.rsplit("\N{NO-BREAK SPACE}", 1))


def right_value(context: api.EditionContext, key: str, form: str = "") -> RightValue:
    """Return the value that is right instead of the figure ``key``, or what it is in conflict with; both parts are empty without one.

    ``form`` is that in which the figure itself is written: after “two” comes “three”.
    """
    verdicts, translate = verdicts_of(context), audit_words(context)
    verdict = verdicts.by_id[key]
    if verdict.right:
        unit = context.claims[key].quantity.unit
        numbers = [_like(context, name, unit, form) for name in verdict.right.split(";")]
        number = _in_words(context, f"right.{key}", numbers)
        spoken = translate("probably {number}").format(number=number) if verdict.likely else number
        return RightValue(f"{number}{'?' if verdict.likely else ''}", spoken)
    if not verdict.kind.is_conflict:
        return RightValue("", "")
    problem = verdicts.problems.get(verdict.problem)
    if problem and problem.shown:
        numbers = [_like(context, name) for name in problem.shown.split(";")]
        words = _in_words(context, f"conflict.{problem.id}", numbers)
        return RightValue(words, words)
    for other in verdicts.others_of_problem(key)[:1]:
        number = api.spelled_number(context, f"{api.CLAIMS}/{other}")
        return RightValue(translate("conflicts with {number}").format(number=number), number)
    return RightValue("", "")


def _like(context: api.EditionContext, name: str, unit: str = "", form: str = "") -> str:
    """Return the number called ``name``, with its options; in ``form`` if it has the ``unit``."""
    name, options = api.parse_number(name)
    if form and api.find_quantity(context, name).unit == unit:
        options = {"form": form, **options}
    return api.phrase_of(context, name, **options)


def _in_words(context: api.EditionContext, code: str, numbers: Sequence[str]) -> str:
    """Return the words for ``code`` with ``numbers`` in them; the first number alone where it has none."""
    words = context.vocabulary.label_if_known(code, context.language) or "{}"
    return words.format(*numbers)
