"""Define the profile of a language: what press needs to know beyond CLDR, Sphinx, browsers and Typst."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from press.core.resources import press_path

LOCALE_DIR = press_path("language/locale")


# By their names in CLDR, where masculine animate nouns have the gender animate; an attributive form (жылғы) has no case.
Case = StrEnum("Case", "NOMINATIVE GENITIVE DATIVE ACCUSATIVE INSTRUMENTAL PREPOSITIONAL LOCATIVE ABLATIVE ATTRIBUTIVE")
Gender = StrEnum("Gender", "MASCULINE ANIMATE FEMININE NEUTER")
# Parts of a date: all of it, its month with the year, its year, its day with the month, its month alone.
DATE, MONTH, YEAR, DAY_MONTH, MONTH_NAME = "date", "month", "year", "day-month", "month-name"
# Functions of a number from 1 to 9, a case and a gender; and of a date, the part to spell, and a case.
NumberWord = Callable[[int, str, str], str]
DateInCase = Callable[[dt.date, str, str], str]


@dataclass(frozen=True, eq=False, kw_only=True)
class Language:
    """The profile of a language. A field that is left out has the behaviour of CLDR and docutils, but ``citation_style``."""

    # The language tag, as in `press_editions`.
    tag: str
    # The CLDR locale for its dates and numbers, if not the tag's.
    cldr: str = ""
    # Its name in biblatex (field langid).
    langid: str = ""
    # The folder of its message catalogues: `<tag>/LC_MESSAGES/<domain>.po`.
    locale_dir: Path = LOCALE_DIR
    # A stemmer for the search: a script with the exports of `language/locale/kk/stems.js`.
    stems: Path | None = None
    # Its small letters in alphabetical order.
    alphabet: str = ""
    # The outer pair of marks and the inner one.
    quotation_marks: Sequence[str] | None = None
    # The dash that it sets between spaces.
    dash: str = ""
    # Regular expressions that match spaces to be made no-break.
    no_break: Sequence[str] = ()
    # Abbreviations whose full stop ends no sentence, and those that introduce a reference ("see").
    abbreviations: Sequence[str] = ()
    referring: Sequence[str] = ()
    # Adds soft hyphens to the words of a text with at least so many letters; None where browsers and Typst hyphenate.
    hyphenate: Callable[[str, int], str] | None = None
    # Whether a printed book sets it ragged, as its words are too long for justified lines of a column.
    ragged: bool = False
    # Whether numrefs ("figure 1") are in lower case within a sentence.
    lowercase_numref: bool = False
    # Endings of ordinal figures (77th) by CLDR's plural category for ordinals.
    ordinal_endings: Mapping[str, str] = field(default_factory=dict)
    # The widths of CLDR's compact number formats in which to look for "million", in order.
    scale_words: Sequence[str] = ("short", "long")
    # Those of thousand, million and billion that it writes in figures: 398,000.
    scales_in_full: Sequence[str] = ()
    # The style of its references, one of `citation.styles.STYLES`.
    citation_style: str = "gost"
    # Names of currencies by ISO 4217 code, where people write others than CLDR.
    currency_names: Mapping[str, str] = field(default_factory=dict)
    # Symbols of units, behind a no-break space, where CLDR has none or not those that people write.
    unit_symbols: Mapping[str, str] = field(default_factory=dict)
    # The beginning of its noun "year" where that follows the figure, as in "2019 год".
    noun_of_year: str = ""
    # The case that a hedge ("more-than") governs: GENITIVE of the counted noun, or one for `decline_number`.
    hedge_cases: Mapping[str, str] = field(default_factory=dict)
    # The cases and genders that options of numbers may name, the default first; dates may have more cases.
    cases: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    date_cases: tuple[str, ...] = ()
    # Inflect a spelled number, or a counted noun, for a case.
    decline_number: Callable[[str, str], str] | None = None
    decline_noun: Callable[[str, str], str] | None = None
    # Return the word for 1 to 9 ("three") and for its ordinal ("third").
    cardinal: NumberWord | None = None
    ordinal: NumberWord | None = None
    # Return a date, and a span of years, within a sentence in a case.
    date_in_case: DateInCase | None = None
    years_in_case: Callable[[str, str], str] | None = None
