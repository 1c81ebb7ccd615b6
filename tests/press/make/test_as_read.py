"""What is saved while a book is made: its PDF and EPUB take the documents as its pages have, and leave to these what is to be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.followed_book import add_chapter
from support.small_books import contents, load_book, make_edition, replace

from press.core.caches import clear_caches
from press.core.jobs import Job, run_jobs
from press.make.editions import make_edition as make_in
from press.notebooks.run import Book


@pytest.fixture
def root(weather: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book whose English pages are made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert make_edition(weather, "en").faults == []
    return weather


def load(root: Path) -> Book:
    clear_caches()
    return load_book(root)


def read(root: Path) -> dict[str, bytes]:
    """The documents as they were read."""
    return contents(root / "_build" / "press" / "en" / "doctrees")


def pages(root: Path) -> str:
    return "".join(
        path.read_text(encoding="utf-8") for path in (root / "_build" / "press" / "en" / "html").glob("*.html")
    )


def change(root: Path) -> None:
    """Change a title, and add a chapter."""
    replace(root / "book" / "en" / "rain.md", "# Rain", "# Snow")
    add_chapter(root)


def test_what_is_saved_between_the_pages_and_the_epub_reaches_all_pages_next(root: Path) -> None:
    before, book = read(root), load(root)
    change(root)
    made = run_jobs([Job("epub", make_in, (book, "en", "1700000000", "epub"))])
    assert (made["epub"].error, made["epub"].value) == (None, [])
    assert read(root) == before
    assert make_edition(root, "en").faults == []
    ours = pages(root)
    shutil.rmtree(root / "_build" / "press" / "en")
    assert make_edition(root, "en").faults == []
    assert ours == pages(root)
