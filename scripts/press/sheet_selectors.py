"""Whether a selector can find anything among the names that pages and scripts hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import tinycss2
from tinycss2.ast import FunctionBlock, HashToken, IdentToken, LiteralToken, SquareBracketsBlock

from press.sheet_names import Names

# Pseudo-classes with selectors in brackets of which one has to be found. What :not() holds need not be there.
_ONE_OF = ("is", "where", "has", "matches", "host")


def possible_selectors(prelude: Sequence[Any], names: Names) -> str:
    """The selectors of a rule that can find something, as text; empty where none can."""
    kept = [part for part in split(prelude) if _possible(part, names)]
    return ",".join(tinycss2.serialize(part).strip() for part in kept)


def split(tokens: Sequence[Any]) -> list[list[Any]]:
    """The tokens between the commas."""
    parts: list[list[Any]] = [[]]
    for token in tokens:
        if isinstance(token, LiteralToken) and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


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
