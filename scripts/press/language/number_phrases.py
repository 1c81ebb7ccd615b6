"""Spell a number in a sentence, in figures or words, with its hedge ("about") and its counted noun, by the grammar of the language and CLDR's plural categories."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from gettext import c2py
from pathlib import Path
from typing import Any

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.text import read_utf8, record_lines
from press.language.catalogues import catalogue_path, get_translation, read_catalogue
from press.language.dates import RANGE_SEPARATOR, spell_date
from press.language.profile import ACCUSATIVE, ANIMATE, GENITIVE, MASCULINE, NEUTER, NOMINATIVE
from press.language.quantities import COUNTED, YEARS, Quantity, check_spelling, decimal, rounded, spell
from press.language.registry import locale_of, profile_of

# The value of the role's option ``form``.
IN_WORDS = "words"
_LEAST, _MOST = 1, 9
# Hedges of numbers, with their msgids.
HEDGES = {
    "about": "about {number}",
    "more-than": "more than {number}",
    "less-than": "less than {number}",
    "almost": "almost {number}",
    "some": "some {number}",
}
NOUNS_FILE = "data/vocabulary/plurals/nouns.csv"
# CLDR's plural categories, in its order; a language has some of them, and always "other".
CLASSES = ("one", "few", "many", "other")
_COLUMNS = ("code", "language", *CLASSES)

Forms = Mapping[str, str]
Nouns = Mapping[str, Mapping[str, Forms]]
# From here on only the last word of a number agrees with its noun: двадцать два министра.
_COMPOUND = 20
# The integers up to here cover all plural categories that CLDR has for integers.
_ENOUGH = 1000


@dataclass(frozen=True, kw_only=True)
class NumberOptions:
    """The options of the role ``number``, each empty where it is not given.

    ``approx`` is a key of HEDGES, ``noun`` a code of the counted nouns, ``form`` may also be ``words``; ``case`` and ``gender``
    are among those of the language; the others are those of ``spell``.
    """

    approx: str = ""
    noun: str = ""
    form: str = "full"
    part: str = ""
    digits: int | None = None
    case: str = ""
    gender: str = ""


def number_phrase(quantity: Quantity, language: str, nouns: Nouns, **given: Any) -> str:
    """Return ``quantity`` spelled for a sentence in ``language``: ``more than 1.5 million people``, ``three``, ``трём``.

    ``given`` are the `NumberOptions`. Raises PressError for one that does not fit the quantity or the language.
    """
    options = NumberOptions(**given)
    _check_options(quantity, language, options)
    check_spelling(quantity, digits=options.digits)
    quantity = rounded(quantity, options.digits, options.form)
    profile = profile_of(language)
    hedge_case = profile.hedge_cases.get(options.approx, "")
    case = hedge_case or options.case
    # Where the language inflects numbers, one before a noun has no ending, and the noun has it: үш министрге.
    is_bare = bool(options.noun and profile.decline_noun and not hedge_case)
    number = _number(quantity, language, options, "" if is_bare else case)
    hedged = get_translation(language)(HEDGES[options.approx]).format(number=number) if options.approx else number
    if not options.noun:
        return hedged
    return f"{hedged}\u00a0{_noun(quantity, language, nouns, options, hedge_case)}"


def named_phrase(name: str, quantity: Quantity, language: str, nouns: Nouns, **options: Any) -> str:
    """Return what `number_phrase` does for the number called ``name``, which its PressError names."""
    try:
        return number_phrase(quantity, language, nouns, **options)
    except PressError as error:
        error.message = f"{name}: {error.message}"
        raise


def _check_options(quantity: Quantity, language: str, options: NumberOptions) -> None:
    if options.approx and options.approx not in HEDGES:
        raise PressError(f"approx={options.approx} is no hedge", remedy=f"use one of {', '.join(HEDGES)}")
    if options.noun and quantity.unit not in COUNTED:
        raise PressError(f"noun={options.noun} fits no {quantity.unit}", remedy="leave the option out")
    if options.gender and options.form != IN_WORDS and not options.noun:
        raise PressError(
            f"gender={options.gender} is for words and nouns", remedy="write form=words, or leave the option out"
        )
    profile, is_dated = profile_of(language), quantity.is_dated
    check_known("gender", options.gender, profile.genders, language)
    if not options.case:
        return
    check_known("case", options.case, profile.date_cases if is_dated else profile.cases, language)
    if profile.hedge_cases.get(options.approx, options.case) != options.case:
        message = f"approx={options.approx} asks for the {profile.hedge_cases[options.approx]} and case={options.case} for another case"
        raise PressError(message, remedy="leave case out")
    if not (is_dated or options.form == IN_WORDS or options.noun or profile.decline_number):
        message = f"case={options.case} changes no figures in '{language}'"
        raise PressError(message, remedy="leave the option out, or use it with form=words or noun=CODE")


def _number(quantity: Quantity, language: str, options: NumberOptions, case: str) -> str:
    """Return the number without hedge and noun, in words or figures, in ``case``."""
    if options.form == IN_WORDS:
        return in_words(quantity, language, case=case, gender=options.gender, part=options.part)
    if case and quantity.is_dated and profile_of(language).date_in_case:
        return dated_in_case(quantity, language, case, options.part)
    spelled = spell(quantity, language, form=options.form, part=options.part)
    decline = profile_of(language).decline_number
    # A genitive that a hedge governs is that of the noun.
    return decline(spelled, case) if decline and case and not (options.approx and case == GENITIVE) else spelled


def _noun(quantity: Quantity, language: str, nouns: Nouns, options: NumberOptions, hedge_case: str) -> str:
    number = decimal(quantity.value.split(RANGE_SEPARATOR)[-1])
    forms, scaled = find_noun(nouns, options.noun, language), bool(quantity.scale)
    decline = profile_of(language).decline_noun
    if decline is not None:
        form = noun_form(forms, number, language, scaled=scaled)
        return decline(form, options.case) if options.case and not hedge_case else form
    # Another case that a hedge governs is that of the number.
    genitive = not scaled and (hedge_case == GENITIVE if hedge_case else _is_genitive(number, language, options))
    return noun_form(forms, number, language, scaled=scaled, genitive=genitive)


def _is_genitive(number: Decimal, language: str, options: NumberOptions) -> bool:
    """Return whether the counted noun is in the genitive, also as the accusative of an animate noun: двух министров."""
    case = options.case
    name = str(locale_of(language).plural_form(abs(number)))
    if case == ACCUSATIVE and not (name == "one" and options.gender not in (MASCULINE, ANIMATE, NEUTER)):
        return options.gender == ANIMATE and (name == "one" or (name == "few" and number < _COMPOUND))
    if case not in ("", NOMINATIVE, GENITIVE):
        message = f"the noun '{options.noun}' has no form for case={case} after {number} in '{language}'"
        raise PressError(message, remedy="type the noun and leave noun out, in all languages")
    return case == GENITIVE


def load_nouns(root: Path, languages: Sequence[str]) -> Nouns:
    """Return the forms of counted nouns by code and language; empty where the book has no such table.

    Raises PressError with file and line where a code lacks a language, or a row a plural category of its language.
    """
    path = root / NOUNS_FILE
    if not path.is_file():
        return {}
    nouns: dict[str, dict[str, Forms]] = {}
    lines = record_lines(path)
    reader = csv.DictReader(io.StringIO(read_utf8(path), newline=""), strict=True)
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        remedy = f"the first line must be: {','.join(_COLUMNS)}"
        raise PressError("the columns are not those of counted nouns", file=path, line=1, remedy=remedy)
    for line, row in zip(lines[1:], reader, strict=True):
        needed = {*locale_of(row["language"]).plural_form.tags, "other"}
        if missing := [name for name in CLASSES if name in needed and not (row[name] or "").strip()]:
            message = f"the noun '{row['code']}' lacks the form {', '.join(missing)} in '{row['language']}'"
            raise PressError(message, file=path, line=line, remedy="write the form in its column")
        nouns.setdefault(row["code"], {})[row["language"]] = {name: row[name] for name in CLASSES if row[name]}
    missing_in = {language: [code for code, forms in nouns.items() if language not in forms] for language in languages}
    if gaps := [f"in '{language}' {', '.join(codes)}" for language, codes in missing_in.items() if codes]:
        remedy = "add a row for each, with the language in the second column"
        raise PressError(f"nouns have no forms: {'; '.join(gaps)}", file=path, remedy=remedy)
    return nouns


def find_noun(nouns: Nouns, code: str, language: str) -> Forms:
    """Return the forms of the noun ``code`` by plural category; raise PressError with similar codes where there is none."""
    if code in nouns:
        return nouns[code][language]
    near = get_close_matches(code, nouns, n=3, cutoff=0.4) or list(nouns)[:5]
    raise PressError(
        f"there is no counted noun '{code}'",
        remedy=f"use one of {NOUNS_FILE}, such as {', '.join(near)}" if near else None,
    )


def noun_form(forms: Forms, number: Decimal, language: str, *, scaled: bool = False, genitive: bool = False) -> str:
    """Return the form of a noun after ``number``; ``scaled`` is "4.6 million", ``genitive`` after words such as "более".

    A language with the category "many" (Russian) has it after words of scale, and the genitive in "few" (singular)
    and "many" (plural).
    """
    if scaled:
        return forms.get("many", forms["other"])
    name = str(locale_of(language).plural_form(abs(number)))
    if genitive and "many" in forms:
        name = {"one": "few", "few": "many"}.get(name, name)
    return forms.get(name, forms["other"])


@cached_per_build
def plural_words(language: str, one: str, many: str) -> dict[str, str]:
    """Return the forms of the English pair ``one``, ``many`` in ``language`` by plural category: ``{"one": ..., "other": ...}``.

    Scripts select one with ``Intl.PluralRules``, which has the same categories. A language whose catalogue (press.po) lacks
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


