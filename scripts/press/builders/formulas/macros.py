"""Expand the macros of a formula: those of the MathJax configuration and those that it defines itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class Macro(NamedTuple):
    """A macro: its text with ``#1``, ``#2`` for its arguments, how many these are, and the default that makes the first one optional."""

    text: str
    arity: int = 0
    default: str | None = None


_DEFINITION = re.compile(
    r"\\(?:re)?newcommand\*?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*"
    r"(?:\[(?P<arity>\d)\]\s*(?:\[(?P<default>[^\[\]]*)\]\s*)?)?(?=\{)"
)
_NAME = re.compile(r"\\([A-Za-z]+)")
_PARAMETER = re.compile(r"(?<!\\)#([1-9])")
_OPTION = re.compile(r"\s*\[([^\[\]]*)\]")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
#: The most rounds of expansion, as a macro that calls itself would never end.
_DEEPEST = 20


def expand_macros(latex: str, macros: Mapping[str, Macro]) -> str:
    """Return ``latex`` with the ``macros``, and those that it defines itself, expanded."""
    own, text = _definitions(latex)
    known = {**macros, **own}
    for _ in range(_DEEPEST):
        expanded = _expand_once(text, known)
        if expanded == text:
            break
        text = expanded
    return text


def macros_of(config: Mapping[str, Any]) -> dict[str, Macro]:
    """Return the macros of a MathJax configuration (``mathjax3_config``): each a text, or a list of text, number of arguments and default."""
    given = (
        (config.get("tex") or config.get("TeX") or {}).get("macros") or (config.get("TeX") or {}).get("Macros") or {}
    )
    values = {name.lstrip("\\"): [value] if isinstance(value, str) else value for name, value in given.items()}
    return {name: _macro(*value[:3]) for name, value in values.items()}


def _macro(text: str, arity: int | str = 0, default: str | float | None = None) -> Macro:
    return Macro(str(text), int(arity), None if default is None else str(default))


def _definitions(latex: str) -> tuple[dict[str, Macro], str]:
    r"""Return the macros that a formula defines with ``\newcommand``, and the formula without the definitions."""
    found: dict[str, Macro] = {}
    while match := _DEFINITION.search(latex):
        text, end = _argument(latex, match.end())
        found[match["name"]] = Macro(text, int(match["arity"] or 0), match["default"])
        latex = latex[: match.start()] + latex[end:]
    return found, latex


def _expand_once(latex: str, macros: Mapping[str, Macro]) -> str:
    parts, at = [], 0
    for match in _NAME.finditer(latex):
        macro = macros.get(match[1])
        if macro is None or match.start() < at:
            continue
        text, end = _expand(macro, latex, match.end())
        parts += [latex[at : match.start()], text]
        at = end
    return "".join([*parts, latex[at:]])


def _expand(macro: Macro, latex: str, at: int) -> tuple[str, int]:
    """Return the text of ``macro`` with the arguments that stand at ``at``, and where these end."""
    if not macro.arity:
        return f"{{{macro.text}}}", at
    arguments = []
    if macro.default is not None:
        option = _OPTION.match(latex, at)
        arguments, at = ([option[1]], option.end()) if option else ([macro.default], at)
    while len(arguments) < macro.arity:
        argument, at = _argument(latex, at)
        arguments.append(argument)
    return _PARAMETER.sub(lambda found: "".join(arguments[int(found[1]) - 1 : int(found[1])]), macro.text), at


def _argument(latex: str, at: int) -> tuple[str, int]:
    """Return the argument that begins at ``at`` (a group without its braces, a single letter or a command), and where it ends."""
    while at < len(latex) and latex[at].isspace():
        at += 1
    if at >= len(latex) or latex[at] != "{":
        command = _NAME.match(latex, at)
        end = command.end() if command else min(at + 1, len(latex))
        return latex[at:end], end
    depth = 0
    for brace in _BRACE.finditer(latex, at):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0:
            return latex[at + 1 : brace.start()], brace.end()
    return latex[at + 1 :], len(latex)
