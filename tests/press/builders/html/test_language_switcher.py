"""The way from a page to the same page in another language, or to its contents where that has no such page."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from press.builders.html.language_switcher import has_page, siblings
from press.core.settings import Edition, Settings

EDITIONS = (Edition("en", "English", "Rain"), Edition("kk", "Қазақша", "Жаңбыр"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("en/rain.md", "kk/rain.ipynb", "en/more/snow.md", "kk/more/snow.rst", "en/only.md"):
        path = tmp_path / "book" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return Settings(tmp_path, EDITIONS, "rain")


def test_a_chapter_is_there_where_it_has_a_file_in_any_of_the_formats_of_documents(settings: Settings) -> None:
    assert has_page(settings, "kk", "book/en/rain") and has_page(settings, "kk", "book/en/more/snow")
    assert not has_page(settings, "kk", "book/en/only")


def test_what_is_no_chapter_of_an_edition_is_there_in_every_language(settings: Settings) -> None:
    assert all(has_page(settings, "kk", name) for name in ("book/notebooks/rain", "genindex", "about"))


def test_siblings_lead_out_of_the_folder_of_the_edition_from_any_depth(settings: Settings) -> None:
    context: Any = SimpleNamespace(settings=settings, language="en")
    english, kazakh = siblings(context, "book/en/more/snow", ["en", "kk"])
    assert (kazakh.href, kazakh.name, kazakh.current, kazakh.missing) == (
        "../../kk/more/snow.html",
        "Қазақша",
        False,
        False,
    )
    assert english.current and english.href == "../../en/more/snow.html"


def test_a_missing_page_leads_to_the_first_page_of_its_language(settings: Settings) -> None:
    context: Any = SimpleNamespace(settings=settings, language="en")
    _, kazakh = siblings(context, "book/en/only", ["en", "kk"])
    assert (kazakh.href, kazakh.missing) == ("../kk/index.html", True)
