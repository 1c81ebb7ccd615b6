"""Find where the sentences of a running text end."""

from __future__ import annotations

import re
from functools import cache

from press.language.letters import SMALL
from press.language.profile import Language
from press.language.registry import profile_of


def sentences(text: str, language: str) -> list[str]:
    """Return the sentences of ``text``, which stands on one line, in order."""
    ends = [match.end() for match in _end_of_sentence(profile_of(language)).finditer(text)]
    parts = (text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True))
    return [part for part in parts if part]


@cache
def _end_of_sentence(profile: Language) -> re.Pattern[str]:
    """Return what ends a sentence: a full stop before a capital, a quotation mark or a digit, but none after an initial or an abbreviation.

    "К. Мигонь", "2016 г. Россия", "2016 ж. Қазақстан".
    """
    short = "".join(rf"(?<!\b{word})" for word in (r"\w", *profile.abbreviations, *profile.referring))
    return re.compile(rf"(?:{short}\.|[!?…]+)[»”\"’)]?(?=\s+[«“„\"(]?[^\W_{SMALL}])")
