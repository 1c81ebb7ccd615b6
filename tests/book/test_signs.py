"""The signs of verdicts in the built chapters: what they mean is told below the summary."""

from __future__ import annotations

import pytest
from reading import parsed, with_class, words
from small_books import ROOT

from press.core.settings import load_settings

SITE = ROOT / "_build" / "site"
# The chapters that restate the article and have signs.
CHAPTERS = ("introduction", "literature", "january", "digital-state", "officials-online", "conclusion")
ALL = pytest.mark.parametrize("language", load_settings(ROOT).languages)

pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


@ALL
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_line_below_the_summary_says_what_the_signs_of_a_chapter_mean(language: str, chapter: str) -> None:
    page = parsed(SITE / language / f"{chapter}.html")
    (key,) = with_class(page, "press-verdict-key")
    links = with_class(page, "press-verdict-link")
    used = {words(sign) for link in links for sign in with_class(link, "press-verdict-sign")}
    assert {words(sign) for sign in with_class(key, "press-verdict-sign")} == used
