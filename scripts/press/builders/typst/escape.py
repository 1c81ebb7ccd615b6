"""Escape text, strings and arrays as Typst source, so that no character of the book is taken for markup, and read attributes of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from docutils import nodes

#: Characters that are markup in Typst wherever they stand.
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
_LANGUAGE = "language-"


def markup(text: str) -> str:
    """Return ``text`` as Typst markup that prints it verbatim; line ends become spaces."""
    flat = re.sub(r"[\r\n\t\v\f]+", " ", text)
    flat = _ENUMERATION.sub("\\1\x00", flat)
    flat = _ANYWHERE.sub(r"\\\g<0>", flat)
    for pattern in (_HYPHEN, _STOPS):
        flat = pattern.sub(r"\\\g<0>", flat)
    return flat.replace("\x00", "\\.")


def string(text: str) -> str:
    """Return ``text`` as a Typst string literal, in quotation marks."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t") + '"'


def code_points(text: str) -> str:
    """Return ``text`` as a Typst string literal of escaped code points, which contains none of its letters."""
    return '"' + "".join(f"\\u{{{ord(letter):x}}}" for letter in text) + '"'


def program(text: str) -> str:
    """Return ``text`` verbatim in the monospace font; a text with long words is given in the pieces between which lines may break."""
    if not _LONG_WORD.search(text):
        return f"#raw({string(text)});"
    return f"#in-pieces({', '.join(map(string, _pieces(text)))});"


def _pieces(text: str) -> Iterator[str]:
    """Yield the pieces of ``text``, divided after signs, and words such as checksums after every sixteenth letter."""
    for part in _AFTER_SIGNS.split(text):
        yield from _LONGEST.sub(lambda word: _CUT.join(_SIXTEEN.findall(word[0])), part).split(_CUT)


def array(items: Iterable[str]) -> str:
    """Return Typst expressions as a Typst array, which needs a comma after a single one."""
    parts = list(items)
    return f"({parts[0]},)" if len(parts) == 1 else f"({', '.join(parts)})"


def arguments(values: Mapping[str, str | None]) -> str:
    """Return ``values`` as named arguments of a Typst call; ``None`` leaves one out."""
    return ", ".join(f"{name}: {value}" for name, value in values.items() if value is not None)


def call(function: str, body: str, **values: str | None) -> str:
    """Return ``#function(name: value)[body];`` with the closing semicolon, so that what follows is not taken as part of it.

    Underscores in the names become hyphens.
    """
    inside = arguments({name.replace("_", "-"): value for name, value in values.items()})
    return f"#{function}({inside})[{body}];" if inside else f"#{function}[{body}];"


def ids(node: nodes.Element) -> list[str]:
    """Return the ids of a node."""
    return list(node.get("ids", []))


def classes(node: nodes.Element) -> list[str]:
    """Return the classes of a node."""
    return list(node.get("classes", []))


def elements(node: nodes.Element) -> list[nodes.Element]:
    """Return the children of a node that are elements, not text."""
    return [child for child in node.children if isinstance(child, nodes.Element)]


def node_language(node: nodes.Element) -> str:
    """Return the language that a class of ``node`` names (``language-ru``); empty where none does."""
    return next((name.removeprefix(_LANGUAGE) for name in classes(node) if name.startswith(_LANGUAGE)), "")
