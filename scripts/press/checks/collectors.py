"""All collectors, by name: those that tell a fault of one document alone, and those whose marks are compared between languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from press.checks.alphabets import alphabets
from press.checks.check import Fault
from press.checks.collect import Collector, Mark
from press.checks.counterparts import counterparts, differences
from press.checks.digits import typed_digits
from press.checks.numbers import numbers
from press.checks.pictures import pictures
from press.checks.remarks import remarks
from press.checks.slips import slips
from press.checks.style.in_sentences import numbers_in_sentences
from press.checks.style.style import style
from press.checks.translations.catalogues import untranslated
from press.checks.translations.languages import languages
from press.core.registry import Registry

# Gets the marks of one document in the first language and in another, all those of one name; yields what differs.
Comparison = Callable[[Sequence[Mark], Sequence[Mark]], Iterable[Fault]]

_OWN: dict[str, Collector] = {
    "slips": slips,
    "pictures": pictures,
    "numbers": numbers,
    "remarks": remarks,
    "typed-digits": typed_digits,
    "alphabets": alphabets,
    "style": style,
    "languages": languages,
    "translations": untranslated,
    "numbers-in-sentences": numbers_in_sentences,
}
ALONE: Registry[Collector] = Registry("collector", _OWN)
COMPARED: dict[str, tuple[Collector, Comparison]] = {"parity": (counterparts, differences)}
