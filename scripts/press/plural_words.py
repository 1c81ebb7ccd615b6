"""Words of the interface with a number in them, whose form a script chooses by the plural classes of CLDR."""

from __future__ import annotations

from gettext import c2py

from babel import Locale

from press.caches import remembered
from press.words import catalogue_path, read_catalogue

# Numbers up to here show every class of whole numbers that CLDR knows.
_ENOUGH = 1000


@remembered
def plural_words(language: str, one: str, many: str) -> dict[str, str]:
    """The forms of the English pair ``one``, ``many`` in ``language`` by class: ``{"one": ..., "other": ...}``.

    Scripts choose with ``Intl.PluralRules``, which has the same classes. A language whose catalogue (press.po) lacks
    the pair has the English forms.
    """
    path = catalogue_path(language, "press")
    if not path.is_file():
        return {"one": one, "other": many}
    catalogue = read_catalogue(path)
    message = catalogue.get(one)
    forms = message.string if message and isinstance(message.string, tuple | list) else ()
    if not forms or not all(forms):
        return {"one": one, "other": many}
    choose, name = c2py(catalogue.plural_expr), Locale.parse(language).plural_form
    by_class = {name(number): forms[choose(number)] for number in range(_ENOUGH)}
    return {"other": forms[-1], **by_class}
