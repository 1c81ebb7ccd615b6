"""The reader of chapters, and what looks for slips in them, take whatever a file may hold, and know the lines of it."""

from __future__ import annotations

from itertools import pairwise

from damaged import damaged
from hypothesis import given
from hypothesis import strategies as st
from small_books import BOOKS

from press.checks.alphabets import alphabet_faults, scripts_beside_latin
from press.checks.myst.chapter import read_blocks
from press.checks.myst.quotations import quotations
from press.checks.slips import slips_in
from press.checks.structure import structure_faults
from press.core.text import lines_of

EXTENSIONS = ("amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "substitution")
MARKS = ("`", "``", "*", "**", "_", "[", "]", "(", ")", "](", "![", "{number}`", "{ref}`", "$", "$$", "|", "\\", "<", ">", "<b", "&", "&#", ":", "\n", "\r", "\n\n", "\n# ", "\n> ", "\n- ", "\n:::", "\n```{note}\n", "\n|-|-|\n", "\n(x)=\n", "[^1]", "{{", "}}", "а", "слово ", "word ", "«", "»", "“", "”", "„", "1")  # fmt: skip
MARKUP = st.lists(st.sampled_from(MARKS), max_size=40).map("".join)


@given(MARKUP)
def test_marks_in_any_order_are_read_with_their_lines(text: str) -> None:
    blocks = read_blocks(text, EXTENSIONS)
    last = len(lines_of(text))
    assert all(1 <= block.line <= last for block in blocks)
    for words in (words for block in blocks for words in block.texts):
        # What is blanked leaves every other word where it was typed.
        assert len(words.words) == len(words.source)
        assert all(shown in (" ", "0", typed) for shown, typed in zip(words.words, words.source, strict=True))
    assert all(1 <= slip.line <= last for slip in slips_in(blocks))
    assert all(1 <= line <= last for line, _ in structure_faults(blocks))


@given(st.text(st.sampled_from("«»„“”‘’'\"aб ."), max_size=60))
def test_quotations_begin_and_end_with_marks_and_stand_in_one_another(text: str) -> None:
    spans = list(quotations(text))
    assert all(text[begin] in '«„“‘"‹' and text[end - 1] in '»“”’"›' for begin, end in spans)
    assert not [(one, two) for one in spans for two in spans if one[0] < two[0] < one[1] < two[1]]


@given(st.text(st.sampled_from("аbсdеғқ -'’.,1"), max_size=40))
def test_a_word_of_two_alphabets_is_told_and_no_other(line: str) -> None:
    told = " ".join(alphabet_faults(line, scripts_beside_latin()))
    latin, cyrillic = set("bd"), set("аcеғқс")
    beside = any({one, two} & latin and {one, two} & cyrillic for one, two in pairwise(line))
    assert ("mixes Latin" in told) == beside


CHAPTER = BOOKS / "orchard" / "book" / "en" / "accounts.md"


@given(damaged(CHAPTER.read_bytes()))
def test_a_damaged_chapter_is_read_or_told(content: bytes) -> None:
    text = content.decode("utf-8", errors="replace")
    blocks = read_blocks(text, EXTENSIONS)
    assert all(slip.line >= 1 for slip in slips_in(blocks))
    structure_faults(blocks)
