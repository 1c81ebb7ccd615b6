r"""Rewrite everyday LaTeX as the commands that converters know: ``\cr``, ``{\bf R}``, ``a \over b``, ``\begin{align}`` and their like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from press.builders.formulas.macros import Macro, expand_macros
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
    latex_of,
    option,
    parts_of,
    rows_of,
)

# Commands that converters do not know, and the ones of the same meaning that they do.
_SYNONYMS = {
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
    r"\hspace*": r"\hspace",
}
# Commands that are replaced by their argument, and commands that mean nothing here, with the number of their arguments.
_WRAPPERS = "mathrel mathbin mathord mathopen mathclose mathpunct mathinner mathop smash ensuremath mathnormal vcenter"
_UNWRAPPED = frozenset(rf"\{name}" for name in _WRAPPERS.split())
_WITHOUT_EFFECT = "nonumber notag nolimits strut mathstrut null nobreak allowbreak hfill hfil"
_DROPPED = {rf"\{name}": 0 for name in _WITHOUT_EFFECT.split()}
_DROPPED |= {r"\label": 1, r"\tag": 1, r"\tag*": 1, r"\vspace": 1, r"\vspace*": 1, r"\vphantom": 1}
# Font switches, which hold to the end of their group or cell.
_SWITCHES = {
    **{rf"\{name}": rf"\math{name}" for name in ("bf", "it", "rm", "sf", "tt", "cal", "frak", "scr")},
    r"\sl": r"\mathit",
    r"\em": r"\mathit",
}
_TEXT_FONTS = {rf"\text{name}": rf"\math{name}" for name in ("bf", "it", "sf", "tt")} | {r"\emph": r"\mathit"}
_FRACTIONS = {r"\over": (r"\frac", ""), r"\choose": (r"\binom", ""), r"\atop": ("", "matrix")}
_OLD_TABLES = {rf"\{name}": name for name in ("matrix", "pmatrix", "bmatrix", "cases")}
# Environments that only say how rows are numbered or placed, which Sphinx and the template decide.
_ROWS = ("split", "gather", "gathered", "multline", "eqnarray", "flalign", "alignat", "alignedat", "align", "aligned")
_UNNUMBERED = ("equation", "displaymath", "math")
_DISTANCE = re.compile(
    r"\\(?:hskip|kern|mkern|mskip|mspace|hspace\*?)\s*\{?\s*(-?(?:\d+\.?\d*|\.\d+))\s*(pt|em|ex|cm|mm|in|mu)\s*\}?"
)
_LENGTH = re.compile(r"\s*-?[\d.]+\s*[a-z]+\s*|\s*-?[\d.]*\\[A-Za-z]+\s*")
_MATH_UNITS = 18


def plain(latex: str, macros: Mapping[str, Macro] | None = None) -> str:
    """Return ``latex`` with its macros expanded, in the environments and commands that converters know."""
    text = _DISTANCE.sub(_distance, expand_macros(latex, macros or {}))
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]
    return _aligned_latex(_simplify(parts_of(rf" {NEXT_ROW} ".join(paragraphs)))).strip()


def _distance(found: re.Match[str]) -> str:
    length, unit = found[1], found[2]
    return rf"\hspace{{{float(length) / _MATH_UNITS:.3g}em}}" if unit == "mu" else rf"\hspace{{{length}{unit}}}"


def _aligned_latex(parts: Sequence[Part]) -> str:
    """Return ``parts`` as LaTeX; rows outside an environment are aligned, as Sphinx does."""
    text = latex_of(parts)
    return rf"\begin{{aligned}}{text}\end{{aligned}}" if NEXT_ROW in parts or NEXT_CELL in parts else text


def _simplify(parts: Sequence[Part]) -> list[Part]:
    done = list(_replace_commands(parts))
    return [found for cell in _split_cells(done) for found in _replace_font_switch(_replace_fraction(cell))]


def _replace_commands(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield the parts with synonyms replaced, old-style tables as environments, and commands dropped that mean nothing here."""
    at = 0
    while at < len(parts):
        part = parts[at]
        at += 1
        if not isinstance(part, str):
            yield from _simplify_nested(part)
        elif part in _DROPPED:
            at = _after_arguments(parts, at, _DROPPED[part])
        elif part in _UNWRAPPED:
            found, at = argument(parts, at)
            yield Group(_simplify([found]))
        elif part in _OLD_TABLES and isinstance(argument(parts, at)[0], Group):
            found, at = argument(parts, at)
            yield Environment(_OLD_TABLES[part], _simplify(_old_rows(part, inner(found))))
        elif part in TEXTS and isinstance(argument(parts, at)[0], Group):
            found, at = argument(parts, at)
            yield from _text_and_formulas(part, inner(found))
        elif part == r"\root" and r"\of" in parts[at:]:
            of = list(parts).index(r"\of", at)
            found, end = argument(parts, of + 1)
            yield from (r"\sqrt", "[", *_simplify(parts[at:of]), "]", Group(_simplify([found])))
            at = end
        elif _SYNONYMS.get(part, part) == NEXT_ROW:
            yield NEXT_ROW
            at = _after_distance(parts, at)
        else:
            yield _SYNONYMS.get(part, part)


