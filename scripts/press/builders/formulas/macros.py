"""Expand the macros of a formula: those of the MathJax configuration and those that it defines itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

#: A macro: how many arguments it takes, and its text with ``#1``, ``#2`` for them.
Macro = tuple[int, str]
Macros = Mapping[str, Macro]

_DEFINITION = re.compile(r"\\(?:re)?newcommand\*?\s*\{?\\(?P<name>[A-Za-z]+)\}?\s*(?:\[(?P<count>\d)\])?\s*(?=\{)")
_NAME = re.compile(r"\\([A-Za-z]+)\*?")
#: The most rounds of expansion, as a macro that calls itself would never end.
_DEEPEST = 20


def written_out(latex: str, macros: Macros) -> str:
    """Return ``latex`` with the ``macros``, and those that it defines itself, expanded."""
    own, text = _definitions(latex)
    known = {**macros, **own}
    for _ in range(_DEEPEST):
        expanded = _expanded(text, known)
        if expanded == text:
            break
        text = expanded
    return text


def macros_of(config: Mapping[str, Any]) -> dict[str, Macro]:
    """Return the macros of a MathJax configuration (``mathjax3_config``): each a text, or a text and the number of its arguments."""
    given = (
        (config.get("tex") or config.get("TeX") or {}).get("macros") or (config.get("TeX") or {}).get("Macros") or {}
    )
    macros: dict[str, Macro] = {}
    for name, value in given.items():
        text, count = (value, 0) if isinstance(value, str) else (value[0], value[1] if len(value) > 1 else 0)
        macros[name.lstrip("\\")] = (int(count), str(text))
    return macros


def _definitions(latex: str) -> tuple[dict[str, Macro], str]:
    r"""Return the macros that a formula defines with ``\newcommand``, and the formula without the definitions."""
    found: dict[str, Macro] = {}
    while match := _DEFINITION.search(latex):
        body, end = _group(latex, match.end())
        found[match["name"]] = (int(match["count"] or 0), body)
        latex = latex[: match.start()] + latex[end:]
    return found, latex


def _expanded(text: str, macros: Macros) -> str:
    """Return ``text`` with each macro expanded once."""
    parts, at = [], 0
    for match in _NAME.finditer(text):
        macro = macros.get(match[0][1:])
        if macro is None or match.start() < at:
            continue
        count, body = macro
        end = match.end()
        for number in range(1, count + 1):
            argument, end = _group(text, end)
            body = body.replace(f"#{number}", argument)
        parts += [text[at : match.start()], body if count else f"{{{body}}}"]
        at = end
    return "".join([*parts, text[at:]])


def _group(text: str, at: int) -> tuple[str, int]:
    """Return the argument that begins at ``at`` (a group without its braces, a single letter or a command), and where it ends."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "{":
        command = _NAME.match(text, at)
        end = command.end() if command else min(at + 1, len(text))
        return text[at:end], end
    depth = 0
    for end in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[end], 0) * (text[end - 1] != "\\")
        if depth == 0:
            return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)
