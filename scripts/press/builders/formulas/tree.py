"""Parse a formula in LaTeX into commands, groups, environments and fences, and write these as text again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

# The edge of an environment, a command of letters, a command of one sign, white space, or any other character.
_TOKEN = re.compile(
    r"\\(?P<edge>begin|end)\s*\{(?P<name>[^{}]*)\}|\\(?:operatorname|tag|[hv]space)\*|\\[A-Za-z]+|\\.|\s+|.", re.DOTALL
)
# Commands whose argument is text.
_TEXTS = "text textrm textbf textit textsf texttt textnormal emph mbox hbox operatorname operatorname* tag tag* label"
TEXTS = frozenset(rf"\{name}" for name in _TEXTS.split())
NEXT_CELL, NEXT_ROW = "&", r"\\"


@dataclass
class Group:
    """The parts between braces."""

    parts: list[Part]

    def __str__(self) -> str:
        return f"{{{latex_of(self.parts)}}}"


@dataclass
class Environment:
    r"""The parts between ``\begin{name}`` and ``\end{name}``."""

    name: str
    parts: list[Part] = field(default_factory=list)

    def __str__(self) -> str:
        return rf"\begin{{{self.name}}}{latex_of(self.parts)}\end{{{self.name}}}"


@dataclass
class Fence:
    r"""The parts between ``\left`` and ``\right``, with the two delimiters."""

    left: str
    parts: list[Part]
    right: str

    def __str__(self) -> str:
        return rf"\left{self.left} {latex_of(self.parts)}\right{self.right} "


Part = str | Group | Environment | Fence


def latex_of(parts: Sequence[Part]) -> str:
    """Return ``parts`` as LaTeX, with a space between a command and a letter after it."""
    text = ""
    for part in map(str, parts):
        is_joined = re.search(r"\\[A-Za-z]+$", text) and part[:1].isalpha()
        text += f" {part}" if is_joined else part
    return text


def parts_of(latex: str) -> list[Part]:
    """Return the parts of ``latex``; where braces or environments do not match, all of it as one part."""
    tokens = list(_TOKEN.finditer(latex))
    return _parts(tokens, [0], "") if _match(tokens) else [latex]


def _match(tokens: Sequence[re.Match[str]]) -> bool:
    """Return whether braces and environments are balanced and properly nested."""
    is_open: list[str] = []
    for token in tokens:
        if token[0] == "{" or token["edge"] == "begin":
            is_open.append(token["name"] or "}")
        elif (token[0] == "}" or token["edge"]) and (not is_open or is_open.pop() != (token["name"] or "}")):
            return False
    return not is_open


def _parts(tokens: list[re.Match[str]], at: list[int], end: str) -> list[Part]:
    """Return the parts up to ``end``; ``at[0]`` is the index of the next token and is advanced."""
    parts: list[Part] = []
    while at[0] < len(tokens):
        token = tokens[at[0]]
        at[0] += 1
        text = token[0]
        if text == end or (token["edge"] == "end" and end == token["name"]):
            break
        parts.append(_part(token, tokens, at))
    return parts


def _part(token: re.Match[str], tokens: list[re.Match[str]], at: list[int]) -> Part:
    if token["edge"] == "begin":
        return Environment(token["name"], _parts(tokens, at, token["name"]))
    if token[0] == r"\left":
        left = _sign(tokens, at)
        inner = _parts(tokens, at, r"\right")
        return Fence(left, inner, _sign(tokens, at))
    return Group(_parts(tokens, at, "}")) if token[0] == "{" else token[0]


def _sign(tokens: list[re.Match[str]], at: list[int]) -> str:
    while at[0] < len(tokens) and tokens[at[0]][0].isspace():
        at[0] += 1
    at[0] += 1
    return tokens[at[0] - 1][0] if at[0] <= len(tokens) else "."


def inner(part: Part) -> list[Part]:
    """Return the parts inside ``part``; none if it is a text."""
    return [] if isinstance(part, str) else part.parts


def argument(parts: Sequence[Part], at: int) -> tuple[Part, int]:
    """Return the argument at ``at``, white space skipped, and the index after it."""
    while at < len(parts) and isinstance(found := parts[at], str) and found.isspace():
        at += 1
    return (parts[at], at + 1) if at < len(parts) else ("", at)


def option(parts: Sequence[Part], at: int) -> tuple[list[Part] | None, int]:
    """Return the parts in square brackets at ``at``, and the index after them; ``None`` where there are no brackets."""
    if at < len(parts) and parts[at] == "[" and "]" in parts[at:]:
        end = list(parts).index("]", at)
        return list(parts[at + 1 : end]), end + 1
    return None, at


def rows_of(parts: Sequence[Part]) -> list[list[list[Part]]]:
    """Return the rows of a table as lists of cells; an empty last row is dropped."""
    rows: list[list[list[Part]]] = [[[]]]
    for part in parts:
        if part == NEXT_ROW:
            rows.append([[]])
        elif part == NEXT_CELL:
            rows[-1].append([])
        else:
            rows[-1][-1].append(part)
    return rows if len(rows) == 1 or latex_of(rows[-1][0]).strip() or len(rows[-1]) > 1 else rows[:-1]
