"""Put a number into a sentence: spelled, with its hedge ("about") and its counted noun, by the grammar of the language and the plural classes of CLDR."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from gettext import c2py
from pathlib import Path

from babel import Locale, UnknownLocaleError

from press.core.caches import remembered
from press.core.errors import PressError
from press.core.text import read_utf8, record_lines
from press.language.catalogues import catalogue_path, read_catalogue, words
from press.language.profile import GENITIVE
from press.language.quantities import COUNTED, Quantity, spell
from press.language.registry import locale_of, profile_of

# What a number may be called; the catalogues have the words.
HEDGES = {
    "about": "about {number}",
    "more-than": "more than {number}",
    "less-than": "less than {number}",
    "almost": "almost {number}",
    "some": "some {number}",
}
FILE = "data/vocabulary/plurals/nouns.csv"
# In CLDR's order; a language has some of them, and always "other".
CLASSES = ("one", "few", "many", "other")
_COLUMNS = ("code", "language", *CLASSES)

Forms = Mapping[str, str]
Nouns = Mapping[str, Mapping[str, Forms]]
# Numbers up to here show every class of whole numbers that CLDR knows.
_ENOUGH = 1000


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
    case = profile_of(language).hedge_cases.get(approx, "")
    hedged = _hedged(spelled, approx, case, language)
    if not noun:
        return hedged
    if quantity.unit not in COUNTED:
        raise PressError(f"noun={noun} fits no {quantity.unit}", remedy="leave the option out")
    return f"{hedged}\u00a0{_noun(quantity, language, nouns, noun, digits, genitive=case == GENITIVE)}"


def _hedged(spelled: str, approx: str, case: str, language: str) -> str:
    if not approx:
        return spelled
    if approx not in HEDGES:
        raise PressError(f"approx={approx} is no hedge", remedy=f"use one of {', '.join(HEDGES)}")
    decline = profile_of(language).decline_number
    number = decline(spelled, case) if decline and case not in ("", GENITIVE) else spelled
    return words(language)(HEDGES[approx]).format(number=number)


def _noun(quantity: Quantity, language: str, nouns: Nouns, code: str, digits: int | None, *, genitive: bool) -> str:
    number = Decimal(quantity.value.split("/")[-1])
    number = number if digits is None else round(number, digits)
    forms = find_noun(nouns, code, language)
    return noun_form(forms, number, language, scaled=bool(quantity.scale), genitive=genitive)


def load_nouns(root: Path, languages: Sequence[str]) -> Nouns:
    """Forms by code and language; empty where the book has no such table.

    A language that is missing for a code, or a class that its language needs, is a PressError with file and line.
    """
    path = root / FILE
    if not path.is_file():
        return {}
    nouns: dict[str, dict[str, Forms]] = {}
    reader = csv.DictReader(io.StringIO(read_utf8(path), newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        raise PressError(
            "the columns are not those of counted nouns",
            file=path,
            line=1,
            remedy=f"the first line must be: {','.join(_COLUMNS)}",
        )
    for line, row in zip(record_lines(path)[1:], reader, strict=True):
        _check_classes(path, line, row)
        nouns.setdefault(row["code"], {})[row["language"]] = {name: row[name] for name in CLASSES if row[name]}
    for code, forms in nouns.items():
        missing = [language for language in languages if language not in forms]
        if missing:
            raise PressError(
                f"the noun '{code}' has no forms in {', '.join(missing)}",
                file=path,
                remedy="add a row for each language",
            )
    return nouns


def _check_classes(path: Path, line: int, row: Mapping[str, str]) -> None:
    try:
        needed = {*Locale.parse(row["language"]).plural_form.tags, "other"}
    except (ValueError, UnknownLocaleError):
        raise PressError(
            f"'{row['language']}' is no language", file=path, line=line, remedy="write a tag of press_editions"
        ) from None
    missing = [name for name in CLASSES if name in needed and not (row[name] or "").strip()]
    if missing:
        raise PressError(
            f"the noun '{row['code']}' lacks the form {', '.join(missing)} in '{row['language']}'",
            file=path,
            line=line,
            remedy="write the form in its column",
        )


def find_noun(nouns: Nouns, code: str, language: str) -> Forms:
    """The forms of the noun ``code``; a PressError names what is near where there is none."""
    if code in nouns:
        return nouns[code][language]
    near = get_close_matches(code, nouns, n=3, cutoff=0.4) or list(nouns)[:5]
    raise PressError(
        f"there is no counted noun '{code}'", remedy=f"use one of {FILE}, such as {', '.join(near)}" if near else None
    )


def noun_form(forms: Forms, number: Decimal, language: str, *, scaled: bool = False, genitive: bool = False) -> str:
    """The form that stands after ``number``; ``scaled`` is "4.6 million", ``genitive`` after words such as "более".

    A language with the class "many" (Russian) takes it after words of scale, and has its genitive in "few" (singular)
    and "many" (plural).
    """
    if scaled:
        return forms.get("many", forms["other"])
    name = str(locale_of(language).plural_form(abs(number)))
    if genitive and "many" in forms:
        name = {"one": "few", "few": "many"}.get(name, name)
    return forms.get(name, forms["other"])


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
    choose, name = c2py(catalogue.plural_expr), locale_of(language).plural_form
    by_class = {name(number): forms[choose(number)] for number in range(_ENOUGH)}
    return {"other": forms[-1], **by_class}
