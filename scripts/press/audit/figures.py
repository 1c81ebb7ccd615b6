"""Write a figure of the source by itself, and the value that is right instead."""

from __future__ import annotations

from typing import NamedTuple

from press.api import sphinx as api
from press.audit.verdicts import verdicts_of
from press.audit.words import audit_words

# The verdicts on figures of which at most one is right, and on those right for another year.
CONFLICT, WRONG_YEAR = "contradicts-article", "wrong-year"


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


def right_value(context: api.EditionContext, key: str) -> RightValue:
    """Return the value that is right instead of the figure ``key``, or that it is in conflict with; both parts are empty without one."""
    verdicts, translate, language = verdicts_of(context), audit_words(context), context.language
    verdict, claims = verdicts.by_id[key], context.claims
    if verdict.right:
        named = map(api.parse_number, verdict.right.split(";"))
        numbers = [api.phrase_of(context, name, **options) for name, options in named]
        number = (context.vocabulary.label_if_known(f"right.{key}", language) or "{}").format(*numbers)
        spoken = translate("probably {number}").format(number=number) if verdict.likely else number
        return RightValue(f"{number}{'?' if verdict.likely else ''}", spoken)
    # A year that only dates the others is not at odds with them itself.
    is_open = verdict.code == CONFLICT and not claims[key].quantity.is_dated
    for other in verdicts.others_of_problem(key)[:1] if is_open else ():
        number = api.spelled_number(context, f"{api.CLAIMS}/{other}")
        return RightValue(translate("conflicts with {number}").format(number=number), number)
    return RightValue("", "")
