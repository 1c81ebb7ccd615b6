"""Find slips of Markdown in chapters and notebooks, which would be published as typed: open code, roles and bold words, links, cells too many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.checks.directive_bodies import body
from press.checks.mentions import chapters
from press.checks.prose import blocks
from press.core.caches import stamped
from press.core.settings import CONFIG, Settings, load_yaml
from press.notebooks.notebook import read_notebook

# Extensions that decide what is markup; others put signs in the place of those that were typed, or are not MyST's.
_OF_MARKUP = {
    *("amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"),
    *("strikethrough", "substitution", "tasklist"),
}
_NESTED = re.compile(r"^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*")
_STARS = re.compile(r"(?<!\*)\*{2,}(?!\*)")
_OPEN_ROLE = re.compile(r"\{(?P<name>[\w:.+-]+)\}$")
# A role within a role or code: what was to close before it was closed by its first backtick.
_SWALLOWED = re.compile(r"\s.*?\{[\w:.+-]+\}$", re.DOTALL)
# What Jupyter Book has MyST read where the settings name nothing else.
_EXTENSIONS = ("colon_fence", "dollarmath", "substitution", "tasklist")


@dataclass(frozen=True)
class Slip:
    """A slip at ``line`` (from 1); with a backtick open, the rest of its paragraph cannot be read aright."""

    line: int
    fault: str
    spoils: bool = False


class _Piece(NamedTuple):
    """A token of a paragraph with the place in the paragraph's source where it begins and ends."""

    token: Token
    begin: int
    end: int


def slips_in(text: str, extensions: Sequence[str]) -> tuple[Slip, ...]:
    """Return the slips in the Markdown ``text``, read by MyST with its ``extensions``, from the first to the last."""
    return _slips(text, tuple(sorted(_OF_MARKUP & set(extensions))))


@stamped
def _slips(text: str, extensions: tuple[str, ...]) -> tuple[Slip, ...]:
    return tuple(sorted(_found(text, extensions), key=lambda slip: slip.line))


@cache
def _parser(extensions: tuple[str, ...]) -> MarkdownIt:
    parser = create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)
    # What was escaped stays apart from what was not.
    return parser.disable("text_join")


def _found(text: str, extensions: tuple[str, ...]) -> Iterator[Slip]:
    columns, lines = 0, text.split("\n")
    for token in _parser(extensions).parse(text):
        first = token.map[0] if token.map else 0
        if token.type == "inline":
            yield from _inline_slips(token, first + 1)
        elif token.type in ("fence", "colon_fence"):
            inner = _found(body(token.info, token.content, token.type == "colon_fence"), extensions)
            yield from (Slip(first + 1 + slip.line, slip.fault, slip.spoils) for slip in inner)
        elif token.type == "thead_open":
            columns = len(_cells(lines[first]))
        elif token.type == "tr_open":
            yield from _row_slips(_cells(lines[first]), columns, first + 1)


def _cells(line: str) -> list[str]:
    """Return the cells of a row as markdown-it divides them; it publishes no more of them than the head has."""
    cells = escapedSplit(_NESTED.sub("", line).strip())
    return cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]


def _row_slips(cells: list[str], columns: int, line: int) -> Iterator[Slip]:
    if any(cell.strip() for cell in cells[columns:]):
        told = f"the row has {len(cells)} cells, the head of its table {columns}, so that '{cells[columns].strip()}' is lost"
        yield Slip(line, f"{told}; remove a cell, add a column, or write \\| for a line within a cell")


def _inline_slips(inline: Token, line: int) -> Iterator[Slip]:
    """Yield the slips of a paragraph, heading or cell that begins at ``line``, each once a line."""
    source, pieces = inline.content, list(_pieces(inline))
    # The backticks after one that swallowed another pair wrongly.
    swallowed = next((piece for piece in pieces if _swallows(piece, source)), None)
    found = [(swallowed.begin, _open_backtick(_role_of(swallowed.token)), True)] if swallowed else []
    for piece in pieces:
        if piece.token.type == "text":
            told = _text_slips(source, piece)
            found += [slip for slip in told if not (swallowed and slip[2])]
    slips_found = (Slip(line + source.count("\n", 0, place), fault, spoils) for place, fault, spoils in found)
    yield from dict.fromkeys(slips_found)


