"""Numbers as they stand in a text, read by the signs of its language without press, to compare them as decimal numbers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# In what CLDR has of the three languages.
GROUP, POINT = {"en": ",", "kk": "\u00a0", "ru": "\u00a0"}, {"en": ".", "kk": ",", "ru": ","}


class Printed(NamedTuple):
    """A number as it is read on a page, the worth of its last digit, and whether it has a sign of per cent."""

    value: Decimal
    last: Decimal
    is_percent: bool

    def is_rounding_of(self, exact: Decimal) -> bool:
        return abs(self.value - exact) <= self.last / 2 and (self.value == 0) == (exact == 0)


def read(text: str, language: str) -> list[Printed]:
    """The numbers of a text."""
    group, point = re.escape(GROUP[language]), re.escape(POINT[language])
    figure = rf"(\u2212?)((?:\d{{1,3}}(?:{group}\d{{3}})+|\d+))(?:{point}(\d+))?(\u00a0?%)?"
    return [
        Printed(
            Decimal(f"{'-' if minus else ''}{re.sub(group, '', whole)}.{decimals or '0'}"),
            Decimal(1).scaleb(-len(decimals)),
            bool(percent),
        )
        for minus, whole, decimals, percent in re.findall(figure, text)
    ]


def of_share(printed: Printed) -> Printed:
    """A percentage as the part that it is of a whole."""
    return Printed(printed.value / 100, printed.last / 100, printed.is_percent)
