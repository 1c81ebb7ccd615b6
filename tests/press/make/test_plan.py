"""A plan has a job for each stale part, in the order in which somebody waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.jobs import Job
from press.edition.load import load_sources
from press.make.pages import Front
from press.make.parts import Part
from press.make.plan import CHECKED, INDEXED, Plan, differ_in_texts_alone
from press.notebooks.book import Book
from press.notebooks.results import Results

PARTS: list[Part] = [("shared",), ("en", "typst"), ("en", "html"), ("ru", "typst"), ("ru", "html")]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(load_sources(copy_book("weather", tmp_path)), (), Results([]))


def jobs(book: Book, *stale: Part, checked: bool = False) -> list[Job]:
    return Plan(book, {}, {part: {} for part in stale}, checked).jobs()


def test_checks_come_first_unless_they_were_made(book: Book) -> None:
    assert [job.name for job in jobs(book, ("en", "html"))] == [CHECKED, ("en", "html")]
    assert [job.name for job in jobs(book, ("en", "html"), checked=True)] == [("en", "html")]
    assert jobs(book, checked=True) == []


def test_a_format_comes_after_the_pages_of_its_edition_only_if_these_are_made(book: Book) -> None:
    _, pages, pdf, other = jobs(book, ("en", "html"), ("en", "typst"), ("ru", "typst"))
    assert (pages.after, pdf.after, other.after) == ((), (("en", "html"),), ())
    # Where something is wrong a PDF gives way, and pages are made to their end, as half of them would be made anew.
    assert (pdf.expendable, pages.expendable) == (True, False)


def test_the_index_waits_for_all_pages_that_are_made(book: Book) -> None:
    planned = Plan(book, {}, {part: {} for part in PARTS}, True)
    assert (planned.index_job().name, planned.index_job().after) == (INDEXED, (("en", "html"), ("ru", "html")))


def test_pages_are_made_first_and_of_these_the_ones_that_are_looked_at(book: Book) -> None:
    planned = Plan(book, {}, {part: {} for part in PARTS}, True)
    ordered = [("ru", "html"), ("en", "html"), ("ru", "typst"), ("shared",), ("en", "typst")]
    made = planned.jobs(Front("ru"))
    assert [job.name for job in made] == ordered
    assert [job.name for job in made if job.stays] == [("ru", "html")]


def test_sphinx_is_kept_for_the_next_sentence_of_the_only_edition_that_is_edited(book: Book) -> None:
    (pages,) = Plan(book, {}, {("en", "html"): {}}, True).jobs(Front("ru"))
    assert pages.stays


def test_other_texts_alone_are_told_from_other_data_and_from_chapters_that_come_or_go(book: Book) -> None:
    chapter, data = "book/en/rain.md", "data/rain.csv"

    def has(before: dict[str, str], now: dict[str, str]) -> bool:
        return differ_in_texts_alone(before, now, book.sources)

    assert has({chapter: "1", data: "1"}, {chapter: "2", data: "1"})
    assert not has({chapter: "1", data: "1"}, {chapter: "2", data: "2"})
    assert not has({data: "1"}, {chapter: "2", data: "1"})
    assert not has({chapter: "1", data: "1"}, {data: "1"})
