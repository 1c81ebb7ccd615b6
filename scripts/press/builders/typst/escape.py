"""Escape text, strings and arrays as Typst source, so that no character of the book is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from docutils import nodes

E = TypeVar("E", bound=nodes.Element)
#: The message catalogue of the words that the PDF itself needs (Contents, Note ...).
WORDS = "typst"

#: White space that ends a line in Typst, or looks like it, and tabulators.
_LINE_ENDS = re.compile(r"[\r\n\t\v\f\x85\u2028\u2029]+")
#: Characters that are markup in Typst anywhere.
_ANYWHERE = re.compile(r"[\\#$*_<>@\[\]~`/=+]")
#: A hyphen beside another hyphen, before a digit or a question mark or at an edge would turn into something else.
_HYPHEN = re.compile(r"(?<!\w)-|-(?![^\W\d_])")
#: Full stops side by side would become an ellipsis.
_STOPS = re.compile(r"\.(?=\.)|(?<=\.)\.")
#: A number with a full stop where a line may begin would become an item of a list.
_ENUMERATION = re.compile(r"^(\s*\d+)\.")

#: A word of program text that may be too long for a line or a cell of a table.
_LONG_WORD = re.compile(r"\S{13,}")
#: Where a line of program text may end, as in the rule ``breakable`` of the template.
_AFTER_SIGNS = re.compile(r"(?<=[,;./_=:(\[\-])(?![,;./_=:(\[\-])")
_LONGEST, _SIXTEEN = re.compile(r"[^\W_]{32,}"), re.compile(r".{1,16}")
_CUT = "\0"


def markup(text: str) -> str:
    """Return ``text`` as Typst markup that prints it verbatim; line ends become spaces."""
    escaped = _LINE_ENDS.sub(" ", text)
    for pattern in (_ANYWHERE, _HYPHEN, _STOPS):
        escaped = pattern.sub(r"\\\g<0>", escaped)
    return _ENUMERATION.sub(r"\1\\.", escaped)


def optional_string(text: str | None) -> str | None:
    """Return ``text`` as a Typst string literal, ``None`` where there is no text."""
    return string(text) if text else None


def string(text: str) -> str:
    """Return ``text`` as a Typst string literal, in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") + '"'


def program(text: str) -> str:
    """Return ``text`` verbatim in the monospace font.

    A text with long words is given in the pieces between which lines may break.
    """
    if not _LONG_WORD.search(text):
        return f"#raw({string(text)});"
    pieces = (piece for part in _AFTER_SIGNS.split(text) for piece in cut_long_words(part, _CUT).split(_CUT))
    return f"#in-pieces({', '.join(map(string, pieces))});"


def cut_long_words(text: str, mark: str) -> str:
    """Return program text with ``mark`` after every sixteenth letter of words such as checksums."""
    return _LONGEST.sub(lambda word: mark.join(_SIXTEEN.findall(word[0])), text)


def array(items: Iterable[str]) -> str:
    """Return Typst expressions as a Typst array, which needs a comma after a single one."""
    parts = list(items)
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


def arguments(values: Mapping[str, str | bool | None]) -> str:
    """Return ``values`` as named arguments of a Typst call.

    ``None`` and ``False``, Typst's default, leave one out.
    """
    given = ((name, value) for name, value in values.items() if value not in (None, False))
    return ", ".join(f"{name}: {'true' if value is True else value}" for name, value in given)


def call(function: str, body: str, *given: str, **values: str | bool | None) -> str:
    """Return ``#function(given, name: value)[body];``, whose semicolon separates it from what follows."""
    inside = ", ".join(filter(None, (*given, arguments(values))))
    return f"#{function}({inside})[{body}];" if inside else f"#{function}[{body}];"


def first_child(node: nodes.Element, kind: type[E]) -> E | None:
    """Return the first child of ``node`` that is of this ``kind``; ``None`` where none is."""
    return next((child for child in node.children if isinstance(child, kind)), None)


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return the children of a node that are elements, not text."""
    return [child for child in node.children if isinstance(child, nodes.Element)]