def in_words(quantity: Quantity, language: str, *, case: str = "", gender: str = "", part: str = "") -> str:
    """Return ``quantity`` as a word: ``three``, or ``third`` for a rank; by default in the first case and gender of the language.

    Raises PressError where it is no whole number from 1 to 9, or the language has no words for numbers.
    """
    check_spelling(quantity, part=part)
    profile = profile_of(language)
    in_form = profile.ordinal if quantity.unit == "rank" else profile.cardinal
    if quantity.unit not in (*COUNTED, "rank"):
        message = f"form=words is for what is counted and for ranks, not for {quantity.unit}"
        raise PressError(message, remedy="leave form=words out")
    if in_form is None:
        raise PressError(f"'{language}' has no words for numbers", remedy="leave form=words out")
    if not can_be_in_words(quantity):
        message = f"{' '.join([quantity.value, quantity.scale]).strip()} has no word (words go from one to nine)"
        raise PressError(message, remedy="leave form=words out, or write the sentence anew")
    number = int(decimal(quantity.value))
    return in_form(number, case or NOMINATIVE, gender or next(iter(profile.genders), ""))


def can_be_in_words(quantity: Quantity, digits: int | None = None) -> bool:
    """Return whether there is a word for ``quantity``, which is counted or a rank, rounded to ``digits`` decimals."""
    if quantity.scale or RANGE_SEPARATOR in quantity.value:
        return False
    number = decimal(quantity.value, digits)
    return number == int(number) and _LEAST <= number <= _MOST


def dated_in_case(quantity: Quantity, language: str, case: str, part: str = "") -> str:
    """Return a date, a month, a year or a span of years in ``case``: ``2018–2022 годах``."""
    check_spelling(quantity, part=part)
    spans = RANGE_SEPARATOR in quantity.value
    decline_years = profile_of(language).years_in_case
    if spans and quantity.unit in YEARS and decline_years is not None:
        return decline_years(quantity.value.replace(RANGE_SEPARATOR, "–"), case)
    if spans:
        raise PressError(f"case={case} fits no span of dates", remedy="leave case out, or name the dates one by one")
    return spell_date(quantity.value, "year" if quantity.unit in YEARS else quantity.unit, language, part, case)


def check_known(option: str, value: str, known: Sequence[str], language: str) -> None:
    """Raise PressError where ``value`` of an option is no case or gender that is ``known`` for the language."""
    if value and value not in known:
        remedy = f"use one of {', '.join(known)}" if known else f"leave {option} out: it has none"
        raise PressError(f"'{language}' has no {option} '{value}' here", remedy=remedy)
