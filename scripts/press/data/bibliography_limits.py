"""Bound what a bibliography may ask of its parsers: what no person writes is not parsed, and told in its place."""

from __future__ import annotations

import re
from typing import Any

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.utils import CaseInsensitiveDict

from press.core.text import line_at

# Some 4500 works with seven fields each; the parsers take ten microseconds and more for each sign.
MOST_MARKS = 150_000
# pybtex looks from each quotation mark as far as the next brace; in a file in which works stand in braces that is a line or two.
FARTHEST = 200_000_000
# What an @string may stand for, and how many signs # may join: strings of strings double with each.
LONGEST_STRING, MOST_JOINED = 10_000, 5000
# More than three thousand authors; pybtex takes time by the square of the braces in one such value.
LONGEST_PEOPLE = 50_000
_MARKS = re.compile(r'[@{}"#=,]')


def too_large(text: str) -> tuple[int, str] | None:
    """Return line and words of what makes a bibliography too large to be read; nothing of any other."""
    marks = [match.start() for match in _MARKS.finditer(text)]
    if len(marks) > MOST_MARKS:
        fault = f"this file has {len(marks)} braces, commas and other signs of BibTeX, from this line on more than {MOST_MARKS}, and is not read"
        return line_at(text, marks[MOST_MARKS]), fault
    if text.count("#") > MOST_JOINED:
        fault = f"this file has {text.count('#')} signs #, and one of more than {MOST_JOINED} is not read"
        return line_at(text, text.rfind("#")), fault
    brace, total, farthest = len(text), 0, (0, 0)
    for place in reversed(marks):
        if text[place] == "{":
            brace = place
        elif text[place] == '"':
            total += brace - place
            farthest = max(farthest, (brace - place, place))
    if total > FARTHEST:
        fault = "so many quotation marks stand behind this one without a brace that the file is not read"
        return line_at(text, farthest[1]), fault
    return None


class BoundedParser(Parser):  # type: ignore[misc]
    """The parser of pybtex, which tells strings and names of people that are too long instead of working on them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.macros = _Strings(self.macros)  # type: ignore[has-type]

    def process_entry(self, entry_type: str, key: str | None, fields: list[tuple[str, list[str]]]) -> None:
        """Add an entry; raise a PybtexError where its people take too many characters."""
        for name, parts in fields:
            size = sum(map(len, parts))
            if name in self.person_fields and size > LONGEST_PEOPLE:
                raise PybtexError(
                    f"'{key}' has {size} characters in the field '{name}', and one of more than {LONGEST_PEOPLE} is not read"
                )
        super().process_entry(entry_type, key, fields)


class _Strings(CaseInsensitiveDict):  # type: ignore[misc]
    """The values of @string entries, each limited in length."""

    def __setitem__(self, name: str, value: str) -> None:
        if len(value) > LONGEST_STRING:
            raise PybtexError(f"'@string{{{name}' stands for more than {LONGEST_STRING} characters")
        super().__setitem__(name, value)
