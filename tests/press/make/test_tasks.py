"""Tasks of children: the checks of a book whose notebooks have run, and how its processes are set up."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from small_books import copy_book

from press.core.errors import PressError
from press.edition.load import load_sources
from press.make import tasks
from press.make.tasks import check
from press.notebooks.book import Book
from press.notebooks.results import Results


def test_checks_read_the_sources_anew_and_run_no_notebook(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    book = Book(load_sources(root), (), Results([]))
    (root / "data" / "snow.csv").write_text("city,days\nnorth,4\n", encoding="utf-8")
    with pytest.raises(PressError) as caught:
        check(book.sources.settings, book)
    assert "data/snow.csv: no description names this table" in str(caught.value)


def test_garbage_is_collected_less_often_and_what_a_process_began_with_is_frozen_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frozen: list[int] = []
    before = gc.get_threshold()
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(1))
    try:
        gc.set_threshold(700, 10, 10)
        for _ in range(3):
            tasks.collect_rarely()
        assert (frozen, gc.get_threshold()) == ([1], (50_000, 20, 50))
    finally:
        gc.set_threshold(*before)
