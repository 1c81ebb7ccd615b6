"""Print letters that none of the available typefaces has as their code points.

An archivable PDF (PDF/A) may have no letter without a glyph, and Typst refuses a book that has one: its diagnostic names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from press.builders.typst.escape import code_points, string

_QUOTED = re.compile(r'error: .*?(?:the text|codepoint) `"(.+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Invisible characters, of which no code is printed: variation selectors, the zero-width joiner, the byte order mark.
_UNSEEN = "\ufe0e\ufe0f\u200d\ufeff"


def missing_letters(diagnostic: str) -> set[str]:
    """Return the letters, each with the marks that it bears, for which Typst has refused a book."""
    found = {_ESCAPED.sub(lambda code: chr(int(code[1], 16)), text) for text in _QUOTED.findall(diagnostic)}
    # A digit or Latin letter is named with a mark that it bears, sometimes alone; every typeface has it.
    return {text for text in found if not text.isascii()}


def with_codes(source: str, letters: Iterable[str]) -> str:
    """Return ``source`` after the show rule of the template that prints ``letters`` as their codes, if there are any."""
    longest_first = sorted(letters, key=len, reverse=True)
    if not longest_first:
        return source
    pattern = "|".join("".join(f"\\U{ord(letter):08X}" for letter in each) for each in longest_first)
    codes = {each: "".join(map(_code, each)) for each in longest_first}
    table = ", ".join(f"{code_points(each)}: {string(code)}" for each, code in codes.items())
    return f"#show: in-codes.with({string(pattern)}, ({table}))\n{source}"


def _code(letter: str) -> str:
    return letter if letter.isascii() else "" if letter in _UNSEEN else f"[U+{ord(letter):04X}]"


def named(letters: Iterable[str]) -> str:
    """Return the letters that can be seen, each with its code point: ``伟 (U+4F1F)``."""
    seen = sorted({letter for each in letters for letter in each if _code(letter).startswith("[U")})
    return ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in seen)
