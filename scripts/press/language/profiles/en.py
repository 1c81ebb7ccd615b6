"""English, which is also the language of press's own words, of BibTeX's months and of APA style."""

from __future__ import annotations

from press.language.profile import Language

_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

# Its quotation marks are those of docutils, which look at apostrophes as well; its words are hyphenated by browsers and Typst.
ENGLISH = Language(
    tag="en",
    # With day before month and no comma, as in British use.
    cldr="en_GB",
    langid="english",
    alphabet="abcdefghijklmnopqrstuvwxyz",
    no_break=(
        r"(?<=\d) (?=(?:hundred|thousand|million|billion|trillion|per cent|percent|tenge|kB|MB|GB|km|kg)\b)",
        r"(?:(?<=\bp\.)|(?<=\b(?:pp|vo|no|No|ch)\.)|(?<=\b(?:Fig|fig|vol|Vol)\.)|(?<=\b(?:Table|table))|(?<=\b(?:Figure|figure)))"
        r" (?=\d)",
    ),
    abbreviations=("Mr", "Dr", "St", "no", "vs"),
    # 77th; elsewhere the ending hangs on the noun and is written with it.
    ordinal_endings={"one": "st", "two": "nd", "few": "rd", "other": "th"},
    # In full; the short forms of others never inflect.
    scale_words=("long",),
    scales_in_full=("thousand",),
    lists_works_by_apa=True,
    # CLDR has "42,500 Kazakhstani tenges".
    currency_names={"KZT": "tenge"},
    cardinal=lambda number, case, gender: _CARDINALS[number - 1],
    ordinal=lambda number, case, gender: _ORDINALS[number - 1],
)
