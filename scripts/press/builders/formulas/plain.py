r"""Rewrite everyday LaTeX as the commands that converters know: ``\cr``, ``{\bf R}``, ``a \over b``, ``\begin{align}`` and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from press.builders.formulas.macros import Macros, written_out
from press.builders.formulas.tree import (
    NEXT_CELL,
    NEXT_ROW,
    TEXTS,
    Environment,
    Fence,
    Group,
    Part,
    argument,
    inner,
    option,
    parts_of,
    rows_of,
    written,
)

# Commands that converters do not know, and the ones of the same meaning that they do.
_SAME = {
    **dict.fromkeys((r"\cr", r"\tabularnewline", r"\newline"), NEXT_ROW),
    **dict.fromkeys((r"\lvert", r"\rvert"), "|"),
    **dict.fromkeys((r"\lVert", r"\rVert"), r"\|"),
    **dict.fromkeys((r"\tfrac", r"\cfrac"), r"\frac"),
    **dict.fromkeys((r"\textrm", r"\textnormal", r"\mbox", r"\hbox"), r"\text"),
    **dict.fromkeys((r"\dots", r"\dotsc", r"\dotso"), r"\ldots"),
    **dict.fromkeys((r"\dotsb", r"\dotsm", r"\dotsi"), r"\cdots"),
    **dict.fromkeys((r"\bm", r"\pmb"), r"\boldsymbol"),
    r"\stackrel": r"\overset",
    r"\iff": r"\Longleftrightarrow",
    r"\implies": r"\Longrightarrow",
    r"\impliedby": r"\Longleftarrow",
    r"\color": r"\textcolor",
    r"\hphantom": r"\phantom",
    r"\coloneqq": ":=",
}
# Commands that are replaced by their argument, and commands that mean nothing here, with the number of their arguments.
_UNWRAPPED = frozenset(
    rf"\{name}"
    for name in ("mathrel", "mathbin", "mathord", "mathopen", "mathclose", "mathpunct", "mathinner", "mathop")
) | {r"\smash", r"\ensuremath", r"\mathnormal", r"\vcenter"}
_DROPPED = {r"\label": 1, r"\tag": 1, r"\tag*": 1, r"\vspace": 1, r"\vphantom": 1} | dict.fromkeys(
    (
        r"\nonumber",
        r"\notag",
        r"\nolimits",
        r"\strut",
        r"\mathstrut",
        r"\null",
        r"\nobreak",
        r"\allowbreak",
        r"\hfill",
        r"\hfil",
    ),
    0,
)
# Font switches, which hold to the end of their group or cell.
_SWITCHES = {
    **{rf"\{name}": rf"\math{name}" for name in ("bf", "it", "rm", "sf", "tt", "cal", "frak", "scr")},
    r"\sl": r"\mathit",
    r"\em": r"\mathit",
}
_BOLD_TEXTS = {r"\textbf": r"\mathbf", r"\textit": r"\mathit", r"\emph": r"\mathit"} | {
    r"\textsf": r"\mathsf",
    r"\texttt": r"\mathtt",
}
_FRACTIONS = {r"\over": (r"\frac", ""), r"\choose": (r"\binom", ""), r"\atop": ("", "matrix")}
_OLD_TABLES = {rf"\{name}": name for name in ("matrix", "pmatrix", "bmatrix", "cases")}
# Environments that only say how rows are numbered or placed, which Sphinx and the template decide.
_ALIGNED = (
    "split",
    "gather",
    "gathered",
    "multline",
    "eqnarray",
    "flalign",
    "alignat",
    "alignedat",
    "align",
    "aligned",
)
_ONE = ("equation", "displaymath", "math")
_DISTANCE = re.compile(
    r"\\(?:hskip|kern|mkern|mskip|mspace|hspace\*?)\s*\{?\s*(-?[\d.]+)\s*(pt|em|ex|cm|mm|in|mu)\s*\}?"
)
_MATH_UNITS = 18


def plain(latex: str, macros: Macros | None = None) -> str:
    """Return ``latex`` with its macros expanded, in the environments and commands that converters know."""
    text = _DISTANCE.sub(_distance, written_out(latex, macros or {}))
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return _in_rows(_plain(parts_of(rf" {NEXT_ROW} ".join(paragraphs)))).strip()


def _distance(found: re.Match[str]) -> str:
    length, unit = found[1], found[2]
    return rf"\hspace{{{float(length) / _MATH_UNITS:.3g}em}}" if unit == "mu" else rf"\hspace{{{length}{unit}}}"


def _in_rows(parts: Sequence[Part]) -> str:
    """Return ``parts`` as LaTeX; rows outside an environment are aligned, as Sphinx does."""
    text = written(parts)
    return rf"\begin{{aligned}}{text}\end{{aligned}}" if NEXT_ROW in parts or NEXT_CELL in parts else text


def _plain(parts: Sequence[Part]) -> list[Part]:
    done = list(_named(parts))
    return [found for cell in _cells(done) for found in _switched(_fractions(cell))]


def _named(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts with synonyms replaced, old-style tables as environments, and commands dropped that mean nothing here."""
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        if not isinstance(part, str):
            yield from _whole(part)
        elif part in _DROPPED:
            at = _past(parts, at, _DROPPED[part])
        elif part in _UNWRAPPED:
            found, at = argument(parts, at)
            yield Group(_plain([found]))
        elif part in _OLD_TABLES and isinstance(argument(parts, at)[0], Group):
            found, at = argument(parts, at)
            yield Environment(_OLD_TABLES[part], _plain(_old_rows(part, inner(found))))
        elif part in TEXTS and isinstance(argument(parts, at)[0], Group):
            found, at = argument(parts, at)
            yield from _text(part, inner(found))
        elif part == r"\root" and r"\of" in parts[at:]:
            of = list(parts).index(r"\of", at)
            found, end = argument(parts, of + 1)
            yield from (r"\sqrt", "[", *_plain(parts[at:of]), "]", Group(_plain([found])))
            at = end
        else:
            yield _SAME.get(part, part)


