"""The panel that tells how to cite a chapter, the book and its data."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from press.builders.html.cite_panel import panel
from press.citation.record import Work, chapter_work, dataset_work, edition_work
from press.citation.settings import Author, CitationSettings
from press.core.settings import Edition, Settings

SETTINGS = Settings(Path(), (Edition("en", "English", "Rain & <snow>"),), "rain")
CONTEXT: Any = SimpleNamespace(
    settings=SETTINGS, language="en", edition=SETTINGS.edition("en"), translate=lambda text: text
)


def book(**known: Any) -> Work:
    return edition_work(SETTINGS, "en", CitationSettings(**known), dt.date(2026, 3, 9))


def test_a_page_offers_its_chapter_the_book_and_the_data_in_this_order() -> None:
    whole = book()
    works = [chapter_work(SETTINGS, whole, "more/wind", "Wind"), whole, dataset_work(whole, {}, "Rain data")]
    shown = panel(CONTEXT, works, "../")
    assert [work["label"] for work in shown["works"]] == ["This chapter", "The whole book", "The data"]
    chapter = shown["works"][0]
    assert {file["kind"] for file in chapter["files"]} == {"bib", "ris", "json"}
    assert all(file["href"].startswith("../cite/rain.en.chapter-more-wind.") for file in chapter["files"])


def test_a_release_is_told_by_version_date_and_language_of_which_unknown_ones_are_left_out() -> None:
    assert panel(CONTEXT, [book(version="1.2")], "")["about"] == "Version 1.2 · 9 March 2026 · English"
    undated = edition_work(SETTINGS, "en", CitationSettings(), None)
    assert panel(CONTEXT, [undated], "")["about"] == "English"


def test_a_record_without_authors_says_so() -> None:
    assert panel(CONTEXT, [book()], "")["note"]
    assert not panel(CONTEXT, [book(authors=(Author(family="Doe", given="Ann"),))], "")["note"]


def test_signs_of_markup_in_a_title_are_words() -> None:
    (work,) = panel(CONTEXT, [book()], "")["works"]
    for style in work["styles"]:
        text = "".join(span.text for span in style["spans"])
        assert "Rain &amp; &lt;snow&gt;" in text and "<snow>" not in text
