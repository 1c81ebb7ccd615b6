"""Checks on the finished book itself, as `press build` left it in _build/site."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support.built_pages import parsed_at_once, visible
from support.built_pages import words as text_of
from support.small_books import ROOT

from press.core.resources import press_path
from press.core.settings import load_settings
from press.language.catalogues import catalogue_words
from press.language.profile import LOCALE_DIR

SITE = ROOT / "_build" / "site"
SETTINGS = load_settings(ROOT)
LANGUAGES = SETTINGS.languages

pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


def pages(language: str = "") -> list[Path]:
    return sorted((SITE / language).rglob("*.html"))


@cache
def parsed(path: Path):
    return parsed_at_once(path)


def elements(path: Path, *tags: str) -> Iterator:
    return (element for tag in tags for element in parsed(path).iter(tag))


@pytest.mark.parametrize(
    ("chapter", "chart", "cited", "other"),
    [
        ("digital-state", "innovation-activity", "Bureau of national statistics, 2021", "kursiv.media"),
        ("since-2019", "estimates", "Kaufmann et al., 2010", "United Nations"),
    ],
)
def test_a_chart_cites_the_works_of_the_figures_that_it_draws_and_no_others(
    chapter: str, chart: str, cited: str, other: str
) -> None:
    page = parsed(SITE / "en" / f"{chapter}.html")
    (words,) = (text_of(part) for part in page.iter("figure") if (part.get("id") or "").endswith(chart))
    assert cited in words and other not in words


def test_every_edition_has_the_same_pages() -> None:
    names = [{path.relative_to(SITE / language) for path in pages(language)} for language in LANGUAGES]
    assert names[0] == names[1] == names[2]
    assert Path("january.html") in names[0]
    assert Path("notebooks/survey.html") in names[0]


def test_contents_list_twenty_pages_and_the_notebooks_once_one_is_open() -> None:
    for name, listed in {"index": 20, "notebooks": 28, "notebooks/survey": 28}.items():
        chapters = next(nav for nav in elements(SITE / "en" / f"{name}.html", "nav") if nav.get("class") == "chapters")
        assert len([link for link in chapters.iter("a") if not link.get("href").partition("#")[2]]) == listed, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_says_its_language(language: str) -> None:
    assert {parsed(path).get("lang") for path in pages(language)} == {language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_has_one_main_heading(language: str) -> None:
    for path in pages(language):
        (main,) = elements(path, "main")
        assert len(list(main.iter("h1"))) == 1, path


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_interface_word_is_left_in_english(language: str) -> None:
    english = interface_words(language)
    assert {"Search", "About this page", "Source"} <= english
    left = {
        (path.name, text)
        for path in pages(language)
        for text in visible(path, code=False)
        if text.strip(" :\n") in english
    }
    assert left == set()


def interface_words(language: str) -> set[str]:
    """Every English message that our catalogues have another word for."""
    catalogues = [
        catalogue_words(path)
        for locale in (LOCALE_DIR, press_path("audit/locale"))
        for path in (locale / language / "LC_MESSAGES").glob("*.po")
    ]
    messages = {english: word for catalogue in catalogues for english, word in catalogue.items()}
    return {english for english, word in messages.items() if word != english}
