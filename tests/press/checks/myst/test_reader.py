"""Blocks of a chapter: what each is, and on which lines it stands."""

from __future__ import annotations

import pytest

from press.checks.marks import comparable_blocks
from press.checks.myst.block import ROW, Block
from press.checks.myst.chapter import read_blocks

EXTENSIONS = ("colon_fence", "attrs_inline")


def blocks(text: str) -> list[Block]:
    return comparable_blocks(read_blocks(text, EXTENSIONS))


def test_a_directive_and_each_paragraph_in_it_are_blocks_with_their_own_lines() -> None:
    text = "# Title\n\n:::{chart} rain/days\n:name: fig-rain\n\nCaption.\n:::\n\nAfter."
    assert [block.line for block in blocks(text)] == [1, 3, 6, 9]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_alike_whatever_they_end_with(end: str) -> None:
    text = "# T\n\n|a|b|\n|-|-|\n|1|2|\n\n```\nx\n```\n\nEnd."
    found = [(block.kind, block.line, block.source) for block in read_blocks(text.replace("\n", end), EXTENSIONS)]
    assert [line for _, line, _ in found] == [1, 3, 3, 3, 5, 5, 5, 7, 11]
    assert [source for kind, _, source in found if kind == ROW] == ["|1|2|"]
