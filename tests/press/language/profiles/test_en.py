"""English is set as English books are."""

from __future__ import annotations

import pytest

from press.language.typography import typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("4.6 million people on 12 April 2016", "4.6~million people on 12~April 2016"),
        ("see Table 3, p. 5 and pp. 6–7, No. 5", "see Table~3, p.~5 and pp.~6–7, No.~5"),
        ("M. T. Baimakhanov", "M.~T.~Baimakhanov"),
        ("“quoted” – so", "“quoted”~– so"),
    ],
)
def test_english_text_is_printed_by_the_rules_of_english(typed: str, printed: str) -> None:
    assert typeset(typed, "en").replace("\u00a0", "~") == printed
