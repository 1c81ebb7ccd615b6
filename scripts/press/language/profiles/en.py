"""English, also the language of msgids, of BibTeX's names of months and of APA style."""

from __future__ import annotations

from press.language.profile import Language

_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")

# Its quotation marks are set by docutils' smartquotes, which handle apostrophes too; browsers and Typst hyphenate it.
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
    # 77th; in the other languages the ending depends on the noun and is typed with it.
    ordinal_endings={"one": "st", "two": "nd", "few": "rd", "other": "th"},
    # In full; the short forms that other languages use do not inflect.
    scale_words=("long",),
    scales_in_full=("thousand",),
    citation_style="apa",
    # CLDR has "42,500 Kazakhstani tenges".
    currency_names={"KZT": "tenge"},
    # CLDR has "5 hrs".
    unit_symbols={"s": "s", "min": "min", "h": "h"},
    cardinal=lambda number, case, gender: _CARDINALS[number - 1],
    ordinal=lambda number, case, gender: _ORDINALS[number - 1],
)