def _past(parts: Sequence[Part], at: int, arguments: int) -> int:
    for _ in range(arguments):
        _, at = argument(parts, at)
    return at


def _whole(part: Group | Environment | Fence) -> Iterator[Part]:
    if isinstance(part, Group):
        yield Group(_plain(part.parts))
    elif isinstance(part, Fence):
        yield Fence(_SAME.get(part.left, part.left), _plain(part.parts), _SAME.get(part.right, part.right))
    elif part.name.rstrip("*") in _ONE:
        yield from _plain(part.parts)
    elif (name := part.name.rstrip("*")) in _ALIGNED:
        _, start = option(part.parts, 0)
        # The number of columns says nothing that the rows do not.
        start = argument(part.parts, start)[1] if name.startswith("aligna") or name == "alignedat" else start
        inside = _plain(part.parts[start:])
        yield Environment("aligned", _two_columns(inside) if name == "eqnarray" else inside)
    elif name == "array":
        _, start = option(part.parts, 0)
        yield Environment("array", [*part.parts[start : start + 1], *_plain(part.parts[start + 1 :])])
    else:
        yield Environment(part.name, _plain(part.parts))


def _two_columns(parts: Sequence[Part]) -> list[Part]:
    """Return rows ``a & = & b`` as ``a & = b``."""
    found: list[Part] = []
    for row in rows_of(parts):
        found += [NEXT_ROW] if found else []
        first, *others = row
        found += [*first, *([NEXT_CELL] if others else []), *(part for cell in others for part in cell)]
    return found


def _old_rows(command: str, parts: Sequence[Part]) -> list[Part]:
    r"""Return the rows of a ``\matrix{...}``; the second column of ``\cases`` is text."""
    if command != r"\cases":
        return list(parts)
    ends = {r"\cr": NEXT_ROW}
    found: list[Part] = []
    for row in rows_of([ends.get(part, part) if isinstance(part, str) else part for part in parts]):
        found += [NEXT_ROW] if found else []
        first, *others = row
        found += [*first, *(part for cell in others for part in (NEXT_CELL, r"\text", Group(cell)))]
    return found


def _text(command: str, parts: Sequence[Part]) -> Iterator[Part]:
    r"""Yield text and the formulas inside it: ``\text{if $x$}`` becomes ``\text{if } x``."""
    font = _BOLD_TEXTS.get(command)
    command = r"\text" if font else _SAME.get(command, command)
    for number, piece in enumerate(re.split(r"(?<!\\)\$", written(parts))):
        if number % 2:
            yield Group(_plain(parts_of(piece)))
        elif piece:
            words: list[Part] = [command, Group([piece])]
            yield from (font, Group(words)) if font else words


def _cells(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Yield the cells of a table, or all parts where there is none, each followed by its separator."""
    cell: list[Part] = []
    for part in parts:
        if part in (NEXT_CELL, NEXT_ROW):
            yield cell
            yield [part]
            cell = []
        else:
            cell.append(part)
    yield cell


def _fractions(parts: list[Part]) -> list[Part]:
    r"""Rewrite ``a \over b`` as ``\frac{a}{b}``."""
    for at, part in enumerate(parts):
        if isinstance(part, str) and part in _FRACTIONS:
            command, environment = _FRACTIONS[part]
            above, below = parts[:at], _fractions(parts[at + 1 :])
            if environment:
                return [Environment(environment, [*above, NEXT_ROW, *below])]
            return [command, Group(above), Group(below)]
    return parts


def _switched(parts: list[Part]) -> list[Part]:
    r"""Rewrite ``\bf R`` as ``\mathbf{R}``."""
    for at, part in enumerate(parts):
        if isinstance(part, str) and part in _SWITCHES:
            rest = _switched(parts[at + 1 :])
            while rest and isinstance(rest[0], str) and rest[0].isspace():
                rest = rest[1:]
            return [*parts[:at], _SWITCHES[part], Group(rest)] if rest else parts[:at]
    return parts
