"""Which files of works a book has, its settings say: several, in other places, or none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import make_edition, replace

from press.core.errors import PressError
from press.make.checking import check_book

OTHER = "@book{roe1999,\n  title = {Snow},\n  author = {Roe, Jane},\n  year = {1999},\n  publisher = {Press},\n}\n"
# What needs no notebook.
KINDS = ("data", "sphinx")


@pytest.fixture
def weather(book: Callable[[str], Path]) -> Path:
    """The weather book with its works in two files of other names, which both are cited."""
    root = book("weather")
    (root / "works").mkdir()
    (root / "references.bib").rename(root / "works" / "rain.bib")
    (root / "works" / "snow.bib").write_text(OTHER, encoding="utf-8")
    name(root, "[works/rain.bib, works/snow.bib]")
    for chapter in root.glob("book/*/rain.md"):
        replace(chapter, "{cite:t}`doe2001`", "{cite:t}`doe2001`, {cite:t}`roe1999`")
    return root


def name(root: Path, files: str) -> None:
    config = root / "_config.yml"
    text, count = re.subn("bibtex_bibfiles:.*", f"bibtex_bibfiles: {files}", config.read_text(encoding="utf-8"))
    assert count == 1
    config.write_text(text, encoding="utf-8")


def told(root: Path) -> str:
    with pytest.raises(PressError) as caught:
        check_book(root, KINDS)
    return str(caught.value)


def test_works_of_several_files_are_known_and_printed(weather: Path) -> None:
    check_book(weather, KINDS)
    assert make_edition(weather, "en").faults == []
    assert "Snow" in (weather / "_build/press/en/html/rain.html").read_text(encoding="utf-8")


def test_a_fault_in_the_second_file_is_told_with_its_line(weather: Path) -> None:
    (weather / "works" / "snow.bib").write_text(OTHER + "@book{x,\n  title = {X}\n  year = {1},\n}\n", encoding="utf-8")
    assert re.search(r"works/snow\.bib:\d+: ", told(weather))