def _text_slips(source: str, piece: _Piece) -> Iterator[tuple[int, str, bool]]:
    """Yield place, words and whether it is a backtick, of each sign of markup that was left as text."""
    text = source[piece.begin : piece.end]
    for match in re.finditer("`+", text):
        opened = _OPEN_ROLE.search(text[: match.start()])
        yield piece.begin + match.start(), _open_backtick(opened["name"] if opened else ""), True
    for match in _STARS.finditer(text):
        if _would_be_bold(source, piece.begin + match.start(), piece.begin + match.end()):
            yield piece.begin + match.start(), _OPEN_STARS, False
    for match in re.finditer(r"\]\(", text):
        yield piece.begin + match.start(), _OPEN_LINK, False


_OPEN_STARS = (
    "two stars ** are not paired; put ** right before and right behind the bold words, or write \\*\\* to show stars"
)
_OPEN_LINK = "a link is not closed, or its address holds a space; write [words](address)"


def _open_backtick(role: str) -> str:
    what = f"the backtick after {{{role}}}" if role else "a backtick"
    return f"{what} is not closed; put another ` behind the text, or write \\` to show one"


def _pieces(inline: Token) -> Iterator[_Piece]:
    """Yield the tokens of a paragraph in order, each where its text stands in the paragraph's source."""
    place, is_address = 0, False
    for token in inline.children or []:
        words = [
            re.escape(word) for word in re.split(r"\s", token.markup if token.type == "text_special" else token.content)
        ]
        found = re.compile(r"\s".join(words)).search(inline.content, place) if any(words) else None
        if found:
            place = found.end()
            # The text of <https://...> is no prose.
            yield from [] if is_address else [_Piece(token, *found.span())]
        is_address = token.type == "link_open" and token.info == "auto"


def _swallows(piece: _Piece, source: str) -> bool:
    """Tell whether a role or code reaches to the backtick that opens the next role."""
    if piece.token.type not in ("myst_role", "code_inline") or not _SWALLOWED.search(piece.token.content):
        return False
    return bool(re.match(r"`+\w", source[piece.end :]))


def _role_of(token: Token) -> str:
    return str(token.meta["name"]) if token.type == "myst_role" else ""


def _would_be_bold(source: str, begin: int, end: int) -> bool:
    """Tell whether stars stand right at a word: ``2 ** 3`` and ``2**3`` are no bold words."""
    before, after = source[begin - 1 : begin].strip(), source[end : end + 1].strip()
    return bool(before or after) and not (before.isalnum() and after.isalnum())


@check("slips", CHAPTERS, Stage.MARKUP)
def slips(material: Material) -> Iterator[Fault]:
    """Slips of Markdown, in notebooks as well: a backtick or `**` without its counterpart, a broken link, a row with more cells than the head of its table."""
    extensions = _extensions(material.settings)
    for _, path, text in chapters(material.settings):
        for slip in slips_in(text, extensions):
            spoiled = {f"{path}:{line}" for line in _block_around(text, slip.line)} if slip.spoils else set()
            yield replace(fault_at(path, slip.line, slip.fault), spoils=frozenset(spoiled))
    yield from _notebook_faults(material.settings, extensions)


def _extensions(settings: Settings) -> Sequence[str]:
    parse = load_yaml(settings.root / CONFIG).get("parse")
    named = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return [str(name) for name in named] if isinstance(named, list) else _EXTENSIONS


def _block_around(text: str, line: int) -> range:
    ranges = (range(block.line, block.line + block.text.count("\n") + 1) for block in blocks(text))
    return next((lines for lines in ranges if line in lines), range(line, line + 1))


def _notebook_faults(settings: Settings, extensions: Sequence[str]) -> Iterator[Fault]:
    for path in settings.notebooks:
        for cell in read_notebook(path).cells:
            text = str(cell.source) if cell.cell_type == "markdown" else ""
            for slip in slips_in(text, extensions):
                typed = text.split("\n")[slip.line - 1].strip()
                yield Fault(f"{path.relative_to(settings.root)}: in the text '{typed}': {slip.fault}")
