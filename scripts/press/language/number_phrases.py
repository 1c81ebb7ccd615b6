"""Spell a number in a sentence, in figures or words, with its hedge ("about") and its counted noun, by the grammar of the language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from gettext import c2py
from pathlib import Path
from typing import Any

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.text import near_names, records_of
from press.language.catalogues import catalogue_paths, get_translation, read_catalogue
from press.language.profile import Case
from press.language.quantities import (
    RANGE_SEPARATOR,
    Quantity,
    check_spelling,
    decimal,
    rounded,
    spell,
    spell_date,
    spell_number,
)
from press.language.registry import locale_of, profile_of
from press.language.units import Kind

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
    check_spelling(quantity, part=options.part, digits=options.digits)
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


def _check_options(quantity: Quantity, language: str, options: NumberOptions) -> None:
    profile, approx, case, gender = profile_of(language), options.approx, options.case, options.gender
    hedge_case = profile.hedge_cases.get(approx, case)
    cases = profile.date_cases if quantity.is_dated else profile.cases
    lacks_form = options.noun and not profile.decline_noun and case not in ("", Case.NOMINATIVE, Case.GENITIVE)
    for is_wrong, message, remedy in (
        (approx and approx not in HEDGES, f"approx={approx} is no hedge", f"use one of {', '.join(HEDGES)}"),
        (options.noun and quantity.kind != Kind.COUNTED, f"noun={options.noun} fits no {quantity.unit}", "leave the option out"),
        (gender and gender not in profile.genders, f"'{language}' has no gender '{gender}' here", _one_of("gender", profile.genders)),
        (case and case not in cases, f"'{language}' has no case '{case}' here", _one_of("case", cases)),
        (lacks_form, f"the noun '{options.noun}' has no form for case={case} in '{language}'", "type the noun and leave noun out, in all languages"),
        (case and hedge_case != case, f"approx={approx} asks for the {hedge_case} and case={case} for another case", "leave case out"),
    ):  # fmt: skip
        if is_wrong:
            raise PressError(message, remedy=remedy)


def _one_of(option: str, known: Sequence[str]) -> str:
    return f"use one of {', '.join(known)}" if known else f"leave {option} out: it has none"


def _number(quantity: Quantity, language: str, options: NumberOptions, case: str) -> str:
    """Return the number without hedge and noun, in words or figures, in ``case``."""
    profile = profile_of(language)
    if options.form == IN_WORDS:
        return in_words(quantity, language, case=case, gender=options.gender)
    if case and quantity.is_dated and profile.date_in_case:
        is_year, is_span = quantity.kind == Kind.YEAR, RANGE_SEPARATOR in quantity.value
        if is_span and is_year and profile.years_in_case:
            return profile.years_in_case(quantity.value.replace(RANGE_SEPARATOR, "–"), case)
        if is_span:
            remedy = "leave case out, or name the dates one by one"
            raise PressError(f"case={case} fits no span of dates", remedy=remedy)
        return spell_date(quantity.value, "year" if is_year else quantity.unit, language, options.part, case)
    spelled = spell(quantity, language, form=options.form, part=options.part)
    decline = profile.decline_number
    # A genitive that a hedge governs is that of the noun.
    return decline(spelled, case) if decline and case and not (options.approx and case == Case.GENITIVE) else spelled


def _noun(quantity: Quantity, language: str, nouns: Nouns, options: NumberOptions, hedge_case: str) -> str:
    """Return the form of the counted noun after the number.

    A language with the category "many" (Russian) has it after words of scale, and the genitive in "few" (singular) and "many" (plural).
    """
    if options.noun not in nouns:
        remedy = f"write its forms into {NOUNS_FILE} ({','.join(_COLUMNS)})"
        remedy += f", or use another, such as {near_names(options.noun, nouns)}" if nouns else ""
        raise PressError(f"there is no counted noun '{options.noun}'", remedy=remedy)
    forms, decline = nouns[options.noun][language], profile_of(language).decline_noun
    number = decimal(quantity.value.split(RANGE_SEPARATOR)[-1])
    name = str(locale_of(language).plural_form(abs(number)))
    if quantity.scale:
        name = "many"
    # Another case that a hedge governs is that of the number.
    elif decline is None and (hedge_case or options.case) == Case.GENITIVE:
        name = {"one": "few", "few": "many"}.get(name, name) if "many" in forms else name
    form = forms.get(name, forms["other"])
    return decline(form, options.case) if decline and options.case and not hedge_case else form


def load_nouns(root: Path, languages: Sequence[str]) -> Nouns:
    """Return the forms of counted nouns by code and language; empty where the book has no such table.

    Raises PressError with file and line where a code lacks a language, or a row a plural category of its language.
    """
    path, nouns = root / NOUNS_FILE, dict[str, dict[str, Forms]]()
    if not path.is_file():
        return nouns
    for line, row in records_of(path, _COLUMNS, optional=CLASSES):
        code, language = row["code"], row["language"]
        forms = {name: row[name] for name in CLASSES if row[name]}
        nouns.setdefault(code, {})[language] = forms
        needed = {*locale_of(language).plural_form.tags, "other"}
        if missing := [name for name in CLASSES if name in needed and name not in forms]:
            message = f"the noun '{code}' lacks the form {', '.join(missing)} in '{language}'"
            raise PressError(message, file=path, line=line, remedy="write the form in its column")
    if gaps := [f"{code} in '{tag}'" for code, forms in nouns.items() for tag in languages if tag not in forms]:
        remedy = "add a row for each, with the language in the second column"
        raise PressError(f"nouns have no forms: {', '.join(gaps)}", file=path, remedy=remedy)
    return nouns


@cached_per_build
def plural_words(language: str, singular: str, plural: str) -> dict[str, str]:
    """Return the forms of an English ``singular`` and ``plural`` in ``language`` by plural category.

    Scripts select one with ``Intl.PluralRules``, which has the same categories. A language whose catalogues (press.po) lack
    the pair has the English forms.
    """
    name = locale_of(language).plural_form
    for catalogue in (read_catalogue(path) for path in catalogue_paths(language) if path.is_file()):
        message = catalogue.get(singular)
        forms = message.string if message and isinstance(message.string, tuple | list) else ()
        if forms and all(forms):
            choose = c2py(catalogue.plural_expr)
            return {"other": forms[-1], **{name(number): forms[choose(number)] for number in range(_ENOUGH)}}
    return {"one": singular, "other": plural}


def counted(language: str, count: int, singular: str, plural: str) -> str:
    """Return the form of an English ``singular`` and ``plural`` in ``language`` for a ``count``, which it fills in."""
    forms = plural_words(language, singular, plural)
    return forms.get(locale_of(language).plural_form(count), forms["other"]).format(count=spell_number(count, language))


def in_words(quantity: Quantity, language: str, *, case: str = "", gender: str = "") -> str:
    """Return ``quantity`` as a word: ``three``, or ``third`` for a rank.

    By default in the first case and gender of the language.

    Raises PressError where it is no whole number from 1 to 9, or the language has no words for numbers.
    """
    profile = profile_of(language)
    in_form = profile.ordinal if quantity.kind == Kind.RANK else profile.cardinal
    if quantity.kind not in (Kind.COUNTED, Kind.RANK):
        message = f"form=words is for what is counted and for ranks, not for {quantity.unit}"
        raise PressError(message, remedy="leave form=words out")
    if in_form is None:
        raise PressError(f"'{language}' has no words for numbers", remedy="leave form=words out")
    if not can_be_in_words(quantity):
        message = f"{' '.join([quantity.value, quantity.scale]).strip()} has no word (words go from one to nine)"
        raise PressError(message, remedy="leave form=words out, or write the sentence anew")
    number = int(decimal(quantity.value))
    return in_form(number, case or Case.NOMINATIVE, gender or next(iter(profile.genders), ""))


def can_be_in_words(quantity: Quantity, digits: int | None = None) -> bool:
    """Return whether there is a word for ``quantity``, which is counted or a rank, rounded to ``digits`` decimals."""
    if quantity.scale or RANGE_SEPARATOR in quantity.value:
        return False
    number = decimal(quantity.value, digits)
    return number == int(number) and _LEAST <= number <= _MOST
