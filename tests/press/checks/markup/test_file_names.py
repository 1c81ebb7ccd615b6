"""Names of files that are one file, or none, on another system are told once, and before what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest

from press.checks.check import Material
from press.checks.markup.file_names import file_names
from press.checks.run import check_book
from press.core.errors import PressError
from press.edition.load import load_sources

Book = Callable[[str], Path]
# "May", of which the last letter is one sign on most keyboards, and two as macOS once wrote names.
COMPOSED = "май"
DECOMPOSED = normalize("NFD", COMPOSED)


def with_chapter(root: Path, called: str, named: str) -> None:
    for language in ("en", "ru"):
        (root / "book" / language / f"{called}.md").write_text("# May\n\nRain.\n", encoding="utf-8")
    replace(root / "_toc.yml", "book/en/numbers", f"book/en/numbers\n      - file: book/en/{named}")


def with_picture(root: Path, called: str, named: str) -> None:
    (root / "book" / "en" / f"{called}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    for language in ("en", "ru"):
        with (root / "book" / language / "rain.md").open("a", encoding="utf-8") as file:
            file.write(f"\n```{{image}} ../en/{named}.svg\n:alt: a bar\n```\n")


def with_table(root: Path, called: str, named: str) -> None:
    (root / "data" / "rain.csv").rename(root / "data" / f"{called}.csv")
    replace(root / "data" / "datapackage.json", "rain.csv", f"{named}.csv")


def replace(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def told(root: Path) -> list[str]:
    """The lines that the checks stop with before any notebook runs; none where the names are all right."""
    try:
        check_book(root, ["chapters", "data"])
    except PressError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize("put", [with_chapter, with_picture, with_table])
def test_a_name_in_parts_is_told_once_with_what_to_do(book: Book, put: Callable[[Path, str, str], None]) -> None:
    root = book("weather")
    put(root, DECOMPOSED, COMPOSED)
    lines = told(root)
    assert lines
    assert all(COMPOSED in line and "rename it by typing its name anew" in line for line in lines)
    assert len(lines) == (2 if put is with_chapter else 1)


@pytest.mark.parametrize("put", [with_chapter, with_picture, with_table])
def test_what_names_a_file_in_parts_is_told_with_its_line(book: Book, put: Callable[[Path, str, str], None]) -> None:
    root = book("weather")
    put(root, COMPOSED, DECOMPOSED)
    lines = told(root)
    places = {
        with_chapter: ["_toc.yml:8: the name of book/en/май.md", "_toc.yml:8: the name of book/ru/май.md"],
        with_picture: ["book/en/rain.md:22: the name of book/en/май.svg", "book/ru/rain.md:22: the name of book/en/май.svg"],
        with_table: ["data/datapackage.json:7: the name of data/май.csv"],
    }[put]  # fmt: skip
    assert len(lines) == len(places)
    assert all(line.startswith(place) for line, place in zip(lines, places, strict=True)), lines


def test_a_chapter_in_parts_is_told_however_it_is_named(book: Book) -> None:
    root = book("weather")
    with_chapter(root, DECOMPOSED, DECOMPOSED)
    assert len(told(root)) == 2


@pytest.mark.parametrize("put", [with_picture, with_table])
@pytest.mark.parametrize("name", [COMPOSED, DECOMPOSED])
def test_pictures_and_tables_may_have_any_name_by_which_they_are_named(
    book: Book, put: Callable[[Path, str, str], None], name: str
) -> None:
    root = book("weather")
    put(root, name, name)
    assert told(root) == []


def test_chapters_that_differ_in_capitals_alone_are_told(book: Book) -> None:
    root = book("weather")
    with_chapter(root, "Rain", "Rain")
    assert [fault.words for fault in file_names(Material(load_sources(root)))] == [
        f"book/{language}/rain.md: the name differs from book/{language}/Rain.md in capitals alone; on macOS and Windows the two"
        " are one file; rename one of them"
        for language in ("en", "ru")
    ]
