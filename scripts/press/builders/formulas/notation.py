"""Convert simplified LaTeX to Typst math with tex2typst; what that does not know is inserted into its result."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import typst
from tex2typst import tex2typst

from press.builders.formulas.arrays import Table, array_table, is_table, nested_rows
from press.builders.formulas.tree import (
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
)
from press.core.children.processes import forbid_forking

_SIGNS = {
    **dict.fromkeys(("|", r"\vert", r"\lvert", r"\rvert", r"\mid"), "bar.v"),
    **dict.fromkeys((r"\|", r"\Vert", r"\lVert", r"\rVert"), "bar.v.double"),
    **{sign: rf"\{sign}" for sign in "()[]"},
    **dict.fromkeys((r"\{", r"\lbrace"), r"\{"),
    **dict.fromkeys((r"\}", r"\rbrace"), r"\}"),
    **dict.fromkeys(("<", r"\langle"), "chevron.l"),
    **dict.fromkeys((">", r"\rangle"), "chevron.r"),
    r"\lfloor": "floor.l",
    r"\rfloor": "floor.r",
    r"\lceil": "ceil.l",
    r"\rceil": "ceil.r",
    "/": "slash",
    r"\backslash": "backslash",
}
_BIG = re.compile(r"\\(?P<size>big|Big|bigg|Bigg)(?P<place>[lrm]?)")
# The sizes of amsmath for type of ten points.
_SIZES = {"big": "1.2em", "Big": "1.62em", "bigg": "2.05em", "Bigg": "2.47em"}
_CLASSES = {"l": "opening", "r": "closing", "m": "relation"}
_ARROWS = {
    r"\xrightarrow": r"\longrightarrow",
    r"\xleftarrow": r"\longleftarrow",
    r"\xRightarrow": r"\Longrightarrow",
    r"\xLeftarrow": r"\Longleftarrow",
    r"\xleftrightarrow": r"\longleftrightarrow",
    r"\xmapsto": r"\longmapsto",
}
# tex2typst accepts any name of a colour: these names mark a frame or hidden content.
_FRAMES = {r"\boxed": ("pressbox", "#box(stroke: 0.05em, inset: 0.3em)"), r"\phantom": ("presshide", "#hide")}
_OPERATORS = (r"\operatorname", r"\operatorname*")
_COMMA, _SEMICOLON = 'class("normal", ",")', 'class("punctuation", ";")'
_MARK = re.compile(r'(?P<table>mat\(delim: #none, )?op\("press:(?P<number>\d+)"\)')


@cache
def notation(latex: str, has_frames: bool = True) -> str | None:
    """Return the formula, as ``plain`` simplifies it, in Typst math, or ``None`` if it cannot be converted or Typst rejects it.

    Without ``has_frames``, as for MathML, contents of colours, frames and phantoms are set without these.
    """
    conversion = _Conversion(has_frames)
    try:
        math = conversion.insert_pieces(str(tex2typst(conversion.prepare(latex))).strip())
        forbid_forking()
        typst.Compiler(ignore_system_fonts=True).compile(f"$ {math} $".encode(), format="svg")
    except (RuntimeError, ValueError):
        return None
    return math


class _Conversion:
    """The conversion of one formula: marks in the LaTeX stand for pieces of Typst that are inserted afterwards."""

    def __init__(self, has_frames: bool) -> None:
        self.has_frames = has_frames
        self.pieces: list[str] = []

    def prepare(self, latex: str) -> str:
        """Return LaTeX that tex2typst can convert, with marks in place of what is converted here."""
        parts = parts_of(latex)
        visible = [part for part in parts if not (isinstance(part, str) and part.isspace())]
        alone = visible[0] if len(visible) == 1 else None
        if isinstance(alone, Environment) and alone.name == "aligned":
            alone.parts = self._convert(alone.parts)
            return str(alone)
        return latex_of(self._convert(parts))

    def insert_pieces(self, math: str) -> str:
        """Return ``math``, the result of tex2typst, with each mark replaced by its piece."""
        for name, function in _FRAMES.values():
            math = math.replace(f"#text(fill: {name})", function)
        return _MARK.sub(lambda mark: (mark["table"] or "") + self.pieces[int(mark["number"])], math)

    def _mark(self, piece: str) -> list[Part]:
        self.pieces.append(piece)
        return [r"\operatorname", Group([f"press:{len(self.pieces) - 1}"])]

    def _convert(self, parts: Sequence[Part], is_cell: bool = False) -> list[Part]:
        """Return ``parts`` with marks; ``is_cell`` holds for the contents of a matrix, whose rows a semicolon would end in Typst."""
        units: list[list[Part]] = []
        at = 0
        while at < len(parts):
            part = parts[at]
            at += 1
            if part == r"\limits":
                units[-1:] = [self._with_limits(unit) for unit in units[-1:]]
            elif isinstance(part, str):
                unit, at = self._command(part, parts, at, is_cell)
                units += [unit] if str(part).strip() or parts[at : at + 1] != [r"\limits"] else []
            else:
                units.append([self._nested(part, is_cell)])
        return [part for unit in units for part in unit]

    def _with_limits(self, operator: list[Part]) -> list[Part]:
        r"""Return an operator with its limits above and below it; tex2typst does not know ``\limits``."""
        if operator[0] in _OPERATORS:
            return [_OPERATORS[-1], *operator[1:]]
        return self._mark(f"limits({self.insert_pieces(str(tex2typst(latex_of(operator))))})")

    def _nested(self, part: Group | Fence | Environment, is_cell: bool) -> Part:
        if isinstance(part, Environment):
            return self._environment(part)
        if isinstance(part, Fence):
            return Fence(part.left, self._convert(part.parts, is_cell), part.right)
        # A comma in braces, as in 1{,}000, has no space after it.
        return Group(self._mark(_COMMA) if part.parts == [","] else self._convert(part.parts, is_cell))

    def _command(self, part: str, parts: Sequence[Part], at: int, is_cell: bool) -> tuple[list[Part], int]:
        """Return the command or character ``part`` with its arguments, which begin at ``at``, and the index after them."""
        if part in TEXTS:
            text, at = argument(parts, at)
            signs = inner(text) if isinstance(text, Group) else [text]
            return [part, Group([r"\"" if sign == '"' else sign for sign in signs])], at
        if part == ":" and parts[at : at + 1] == ["="]:
            return self._mark("colon.eq"), at + 1
        if (big := _BIG.fullmatch(part)) or part == r"\middle":
            sign, at = argument(parts, at)
            return self._mark(self._sized(big, _SIGNS.get(str(sign), ""))), at
        if part in _ARROWS:
            return self._arrow(part, parts, at)
        if part in _FRAMES or part == r"\textcolor":
            return self._frame(part, parts, at)
        return self._mark(_SEMICOLON) if part == ";" and is_cell else [part], at

    def _arrow(self, command: str, parts: Sequence[Part], at: int) -> tuple[list[Part], int]:
        below, at = option(parts, at)
        above, at = argument(parts, at)
        arrow: list[Part] = [r"\overset", Group(self._convert([above])), Group([_ARROWS[command]])]
        return [r"\underset", Group(self._convert(below)), Group(arrow)] if below else arrow, at

    def _frame(self, command: str, parts: Sequence[Part], at: int) -> tuple[list[Part], int]:
        colour: Part = Group([_FRAMES[command][0]]) if command in _FRAMES else ""
        if not colour:
            colour, at = argument(parts, at)
        found, at = argument(parts, at)
        content = Group(self._convert([found]))
        return [r"\textcolor", colour, content] if self.has_frames else [_unframed(command, content)], at

    def _environment(self, part: Environment) -> Environment:
        table: Table | None = None
        if part.name == "array":
            table = array_table(part.parts)
        elif part.name == "aligned":
            table = nested_rows(part.parts)
        elif part.name == "smallmatrix":
            part.name = "matrix"
        if part.name == "cases":
            # Typst leaves no space between a value and its condition.
            part.parts = [found for each in part.parts for found in ([each, r"\quad "] if each == "&" else [each])]
        if table is None:
            return Environment(part.name, self._convert(part.parts, is_table(part.name)))
        content: list[Part] = self._mark(table.arguments)
        for number, row in enumerate(table.rows):
            content += [r"\\"] if number else []
            for column, cell in enumerate(row):
                content += ["&"] if column else []
                for piece, point in table.pieces(cell, column):
                    content += self._mark("&") if point else self._convert(piece, is_cell=True)
        return Environment("matrix", content)

    def _sized(self, big: re.Match[str] | None, sign: str) -> str:
        if not sign:
            return '""'
        if big is None:
            return f"mid({sign})"
        sized = f"lr(size: #{_SIZES[big['size']]}, {sign})"
        kind = _CLASSES.get(big["place"], "normal" if sign.startswith("bar") and self.has_frames else "")
        return f'class("{kind}", {sized})' if kind else sized


def _unframed(command: str, content: Part) -> Part:
    """Return what stands for a frame that cannot be drawn: its ``content``, but a space for what is not to be seen, and so not to be read."""
    return r"\quad " if command == r"\phantom" else content
