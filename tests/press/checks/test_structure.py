"""Reading chapters: blocks, what they hold, and what would be misread."""

import pytest

from press.checks.myst.chapter import read_blocks
from press.checks.structure import structure_faults

EXTENSIONS = ("colon_fence", "attrs_inline")


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "does not begin with a title"),
        ("## Two\n", 1, "does not begin with a title"),
        ("# T\n\n:::{note}\nText.\n", 3, "opened here is not closed"),
        ("# T\n\n```python\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n~~~\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n- item\n\n  ```\n  x = 1\n", 5, "opened here is not closed"),
        ("# T\n\n::{chart} rain/days\n", 3, "is no directive"),
        ("# T\n\n:::{chart rain/days\n:::\n", 3, "is no directive"),
        ("# T\n\nText[^a].\n", 3, "has no text"),
        ("# T\n\nText[^a].\n\n[^a]: Note.\n\n[^b]: Lost.\n", 7, "nothing refers to the footnote [^b]"),
        ("# T\n\n[^a]: Lost `[^a]`.\n", 3, "nothing refers to the footnote [^a]"),
    ],
)
def test_what_would_be_misread_is_told_with_its_line(text: str, line: int, fault: str) -> None:
    ((found, message),) = structure_faults(read_blocks(text, EXTENSIONS))
    assert (found, fault in message) == (line, True)


def test_a_well_formed_chapter_has_no_faults() -> None:
    text = "(t)=\n# T\n\n:::{note}\nText[^a].\n:::\n\n```{codebook} rain\n```\n\n[^a]: Note[^b].\n\n[^b]: Note.\n"
    assert list(structure_faults(read_blocks(text, EXTENSIONS))) == []