def _after_distance(parts: Sequence[Part], at: int) -> int:
    r"""Return the index after what may follow the end of a row: a star, and the distance to the next row, as in ``\\*[2mm]``."""
    at += parts[at : at + 1] == ["*"]
    distance, end = option(parts, at)
    return end if distance is not None and _LENGTH.fullmatch(latex_of(distance)) else at


def _after_arguments(parts: Sequence[Part], at: int, arguments: int) -> int:
    for _ in range(arguments):
        _, at = argument(parts, at)
    return at


def _simplify_nested(part: Group | Environment | Fence) -> Iterator[Part]:
    if isinstance(part, Group):
        yield Group(_simplify(part.parts))
    elif isinstance(part, Fence):
        yield Fence(_SYNONYMS.get(part.left, part.left), _simplify(part.parts), _SYNONYMS.get(part.right, part.right))
    elif part.name.rstrip("*") in _UNNUMBERED:
        yield from _simplify(part.parts)
    elif (name := part.name.rstrip("*")) in _ROWS:
        _, start = option(part.parts, 0)
        # The number of columns says nothing that the rows do not.
        start = argument(part.parts, start)[1] if name.startswith("aligna") or name == "alignedat" else start
        inside = _simplify(part.parts[start:])
        yield Environment("aligned", _without_middle_column(inside) if name == "eqnarray" else inside)
    elif name == "array":
        _, start = option(part.parts, 0)
        yield Environment("array", [*part.parts[start : start + 1], *_simplify(part.parts[start + 1 :])])
    else:
        yield Environment(part.name, _simplify(part.parts))


def _without_middle_column(parts: Sequence[Part]) -> list[Part]:
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


def _text_and_formulas(command: str, parts: Sequence[Part]) -> Iterator[Part]:
    r"""Yield text and the formulas inside it: ``\text{if $x$}`` becomes ``\text{if } x``."""
    font = _TEXT_FONTS.get(command)
    command = r"\text" if font else _SYNONYMS.get(command, command)
    for number, piece in enumerate(re.split(r"(?<!\\)\$", latex_of(parts))):
        if number % 2:
            yield Group(_simplify(parts_of(piece)))
        elif piece:
            words: list[Part] = [command, Group([piece])]
            yield from (font, Group(words)) if font else words


def _split_cells(parts: Sequence[Part]) -> Iterator[list[Part]]:
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


def _replace_fraction(parts: list[Part]) -> list[Part]:
    r"""Rewrite ``a \over b`` as ``\frac{a}{b}``."""
    for at, part in enumerate(parts):
        if isinstance(part, str) and part in _FRACTIONS:
            command, environment = _FRACTIONS[part]
            above, below = parts[:at], _replace_fraction(parts[at + 1 :])
            if environment:
                return [Environment(environment, [*above, NEXT_ROW, *below])]
            return [command, Group(above), Group(below)]
    return parts


def _replace_font_switch(parts: list[Part]) -> list[Part]:
    r"""Rewrite ``\bf R`` as ``\mathbf{R}``."""
    for at, part in enumerate(parts):
        if isinstance(part, str) and part in _SWITCHES:
            rest = _replace_font_switch(parts[at + 1 :])
            while rest and isinstance(rest[0], str) and rest[0].isspace():
                rest = rest[1:]
            return [*parts[:at], _SWITCHES[part], Group(rest)] if rest else parts[:at]
    return parts
