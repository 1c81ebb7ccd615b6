"""What press has to know of Kyrgyz: only what the chapters of this small book ask for."""

from __future__ import annotations

import re
from pathlib import Path

from press.api import Language

HERE = Path(__file__).parent
SOFT_HYPHEN = "\u00ad"
_VOWELS, _CONSONANTS = "аеёиоөуүыэюя", "бвгджзйклмнңпрстфхцчшщ"
_LETTERS = "а-яёңөү"
# A syllable begins with one consonant, and no part of a word is shorter than two letters.
_SYLLABLE = re.compile(rf"(?<=[{_LETTERS}]{{2}})(?=[{_CONSONANTS}][{_VOWELS}][{_LETTERS}])", re.IGNORECASE)
# How numerals end in the ablative, by the figure that is read last: бирден, экиден, үчтөн ...
_ENDINGS = dict(zip("123456789", ("ден", "ден", "төн", "төн", "тен", "дан", "ден", "ден", "дан"), strict=True))


def ablative(spelled: str, case: str) -> str:
    """Return a number with its ending: 12ден."""
    return spelled + _ENDINGS.get(spelled[-1], "")


def hyphenate(text: str, shortest: int) -> str:
    """Return ``text`` with soft hyphens between the syllables of its long words."""
    long = re.compile(rf"[{_LETTERS}]{{{shortest},}}", re.IGNORECASE)
    return long.sub(lambda word: _SYLLABLE.sub(SOFT_HYPHEN, word[0]), text)


KYRGYZ = Language(
    tag="ky",
    langid="kyrgyz",
    locale_dir=HERE / "locale",
    stems=HERE / "stems.js",
    alphabet="абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    quotation_marks=("«»", "„“"),
    dash="–",
    no_break=(r"(?<=\d) (?=[а-яёңөү])",),
    hyphenate=hyphenate,
    ordinal_endings={"other": "-"},
    hedge_cases={"more-than": "ablative"},
    decline_number=ablative,
)
LANGUAGES = {KYRGYZ.tag: KYRGYZ}
