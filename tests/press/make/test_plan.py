"""A plan has a job for each stale part, in the order in which somebody waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.children.work import Job
from press.edition.load import load_sources
from press.make.parts import Part
from press.make.plan import CHECKED, INDEXED, Plan, _in_order
from press.make.prepared import NOBODY_LOOKS, Front
from press.notebooks.book import Book
from press.notebooks.results import Results

PARTS: list[Part] = [("shared",), ("en", "typst"), ("en", "html"), ("ru", "typst"), ("ru", "html")]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(load_sources(copy_book("weather", tmp_path)), (), Results([]))


def jobs(book: Book, *stale: Part, checked: bool = False) -> list[Job]:
    return Plan(book, {}, {part: {} for part in stale}, checked, NOBODY_LOOKS).jobs()


def test_checks_come_first_unless_they_were_made(book: Book) -> None:
    assert [job.name for job in jobs(book, ("en", "html"))] == [CHECKED, ("en", "html")]
    assert [job.name for job in jobs(book, ("en", "html"), checked=True)] == [("en", "html")]
    assert jobs(book, checked=True) == []


def test_a_format_follows_the_pages_of_its_edition_only_if_these_are_made(book: Book) -> None:
    _, pages, pdf, other = jobs(book, ("en", "html"), ("en", "typst"), ("ru", "typst"))
    assert (pages.follows, pdf.follows, other.follows) == ((), (("en", "html"),), ())
    # What makes a PDF stays for the next one, and gives way where something is wrong.
    assert (pdf.stays, pdf.expendable, pages.expendable) == (True, True, False)


def test_the_index_waits_for_all_pages_that_are_made(book: Book) -> None:
    planned = Plan(book, {}, {part: {} for part in PARTS}, True, NOBODY_LOOKS)
    assert (planned.index_job().name, planned.index_job().after) == (INDEXED, (("en", "html"), ("ru", "html")))


def test_more_documents_are_taken_to_need_more_memory(book: Book) -> None:
    few = jobs(book, ("en", "typst"))[1].memory
    (book.sources.root / "book" / "en" / "more.md").write_text("# More\n", encoding="utf-8")
    toc = book.sources.root / "_toc.yml"
    toc.write_text(toc.read_text(encoding="utf-8") + "  - file: book/en/more\n", encoding="utf-8")
    more = Book(load_sources(book.sources.root), (), Results([]))
    assert jobs(more, ("en", "typst"))[1].memory > few > 0


def test_pages_are_made_first_and_of_these_the_ones_that_are_looked_at() -> None:
    stale = {part: {} for part in PARTS}
    assert list(_in_order(stale, Front("ru").language)) == [
        ("ru", "html"),
        ("en", "html"),
        ("ru", "typst"),
        ("shared",),
        ("en", "typst"),
    ]
