"""What selectors ask for: whether they can find anything among the names of a page, what they wait for, what they weigh."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.ast import FunctionBlock, HashToken, IdentToken, LiteralToken, SquareBracketsBlock

from press.site.names import Names

Weight = tuple[int, int, int]

# Pseudo-classes with selectors in brackets of which one has to be found. What :not() holds need not be there.
_ONE_OF = ("is", "where", "has", "matches", "host")
# Those that weigh what the heaviest selector in their brackets does.
_HEAVIEST = ("is", "not", "has", "matches")
# Pseudo-elements that may be written with one colon.
_ELEMENTS = ("before", "after", "first-line", "first-letter")
# What nothing is before a reader does something, and parts of what nobody sees before then.
_STATES = ("hover", "focus", "focus-visible", "focus-within", "active", "visited", "target", "disabled", "popover-open")
_UNSEEN = ("backdrop", "highlight", "selection", "file-selector-button")


def possible(selector: str, names: Names) -> bool:
    """Whether ``selector`` can find something: whether all that it asks for is there."""
    return _possible(_tokens(selector), names)


@lru_cache(maxsize=1 << 13)
def waits(selector: str) -> bool:
    """Whether ``selector`` finds nothing before a reader does something."""
    return any(
        (kind == ":" and name in _STATES) or (kind == "::" and (name in _UNSEEN or name.startswith("-")))
        for kind, name in _pseudo(_tokens(selector))
    )


@lru_cache(maxsize=1 << 13)
def weight(selector: str) -> Weight:
    """The specificity of ``selector`` (Selectors Level 4, section 17)."""
    return _weight(_tokens(selector))


@lru_cache(maxsize=1 << 13)
def subject(selector: str) -> tuple[str, str]:
    """The element that ``selector`` finds, empty where it may be any, and the part of it that it means, empty for the whole."""
    element, part, colons, before = "", "", "", ""
    for token in _tokens(selector):
        if isinstance(token, LiteralToken) and token.value == ":":
            colons += ":"
            continue
        if token.type == "whitespace" or (isinstance(token, LiteralToken) and token.value in (">", "+", "~")):
            element = ""
        elif isinstance(token, IdentToken) and not colons and before != ".":
            element = token.lower_value
        elif isinstance(token, (IdentToken, FunctionBlock)) and colons:
            name = token.lower_value if isinstance(token, IdentToken) else token.lower_name
            part = name if colons == "::" or name in _ELEMENTS else part
        before, colons = token.value if isinstance(token, LiteralToken) else "", ""
    return element, part


def split(tokens: Sequence[Any]) -> list[list[Any]]:
    """The tokens between the commas."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if isinstance(token, LiteralToken) and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


@lru_cache(maxsize=1 << 13)
def _tokens(selector: str) -> list[Any]:
    tokens: list[Any] = tinycss2.parse_component_value_list(selector, skip_comments=True)
    return tokens


def _possible(tokens: Sequence[Any], names: Names) -> bool:
    """Whether all that a selector asks for is there. A sign before a name tells what the name is of."""
    before = ""
    for token in tokens:
        if not _is_there(token, before, names):
            return False
        before = token.value if isinstance(token, LiteralToken) else ""
    return True


def _is_there(token: Any, before: str, names: Names) -> bool:
    checks: dict[str, Callable[[str], bool]] = {".": names.has_class, ":": lambda _: True}
    if isinstance(token, IdentToken):
        return checks.get(before, names.has_element)(token.value)
    if isinstance(token, HashToken):
        return names.has_id(token.value)
    if isinstance(token, SquareBracketsBlock):
        return _attribute_is_there(token, names)
    if isinstance(token, FunctionBlock) and token.lower_name in _ONE_OF:
        return any(_possible(part, names) for part in split(token.arguments))
    return True


def _attribute_is_there(block: SquareBracketsBlock, names: Names) -> bool:
    name = next((token.value for token in block.content if isinstance(token, IdentToken)), "")
    return not name or names.has_attribute(name)


def _pseudo(tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Colons and names of the pseudo-classes and pseudo-elements, those in brackets left out."""
    colons = ""
    for token in tokens:
        if isinstance(token, LiteralToken) and token.value == ":":
            colons += ":"
        else:
            if colons and isinstance(token, (IdentToken, FunctionBlock)):
                yield colons, token.lower_value if isinstance(token, IdentToken) else token.lower_name
            colons = ""


def _weight(tokens: Sequence[Any]) -> Weight:
    found, before = (0, 0, 0), ""
    for token in tokens:
        found = _sum(found, _weight_of(token, before))
        colon = isinstance(token, LiteralToken) and token.value == ":"
        before = before + ":" if colon else token.value if isinstance(token, LiteralToken) else ""
    return found


def _weight_of(token: Any, before: str) -> Weight:
    if isinstance(token, FunctionBlock):
        if token.lower_name in _HEAVIEST:
            return max(_weight(part) for part in split(token.arguments))
        return (0, 0, 1) if before == "::" else (0, 0, 0) if token.lower_name == "where" else (0, 1, 0)
    if isinstance(token, HashToken):
        return (1, 0, 0)
    if isinstance(token, SquareBracketsBlock):
        return (0, 1, 0)
    if isinstance(token, IdentToken):
        element = before not in (".", ":") or (before == ":" and token.lower_value in _ELEMENTS)
        return (0, 0, 1) if element else (0, 1, 0)
    return (0, 0, 0)


def _sum(first: Weight, second: Weight) -> Weight:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]
