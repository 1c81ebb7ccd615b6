"""Bound what one text may ask of the parser of Markdown: what no person writes is not parsed, and told in its place.

Its rules for brackets, references and tables take time that grows with the square of what they look at, not with its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from press.core.text import line_at

# Each is ten times and more what the longest of any book has that press was tried with.
LONGEST_CHAPTER, MOST_MARKS, LONGEST_PARAGRAPH, MOST_COLUMNS, DEEPEST = 400_000, 20_000, 20_000, 200, 40
# A definition of a link, with its label and title, takes no more lines.
_LINES_OF_DEFINITION = 5
# The type of a token that stands for what is not parsed; its content says why.
UNREAD = "unread"
_MARKS = re.compile(r"[\[\]!<>*_$`{}&\\~|\n\r]")
_BEGIN = re.compile(r"\\begin\{(?P<name>[^{}\n]*)\}")
_DIVIDE = "divide it into several"
_CLOSE = "close brackets and backticks that stand open, or divide it by empty lines"

BlockRule = Callable[[StateBlock, int, int, bool], bool]


def too_long_chapter(text: str) -> tuple[int, str] | None:
    """Return the line on which a chapter becomes too long to be read, and what is told of it; nothing of any other."""
    if len(text) > LONGEST_CHAPTER:
        return _too_long(text, LONGEST_CHAPTER, len(text), LONGEST_CHAPTER, "characters")
    marks = [match.start() for match in _MARKS.finditer(text)]
    if len(marks) > MOST_MARKS:
        return _too_long(text, marks[MOST_MARKS], len(marks), MOST_MARKS, "signs of markup and ends of lines")
    return None


def _too_long(text: str, place: int, size: int, most: int, of: str) -> tuple[int, str]:
    message = f"this text has {size} {of}, from this line on more than {most}, and is not read; {_DIVIDE}"
    return line_at(text, place), message


def too_long_paragraph(text: str) -> str:
    """Return what is told of a paragraph or title that is too long to be read; nothing of any other."""
    is_long = len(text) > LONGEST_PARAGRAPH
    return _too_much("this paragraph", len(text), "characters", LONGEST_PARAGRAPH, _CLOSE) if is_long else ""


TOO_DEEP = f"directives with their classes stand within one another, more than {DEEPEST}; close those that stand open"


def limit(parser: MarkdownIt) -> None:
    """Make ``parser`` leave an `UNREAD` token where a paragraph is too long or a table too wide."""
    parser.core.ruler.before("inline", "limits", _paragraphs)
    for name, limited in (("reference", _references), ("table", _tables), ("amsmath", _formulas)):
        rules = parser.block.ruler.get_all_rules()
        if name in rules:
            place = parser.block.ruler.__find__(name)
            rule = parser.block.ruler.__rules__[place]
            parser.block.ruler.at(name, limited(rule.fn), {"alt": rule.alt})


def _too_much(what: str, size: int, of: str, most: int, remedy: str) -> str:
    return f"{what} has {size} {of}, and one of more than {most} is not read; {remedy}"


def _paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and (message := too_long_paragraph(token.content)):
            token.type, token.content, token.children = UNREAD, message, []


def _references(rule: BlockRule) -> BlockRule:
    """Return the rule for ``[name]: address``, which would read all lines as far as an empty one for each of these."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        most, state.lineMax = state.lineMax, min(state.lineMax, start + _LINES_OF_DEFINITION)
        try:
            return rule(state, start, end, silent)
        finally:
            state.lineMax = most

    return limited


def _formulas(rule: BlockRule) -> BlockRule:
    r"""Return the rule for ``\begin{...}``, which would look for its end in all lines for each of these."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        begins = _BEGIN.match(state.src, state.bMarks[start] + state.tShift[start])
        is_closed = begins and state.src.find(f"\\end{{{begins['name']}}}", begins.end()) >= 0
        return bool(is_closed) and rule(state, start, end, silent)

    return limited


def _tables(rule: BlockRule) -> BlockRule:
    """Return the rule for tables, which would fill up each row to the width of the head."""

    def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        columns = state.src.count("|", state.bMarks[start], state.eMarks[start])
        if columns <= MOST_COLUMNS or not rule(state, start, end, True):
            return columns <= MOST_COLUMNS and rule(state, start, end, silent)
        if not silent:
            message = _too_much("this table", columns - 1, "columns", MOST_COLUMNS, _DIVIDE)
            state.tokens.append(Token(UNREAD, "", 0, content=message, map=[start, start + 1]))
            state.line = start + 2
        return True

    return limited
