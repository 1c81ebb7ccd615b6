"""An edition that stands prepared: what it does before it is asked to read."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from small_books import copy_book

from press.core.children import processes
from press.core.jobs import FOLLOW
from press.edition.load import load_book
from press.make import prepared
from press.make.prepared import Front, WrittenPage, make_pages

pytestmark = pytest.mark.threads
FRONT = Front("ru", "rain")


def test_what_stands_prepared_leaves_the_pages_as_they_were_until_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, said = copy_book("weather", tmp_path), list[object]()
    pages = root / "_build" / "press" / "ru" / "html"
    book = load_book(root)
    make_pages(book, ("ru", "html"), "1700000000", FRONT)
    before = {path: path.stat().st_mtime_ns for path in pages.rglob("*") if path.suffix in (".html", ".js")}

    def hear() -> Front:
        said.append("asked")
        assert {path: path.stat().st_mtime_ns for path in before} == before
        with (root / "book" / "ru" / "rain.md").open("a", encoding="utf-8") as chapter:
            chapter.write("\nСнег.\n")
        return FRONT

    monkeypatch.setattr(processes, "hear", hear)
    monkeypatch.setattr(processes, "say", said.append)
    # A rehearsal that fails stops nothing, and would not be seen to fail.
    monkeypatch.setattr(prepared, "suppress", lambda kind: nullcontext())
    make_pages(book, ("ru", "html"), "1700000000", FRONT, waits=True)
    # Sphinx writes the page with the contents again as well.
    assert said == ["asked", FOLLOW, WrittenPage("ru", "rain"), WrittenPage("ru", "index")]
    assert "Снег." in (pages / "rain.html").read_text(encoding="utf-8")
