r"""Find slips of Markdown in chapters and notebooks, which would be published as typed: open code, roles and bold words, links, cells too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markdown_it.rules_block.table import escapedSplit

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.checks.myst.block import CELL, HEAD, HEADING, PARAGRAPH, ROW, Block
from press.checks.myst.chapter import extensions_of, read_blocks
from press.checks.myst.inline import Piece, Text
from press.core.caches import cached_by_state
from press.core.settings import Settings
from press.core.text import line_at, lines_of
from press.notebooks.notebook import shown_line, text_cells

_NESTED = re.compile(r"^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*")
_STARS = re.compile(r"(?<!\*)\*{2,}(?!\*)")
_OPEN_BACKTICKS = re.compile(r"(?:\{(?P<name>[\w:.+-]++)\})?+(?P<ticks>`++)")
# A role within a role or code: what was to close before it was closed by its first backtick.
# Signs that turn the direction of what follows: words would be shown otherwise than they are typed.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SWALLOWED = re.compile(r"\s.*?\{[\w:.+-]+\}$", re.DOTALL)


@dataclass(frozen=True)
class Slip:
    """A slip at ``line``; with a backtick open, the lines ``spoils`` cannot be read aright."""

    line: int
    fault: str
    spoils: range = range(0)


@cached_by_state
def slips_in(blocks: tuple[Block, ...]) -> tuple[Slip, ...]:
    """Return the slips in the blocks of a chapter or notebook, from the first to the last."""
    return tuple(sorted(_find(blocks), key=lambda slip: slip.line))


def turns_in(text: str) -> Iterator[Slip]:
    """Yield the lines of a chapter or cell with a sign that turns the direction of writing."""
    for match in _DIRECTIONS.finditer(text):
        message = f"a sign that turns the direction of writing (U+{ord(match[0]):04X}) stands here, which nobody sees; remove it"
        yield Slip(line_at(text, match.start()), f"{message}: browsers know which letters run from right to left")


def _find(blocks: tuple[Block, ...]) -> Iterator[Slip]:
    columns = 0
    for block in blocks:
        if block.kind in (HEAD, ROW):
            cells = _cells(block.source)
            columns = len(cells) if block.kind == HEAD else columns
            yield from _row_slips(cells, columns, block.line)
        elif block.kind in (PARAGRAPH, HEADING, CELL):
            for text in block.texts:
                yield from _text_slips(text, range(block.line, block.end + 1))


def _cells(line: str) -> list[str]:
    """Return the cells of a row as markdown-it divides them; it publishes no more of them than the head has."""
    cells = escapedSplit(_NESTED.sub("", line).strip())
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]


def _row_slips(cells: list[str], columns: int, line: int) -> Iterator[Slip]:
    if any(cell.strip() for cell in cells[columns:]):
        message = f"the row has {len(cells)} cells, the head of its table {columns}, so that '{cells[columns].strip()}' is lost"
        yield Slip(line, f"{message}; remove a cell, add a column, or write \\| for a line within a cell")


def _text_slips(text: Text, lines: range) -> Iterator[Slip]:
    """Yield the slips of a paragraph, heading or cell, each once a line."""
    # The backticks after one that swallowed another pair wrongly.
    swallowed = next((piece for piece in text.pieces if _swallows(piece, text.source)), None)
    found = [] if swallowed else list(_open_backticks(text))
    if swallowed:
        found.append((swallowed.begin, _open_backtick(swallowed.name)))
    slips_found = [Slip(text.line_at(place), fault, lines) for place, fault in found]
    slips_found += [Slip(text.line_at(place), fault) for place, fault in _open_stars_and_links(text)]
    yield from dict.fromkeys(slips_found)


def _left(text: Text) -> str:
    """Return the source with all blanked that became markup, so that a sign of markup that is left was not understood."""
    left = ["\n" if sign == "\n" else "\0" for sign in text.source]
    for piece in text.pieces:
        if piece.kind == "text" and piece.content:
            left[piece.begin : piece.end] = text.source[piece.begin : piece.end]
    return "".join(left)


def _open_backticks(text: Text) -> Iterator[tuple[int, str]]:
    for match in _OPEN_BACKTICKS.finditer(_left(text)):
        yield match.start("ticks"), _open_backtick(match["name"] or "")


def _open_stars_and_links(text: Text) -> Iterator[tuple[int, str]]:
    left = _left(text)
    for match in _STARS.finditer(left):
        if _would_be_bold(text.source, *match.span()):
            yield match.start(), _OPEN_STARS
    for match in re.finditer(r"\]\(", left):
        yield match.start(), _OPEN_LINK


_OPEN_STARS = (
    "two stars ** are not paired; put ** right before and right behind the bold words, or write \\*\\* to show stars"
)
_OPEN_LINK = "a link is not closed, or its address holds a space; write [words](address)"


def _open_backtick(role: str) -> str:
    what = f"the backtick after {{{role}}}" if role else "a backtick"
    return f"{what} is not closed; put another ` behind the text, or write \\` to show one"


def _swallows(piece: Piece, source: str) -> bool:
    """Return whether a role or code reaches to the backtick that opens the next role."""
    if piece.kind not in ("myst_role", "code_inline") or not _SWALLOWED.search(piece.content):
        return False
    return bool(re.match(r"`\w", source[piece.end - 1 :]))


def _would_be_bold(source: str, begin: int, end: int) -> bool:
    """Return whether stars stand right at a word: ``2 ** 3`` and ``2**3`` are no bold words."""
    before, after = source[begin - 1 : begin].strip(), source[end : end + 1].strip()
    return bool(before or after) and not (before.isalnum() and after.isalnum())


@check("slips", CHAPTERS, Stage.MARKUP)
def slips(material: Material) -> Iterator[Fault]:
    r"""Find slips of Markdown, in notebooks as well: a backtick or `**` without its counterpart, a broken link, a row with more cells than the head of its table, a sign that turns the direction of writing. A sign that is meant as it stands is written with a backslash (`\*\*`)."""
    for chapter in material.chapters:
        for slip in (*slips_in(chapter.blocks), *turns_in(chapter.source)):
            spoiled = frozenset(f"{chapter.path}:{line}" for line in slip.spoils)
            yield replace(fault_at(chapter.path, slip.line, slip.fault), spoils=spoiled)
    yield from _notebook_faults(material.settings)


def _notebook_faults(settings: Settings) -> Iterator[Fault]:
    extensions = extensions_of(settings)
    for path in settings.notebooks:
        for _, text in text_cells(path):
            for slip in (*slips_in(read_blocks(text, extensions)), *turns_in(text)):
                typed = shown_line(lines_of(text), slip.line)
                yield Fault(f"{path.relative_to(settings.root)}: in the text '{typed}': {slip.fault}")
