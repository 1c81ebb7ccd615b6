"""Parse Markdown as MyST does, and note where in its paragraph each piece of text stands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

# The key in the ``meta`` of a token, under which begin and end in the source of its paragraph stand.
SPAN = "span"
# Extensions that decide what is markup; others put signs in the place of those that were typed, or are not MyST's.
_OF_MARKUP = {
    *("amsmath", "attrs_block", "attrs_image", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist"),
    *("strikethrough", "substitution"),
}


def markdown_parser(extensions: Iterable[str]) -> MarkdownIt:
    """Return MyST's parser with those of its ``extensions`` that decide what is markup, whose inline tokens have their `SPAN`."""
    return _parser(frozenset(extensions) & _OF_MARKUP)


@cache
def _parser(extensions: frozenset[str]) -> MarkdownIt:
    parser = create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)
    # What was escaped stays apart from what was not, and each piece where it was typed.
    parser.disable(["text_join", "fragments_join", "wordcount"])
    parser.inline = _PlacingInline(parser.inline)
    return parser


class _PlacingInline(ParserInline):
    """The inline parser of markdown-it, by its rules, which notes the `SPAN` of each token."""

    def __init__(self, inline: ParserInline) -> None:
        self.ruler, self.ruler2 = inline.ruler, inline.ruler2

    def tokenize(self, state: StateInline) -> None:
        """Generate tokens from where the state stands to where it ends."""
        end, rules = state.posMax, self.ruler.getRules("")
        pending = state.pos
        while state.pos < end:
            begin, known = state.pos, len(state.tokens)
            if not state.pending:
                pending = begin
            waited = bool(state.pending)
            if state.level >= state.md.options["maxNesting"] or not any(rule(state, False) for rule in rules):
                state.pending += state.src[begin]
                state.pos = begin + 1
            _place(state.tokens[known:], pending if waited else begin, begin, state.pos)
        if state.pending:
            state.pushPending().meta[SPAN] = (pending, end)


def _place(tokens: list[Token], pending: int, begin: int, end: int) -> None:
    """Note the span of ``tokens`` that one rule made of the text from ``begin`` to ``end``; text that had waited came before."""
    if pending < begin and tokens and tokens[0].type == "text" and SPAN not in tokens[0].meta:
        tokens.pop(0).meta[SPAN] = (pending, begin)
    place = begin
    for token in tokens:
        if SPAN in token.meta:
            continue
        # Signs that may become emphasis are a token each.
        is_sign = token.type == "text" and len(tokens) > 1
        token.meta[SPAN] = (place, place + len(token.content)) if is_sign else (begin, end)
        place += len(token.content) if is_sign else 0
