"""The record of a language: all that press has to know of it beyond what CLDR, Sphinx, browsers and Typst know themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from press.core.resources import press_path

LOCALE_DIR = press_path("language/locale")
# Cases and genders by their names in CLDR, which calls a masculine person or animal animate; what stands before a noun
# as an adjective does (жылғы) has no case.
NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE = "nominative", "genitive", "dative", "accusative"
INSTRUMENTAL, PREPOSITIONAL, LOCATIVE, ABLATIVE = "instrumental", "prepositional", "locative", "ablative"
ATTRIBUTIVE = "attributive"
MASCULINE, ANIMATE, FEMININE, NEUTER = "masculine", "animate", "feminine", "neuter"


class DatePart(Enum):
    """What of a date is said."""

    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    DAY_MONTH = "day-month"
    MONTH_NAME = "month-name"


# One to nine, a case and a gender, as a word; a date with what is said of it, in a case.
NumberWord = Callable[[int, str, str], str]
DateInCase = Callable[[dt.date, DatePart, str], str]


@dataclass(frozen=True, eq=False, kw_only=True)
class Language:
    """What is true of one language. What is left out is as CLDR, Sphinx and docutils have it."""

    # As in `press_editions`.
    tag: str
    # The locale of CLDR whose dates and numbers it has, where that is another.
    cldr: str = ""
    # Its name in biblatex.
    langid: str = ""
    # The folder of its gettext catalogues, which stand there as `<tag>/LC_MESSAGES/<domain>.po`.
    locale_dir: Path = LOCALE_DIR
    # A script for the search that cuts endings, with what `language/locale/kk/stems.js` exports.
    stems: Path | None = None
    # Its small letters in their order.
    alphabet: str = ""
    # The outer pair and the inner one.
    quotation_marks: tuple[str, str] | None = None
    # What stands between spaces.
    dash: str = ""
    # Regular expressions for spaces at which no line may end.
    no_break: tuple[str, ...] = ()
    # Words whose full stop ends no sentence, and those of them that lead to a reference ("see").
    abbreviations: tuple[str, ...] = ()
    referring: tuple[str, ...] = ()
    # Puts soft hyphens into the words of a text that have so many letters, where browsers and Typst divide none.
    hyphenate: Callable[[str, int], str] | None = None
    # Whether the names of figures and tables are written small within a sentence.
    lowercase_numref: bool = False
    # By CLDR's ordinal class, where ranks have an ending.
    ordinal_endings: Mapping[str, str] = field(default_factory=dict)
    # The widths of CLDR's compact numbers in which "million" is looked for.
    scale_words: tuple[str, ...] = ("short", "long")
    # Of thousand, million and billion those that it writes in figures: 398,000.
    scales_in_full: tuple[str, ...] = ()
    # Whether works are listed in the style of APA, whose words are English; else in that of GOST.
    lists_works_by_apa: bool = False
    # By ISO code, where CLDR's are not what people write.
    currency_names: Mapping[str, str] = field(default_factory=dict)
    # The case that a hedge ("more-than") asks for: GENITIVE of the counted noun, or one that `decline_number` knows.
    hedge_cases: Mapping[str, str] = field(default_factory=dict)
    # The cases and genders that a number may be asked for, the usual one first; dates may have more cases.
    cases: tuple[str, ...] = ()
    genders: tuple[str, ...] = ()
    date_cases: tuple[str, ...] = ()
    # Gives a spelled number, or a counted noun, the ending of a case.
    decline_number: Callable[[str, str], str] | None = None
    decline_noun: Callable[[str, str], str] | None = None
    # One to nine in words ("three") and their places ("third").
    cardinal: NumberWord | None = None
    ordinal: NumberWord | None = None
    # A date, and a span of years, as a sentence has them in a case.
    date_in_case: DateInCase | None = None
    years_in_case: Callable[[str, str], str] | None = None
