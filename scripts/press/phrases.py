"""A number as it stands in a sentence: spelled, with its hedge ("about") and its counted noun, in the language's grammar."""

from __future__ import annotations

from decimal import Decimal

from press.errors import PressError
from press.kazakh_numerals import ABLATIVE, DATIVE, with_case
from press.plurals import Nouns, find_noun, noun_form
from press.quantities import COUNTED, Quantity, spell
from press.words import words

# What a number may be called; the catalogues have the words.
HEDGES = {
    "about": "about {number}",
    "more-than": "more than {number}",
    "less-than": "less than {number}",
    "almost": "almost {number}",
    "some": "some {number}",
}
# The case that a hedge asks for: of the number in Kazakh, of the counted noun in Russian.
_GENITIVE = "genitive"
_GOVERNED = {
    "kk": {"more-than": ABLATIVE, "less-than": ABLATIVE, "almost": DATIVE},
    "ru": {"about": _GENITIVE, "more-than": _GENITIVE, "less-than": _GENITIVE},
}


def phrase(
    quantity: Quantity,
    language: str,
    nouns: Nouns,
    *,
    approx: str = "",
    noun: str = "",
    form: str = "full",
    part: str = "",
    digits: int | None = None,
) -> str:
    """``quantity`` in ``language`` as a sentence has it: ``more than 1.5 million people``.

    ``approx`` is a key of HEDGES, ``noun`` a code of the counted nouns; the rest is as in ``spell``. A PressError tells of
    an option that the quantity cannot have.
    """
    spelled = spell(quantity, language, form=form, part=part, digits=digits)
    case = _GOVERNED.get(language, {}).get(approx, "")
    hedged = _hedged(spelled, approx, case, language)
    if not noun:
        return hedged
    if quantity.unit not in COUNTED:
        raise PressError(f"noun={noun} fits no {quantity.unit}", remedy="leave the option out")
    return f"{hedged}\u00a0{_noun(quantity, language, nouns, noun, digits, genitive=case == _GENITIVE)}"


def _hedged(spelled: str, approx: str, case: str, language: str) -> str:
    if not approx:
        return spelled
    if approx not in HEDGES:
        raise PressError(f"approx={approx} is no hedge", remedy=f"use one of {', '.join(HEDGES)}")
    number = with_case(spelled, case) if case in (ABLATIVE, DATIVE) else spelled
    return words(language)(HEDGES[approx]).format(number=number)


def _noun(quantity: Quantity, language: str, nouns: Nouns, code: str, digits: int | None, *, genitive: bool) -> str:
    number = Decimal(quantity.value.split("/")[-1])
    number = number if digits is None else round(number, digits)
    forms = find_noun(nouns, code, language)
    return noun_form(forms, number, language, scaled=bool(quantity.scale), genitive=genitive)
