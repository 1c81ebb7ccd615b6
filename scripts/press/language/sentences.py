"""Find the sentence boundaries of a running text."""

from __future__ import annotations

import re
from functools import cache

from press.language.letters import SMALL
from press.language.profile import Language
from press.language.registry import profile_of


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of ``text``, which has no line breaks, in order."""
    parts = (text[begin:end].strip() for begin, end in sentence_spans(text, language))
    return [part for part in parts if part]


def sentence_spans(text: str, language: str) -> list[tuple[int, int]]:
    """Return start and end of each sentence of ``text``, which has no line breaks, in order."""
    ends = [match.end() for match in _end_of_sentence(profile_of(language)).finditer(text)]
    return list(zip([0, *ends], [*ends, len(text)], strict=True))


@cache
def _end_of_sentence(profile: Language) -> re.Pattern[str]:
    """Return a pattern for the end of a sentence: a full stop or other mark before a capital, a quotation mark or a digit.

    A full stop after an initial or an abbreviation ends none: "К. Мигонь", "2016 г. Россия", "2016 ж. Қазақстан".
    """
    short = "".join(
        rf"(?<!\b{word})" for word in (r"\w", *map(re.escape, (*profile.abbreviations, *profile.referring)))
    )
    return re.compile(rf"(?:{short}\.|(?<![!?…])[!?…]++)[»”\"’)]?(?=\s+[«“„\"(]?[^\W_{SMALL}])")
