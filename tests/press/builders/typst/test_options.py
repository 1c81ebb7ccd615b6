"""A value that Typst would refuse is told before anything is printed."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]

from press.core.errors import PressError


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("typst_paper", "a44", "typst_paper: 'a44' is no paper that Typst knows"),
        ("typst_accent", "blue", "typst_accent: 'blue' is no colour"),
        ("typst_fonts", {"body": ["Noto Serif"]}, "typst_fonts: 'body' is no kind of typeface"),
        ("typst_font_paths", ["nowhere"], "the font folder .* does not exist"),
    ],
)
def test_an_option_that_cannot_be_used_is_told_before_anything_is_printed(
    printed: Printer, option: str, value: object, expected: str
) -> None:
    with pytest.raises(PressError, match=expected) as caught:
        printed({"index.md": "# T"}, **{option: value})
    assert caught.value.remedy
