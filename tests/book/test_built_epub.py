"""Checks on the EPUBs of the book itself, as `press build` left them in _build/site."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from support.epub_files import NEEDS_JAVA, Epub, findings
from support.small_books import ROOT

from press.builders.first_pages import read_opening
from press.checks.languages import alphabet_faults
from press.core.settings import load_settings
from press.edition.chapters import chapter_files

SITE = ROOT / "_build" / "site"
SETTINGS = load_settings(ROOT)
LANGUAGES = SETTINGS.languages
MOST_BYTES = 250_000

pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")
ALL = pytest.mark.parametrize("language", LANGUAGES)


def path_of(language: str) -> Path:
    return SITE / "epub" / f"{SETTINGS.slug}.{language}.epub"


@cache
def epub_of(language: str) -> Epub:
    return Epub(path_of(language))


@NEEDS_JAVA
@ALL
def test_epubcheck_finds_nothing(language: str) -> None:
    assert findings(path_of(language)) == []


@ALL
def test_it_is_small_enough_for_a_weak_line(language: str) -> None:
    assert path_of(language).stat().st_size < MOST_BYTES


# For who is on the site.
LEFT_OUT = {"data.md", "notebooks.md"}


@ALL
def test_all_chapters_are_in_it_and_no_notebook(language: str) -> None:
    names = {name.removesuffix(".xhtml") for name in epub_of(language).spine()} - {"title", "nav"}
    assert names == {name.removesuffix(".md") for name in {*chapter_files(SETTINGS, language)} - LEFT_OUT}


@ALL
def test_every_chart_and_table_of_the_chapters_is_in_it(language: str) -> None:
    for name in {*chapter_files(SETTINGS, language)} - LEFT_OUT:
        text = (ROOT / SETTINGS.book / language / name).read_text(encoding="utf-8")
        page = name.replace(".md", ".xhtml")
        figures = epub_of(language).select(page, "//h:figure[.//h:img[@alt and @aria-details]]")
        assert len(figures) == text.count(":::{chart}"), name
        captioned = epub_of(language).select(page, "//h:table[h:caption]")
        assert len(captioned) >= text.count(":::{datatable}"), name


@ALL
def test_every_picture_has_words_in_the_alphabet_of_the_edition(language: str) -> None:
    for name in epub_of(language).spine():
        for picture in epub_of(language).select(name, "//h:img"):
            assert len(picture.get("alt")) > 20, name
            assert list(alphabet_faults(picture.get("alt"))) == [], name
            assert bool(re.search("[а-яәғқңөұүһі]", picture.get("alt"))) == (language != "en"), name


@ALL
def test_the_title_page_bears_the_lead_and_the_wall_with_its_words(language: str) -> None:
    epub = epub_of(language)
    assert epub.select("title.xhtml", "//h:p[@class='press-lead']/text()") == [read_opening(SETTINGS, language).lead]
    (picture,) = epub.select("title.xhtml", "//*[@role='img']")
    assert "51" in picture.get("aria-label") and len(picture.findall(".//{*}b")) == 51
    sums = epub.select("title.xhtml", "//h:p[@class='sum']/h:b/text()")
    assert list(map(int, sums[:1])) == [51] == [sum(map(int, sums[1:]))]
