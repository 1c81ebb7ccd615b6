"""Convert simplified LaTeX to Typst math with tex2typst; what that does not know is inserted into its result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import typst
from tex2typst import tex2typst

from press.builders.formulas.arrays import Table, array_table, is_table, nested_rows
from press.builders.formulas.tree import TEXTS, Environment, Fence, Group, Part, argument, option, parts_of, written
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
_SEMICOLON = 'class("punctuation", ";")'
_MARK = re.compile(r'(?P<table>mat\(delim: #none, )?op\("press:(?P<number>\d+)"\)')


@cache
def notation(latex: str, has_frames: bool = True) -> str | None:
    """Return the formula, as ``plain`` simplifies it, in Typst math, or ``None`` if it cannot be converted or Typst rejects it.

    Without ``has_frames``, as for MathML, contents of colours, frames and phantoms are set without these.
    """
    found = _Turning(has_frames)
    try:
        turned = found.finished(str(tex2typst(found.prepared(latex))).strip())
        forbid_forking()
        typst.Compiler(ignore_system_fonts=True).compile(f"$ {turned} $".encode(), format="svg")
    except (RuntimeError, ValueError):
        return None
    return turned


class _Turning:
    """The conversion of one formula: marks in the LaTeX stand for pieces of Typst that are inserted afterwards."""

    def __init__(self, has_frames: bool) -> None:
        self.has_frames = has_frames
        self.pieces: list[str] = []

    def prepared(self, latex: str) -> str:
        """Return LaTeX that tex2typst can convert, with marks in place of what is converted here."""
        parts = parts_of(latex)
        written_parts = [part for part in parts if not (isinstance(part, str) and part.isspace())]
        alone = written_parts[0] if len(written_parts) == 1 else None
        if isinstance(alone, Environment) and alone.name == "aligned":
            alone.parts = self._turned(alone.parts)
            return str(alone)
        return written(self._turned(parts))

    def finished(self, turned: str) -> str:
        """Return ``turned``, the result of tex2typst, with each mark replaced by its piece."""
        for name, instead in _FRAMES.values():
            turned = turned.replace(f"#text(fill: {name})", instead)
        return _MARK.sub(lambda found: (found["table"] or "") + self.pieces[int(found["number"])], turned)

    def _mark(self, piece: str) -> list[Part]:
        self.pieces.append(piece)
        return [r"\operatorname", Group([f"press:{len(self.pieces) - 1}"])]

    def _turned(self, parts: Sequence[Part], is_cell: bool = False) -> list[Part]:
        return list(self._each(parts, is_cell))

    def _each(self, parts: Sequence[Part], is_cell: bool) -> Iterator[Part]:
        at = 0
        while at < len(parts):
            part = parts[at]
            at += 1
            if isinstance(part, Group):
                yield Group(self._turned(part.parts, is_cell))
            elif isinstance(part, Fence):
                yield Fence(part.left, self._turned(part.parts, is_cell), part.right)
            elif isinstance(part, Environment):
                yield self._environment(part)
            elif part in TEXTS:
                found, at = argument(parts, at)
                yield from (part, found)
            elif part == ";" and is_cell:
                yield from self._mark(_SEMICOLON)
            elif (big := _BIG.fullmatch(part)) or part == r"\middle":
                sign, at = argument(parts, at)
                yield from self._mark(self._sized(big, _SIGNS.get(str(sign), "")))
            elif part == ":" and parts[at : at + 1] == ["="]:
                at += 1
                yield from self._mark("colon.eq")
            elif part in _ARROWS:
                below, at = option(parts, at)
                above, at = argument(parts, at)
                arrow: list[Part] = [r"\overset", Group(self._turned([above])), Group([_ARROWS[part]])]
                around: list[Part] = [r"\underset", Group(self._turned(below or [])), Group(arrow)]
                yield from around if below else arrow
            elif part in _FRAMES or part == r"\textcolor":
                colour, at = argument(parts, at) if part == r"\textcolor" else (Group([_FRAMES[part][0]]), at)
                found, at = argument(parts, at)
                content = Group(self._turned([found]))
                yield from [r"\textcolor", colour, content] if self.has_frames else [_unframed(part, content)]
            else:
                yield part

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
            return Environment(part.name, self._turned(part.parts, is_table(part.name)))
        content: list[Part] = self._mark(table.arguments)
        for number, row in enumerate(table.rows):
            content += [r"\\"] if number else []
            for column, cell in enumerate(row):
                content += ["&"] if column else []
                for piece, point in table.pieces(cell, column):
                    content += self._mark("&") if point else self._turned(piece, is_cell=True)
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
