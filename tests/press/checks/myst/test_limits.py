"""What no person writes is told in its place and not parsed, so that no chapter takes longer than it is long."""

from __future__ import annotations

import pytest

from press.checks.myst.block import UNREAD
from press.checks.myst.chapter import read_blocks
from press.checks.structure import structure_faults

EXTENSIONS = ("amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "substitution")


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("# T\n\nFirst.\n\n" + "[" * 30_000, 5, "has 30004 signs of markup and ends of lines"),
        ("# T\n\nFirst.\n\n" + "a " * 15_000, 5, "this paragraph has 29999 characters"),
        ("# T\n\n> - quoted " + "a " * 15_000, 3, "this paragraph has"),
        ("# T\n\n:::{note} " + "a" * 30_000 + "\nText.\n:::", 3, "this paragraph has 30000 characters"),
        ("# T\n\n" + ":::{note}\n" * 300, 44, "stand within one another, more than 40"),
        ("# T\n\n" + "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "b\n" * 300, 3, "this table has 300 columns"),
        ("# T\n\n" + "Words of a chapter.\n\n" * 25_000, 3 + 2 * 19_047, "this text has 525005 characters"),
    ],
    ids=["marks", "paragraph", "quoted", "title", "depth", "columns", "chapter"],
)
def test_what_no_person_writes_is_told_with_its_line(text: str, line: int, told: str) -> None:
    faults = structure_faults(read_blocks(text, EXTENSIONS))
    assert [words for place, words in faults if place == line and told in words], faults[:3]


def test_a_long_chapter_with_long_paragraphs_tables_and_code_is_read() -> None:
    paragraph = "Some words of {number}`claims/rain` and [a link](https://example.org). " * 60
    table = "|a|b|\n|-|-|\n" + "|word|word|\n" * 500
    code = "```python\n" + "x = 1\n" * 1000 + "```"
    links = "".join(f"[name{number}]: https://example.org/{number}\n" for number in range(500))
    text = f"# T\n\n{paragraph}\n\n{table}\n\n{code}\n\n[name499]\n\n{links}"
    blocks = read_blocks(text, EXTENSIONS)
    assert UNREAD not in {block.kind for block in blocks}
    assert [piece for text in blocks[-1].texts for piece in text.pieces if piece.target == "https://example.org/499"]
