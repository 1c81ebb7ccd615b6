"""What stands in a chapter stands in no other, and the chapter on what came after 2019 stays short."""

from __future__ import annotations

import re
from collections import Counter

import html5lib
import pytest
from small_books import ROOT

from press.core.settings import load_settings

SITE = ROOT / "_build" / "site"
LANGUAGES = load_settings(ROOT).languages
EMBED = re.compile(r"^[:`]{3,}\{(chart|datatable)\}\s*(\S+)", re.MULTILINE)
# The plan of the chapter (docs/editorial/outline.md): what is nearest to hearing comes first.
MOST_WORDS = 1900
SECTIONS = [
    "since-participation",
    "since-estimates",
    "since-channel",
    "since-appeals",
    "since-answered",
    "since-trust",
    "since-research",
    "since-ranks",
    "since-innovation",
    "since-not-measured",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_chart_and_no_table_is_embedded_twice(language: str) -> None:
    chapters = sorted((ROOT / "book" / language).glob("*.md"))
    embedded = Counter(name for chapter in chapters for name in EMBED.findall(chapter.read_text(encoding="utf-8")))
    assert len(embedded) > 10
    assert [name for name, times in embedded.items() if times > 1] == []


def test_what_is_known_since_2019_can_be_read_at_one_sitting() -> None:
    """Headings and paragraphs as they were built, with the words of their numbers and citations."""
    if not SITE.is_dir():
        pytest.skip("no built book: run `make book` first (`make test` does)")
    text = (SITE / "en" / "since-2019.html").read_text(encoding="utf-8")
    article = next(html5lib.parse(text, namespaceHTMLElements=False).iter("article"))
    drawn = {id(part) for shown in (*article.iter("figure"), *article.iter("table")) for part in shown.iter()}
    read = [part for part in article.iter() if part.tag in ("h1", "h2", "h3", "p", "li") and id(part) not in drawn]
    words = " ".join("".join(part.itertext()) for part in read).split()
    assert MOST_WORDS / 2 < len(words) <= MOST_WORDS
    found = [section.get("id") for section in article.iter("section")]
    assert [name for name in found if name in SECTIONS] == SECTIONS
