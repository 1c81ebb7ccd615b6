"""A value that Typst would refuse is told before anything is printed."""

from __future__ import annotations

import re

import pytest
from printing import Printer  # type: ignore[import-not-found]

from press.builders.typst.options import OptionError, measures, size
from press.builders.typst.source import TEMPLATE
from press.core.errors import PressError


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("typst_paper", "a44", "typst_paper: 'a44' is no paper that Typst knows"),
        ("typst_accent", "blue", "typst_accent: 'blue' is no colour"),
        ("typst_fonts", {"body": ["Noto Serif"]}, "typst_fonts: 'body' is no kind of typeface"),
        ("typst_fonts", {"serif": "Noto Serif"}, "typst_fonts: the families for 'serif' are no list"),
        ("typst_lists", ["listings"], "typst_lists: 'listings' is no list"),
        ("typst_lists", [("figures", "Charts", "x")], "typst_lists: .* is neither a text nor a pair"),
        ("typst_imprint", [["Licence"]], "typst_imprint: .* is neither a text nor a pair"),
        ("typst_standards", ["iso"], "typst_standards: unknown pdf standard: iso"),
        # Numbers, as YAML reads them where quotation marks are missing.
        ("typst_standards", [1.7], "typst_standards: 1.7 is no text"),
        ("typst_imprint", [2023], "typst_imprint: 2023 is no text"),
        ("typst_imprint", [["Year", 2023]], "typst_imprint: 2023 is no text"),
        ("typst_lists", [3], "typst_lists: 3 is no text"),
        ("typst_lists", [["figures", 3]], "typst_lists: 3 is no text"),
        ("typst_fonts", {"serif": 3}, "typst_fonts: the families for 'serif' are no list"),
        ("typst_fonts", {"serif": [3]}, "typst_fonts: 3 is no text"),
        ("typst_font_paths", ["nowhere"], "the font folder .* does not exist"),
    ],
)
def test_an_option_that_cannot_be_used_is_told_before_anything_is_printed(
    printed: Printer, option: str, value: object, expected: str
) -> None:
    with pytest.raises(PressError, match=expected) as caught:
        printed({"index.md": "# T"}, **{option: value})
    assert caught.value.remedy


# ISO 216, ISO 216 and ANSI Y14.1.
@pytest.mark.parametrize(
    ("paper", "expected"), [("a4", (210, 297)), ("iso-b5", (176, 250)), ("us-letter", (215.9, 279.4))]
)
def test_papers_have_the_size_of_their_standard(paper: str, expected: tuple[float, float]) -> None:
    assert size(paper) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_line_is_as_long_as_the_template_sets_it(paper: str) -> None:
    template = TEMPLATE.read_text(encoding="utf-8")
    margin, turned = (
        float(re.findall(rf"#let {name} = (\d+)mm", template)[0]) for name in ("side-margin", "turned-margin")
    )
    width, height = size(paper)

    assert measures(paper) == pytest.approx((width - 2 * margin, height - 2 * turned))


def test_a_name_of_a_paper_is_no_markup() -> None:
    with pytest.raises(OptionError):
        size('a4") #panic("')


@pytest.mark.parametrize("colour", ["#fff", "#FFFF", "00598f", "#00598fcc"])
def test_colours_may_be_short_long_and_clear(printed: Printer, colour: str) -> None:
    assert printed({"index.md": "# T"}, typst_accent=colour).warnings == ""
