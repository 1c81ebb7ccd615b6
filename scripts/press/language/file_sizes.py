"""Write the sizes of files for their download links."""

from __future__ import annotations

from decimal import Decimal

from press.language.catalogues import get_translation
from press.language.quantities import spell_number

_KILO, _MEGA = 1_000, 1_000_000


def size_in_words(size: int, language: str) -> str:
    """Return ``size`` in bytes as ``2.3 MB`` or ``127 kB`` in ``language``; the units are from our catalogues, as CLDR's Kazakh ones mix alphabets."""
    unit, number = ("MB", round(Decimal(size) / _MEGA, 1)) if size >= _MEGA else ("kB", round(Decimal(size) / _KILO))
    return f"{spell_number(Decimal(number), language)}\u00a0{get_translation(language)(unit)}"
