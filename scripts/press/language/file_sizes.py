"""Tell the sizes of files that pages offer."""

from __future__ import annotations

from decimal import Decimal

from press.language.catalogues import get_translation
from press.language.quantities import spell_number

_KILO, _MEGA = 1_000, 1_000_000


def size_in_words(size: int, language: str) -> str:
    """``2.3 MB`` or ``127 kB`` in ``language``; CLDR's own Kazakh abbreviation mixes alphabets, so the words are ours."""
    unit, number = ("MB", round(Decimal(size) / _MEGA, 1)) if size >= _MEGA else ("kB", round(Decimal(size) / _KILO))
    return f"{spell_number(Decimal(number), language)}\u00a0{get_translation(language)(unit)}"
