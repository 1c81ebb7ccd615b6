"""A book is its sources with the results of notebooks, taken from the cache only if none has to run."""

from __future__ import annotations

import shutil
from pathlib import Path

from small_books import copy_book

from press.edition.load import load_sources
from press.notebooks.run import cached_book, run_book


def test_a_book_whose_notebooks_have_never_run_is_not_in_the_cache(tmp_path: Path) -> None:
    assert cached_book(load_sources(copy_book("weather", tmp_path))) is None


def test_a_book_without_notebooks_is_there_at_once_and_makes_no_cache(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    shutil.rmtree(root / "book" / "notebooks")
    sources = load_sources(root)
    for book in (cached_book(sources), run_book(sources)):
        assert book is not None and (book.notebooks, list(book.results)) == ((), [])
    assert not (root / "_build" / "notebooks").exists()
