"""Chapters are read language by language, with the extensions of MyST that the book names, and once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.myst.block import HEADING, MATH, PARAGRAPH
from press.checks.myst.chapter import extensions_of, read_blocks, read_chapters
from press.core.caches import clear_all_caches
from press.core.errors import PressError
from press.core.settings import load_settings
from press.edition.load import load_sources

Book = Callable[[str], Path]


def test_chapters_of_all_languages_are_read_by_their_paths_from_the_root(book: Book) -> None:
    root = book("weather")
    found = {(chapter.language, chapter.name): chapter for chapter in read_chapters(load_sources(root))}
    assert set(found) == {
        (language, f"{name}.md") for language in ("en", "ru") for name in ("index", "numbers", "rain")
    }
    rain = found["ru", "rain.md"]
    assert rain.path == Path("book/ru/rain.md")
    assert rain.source == (root / rain.path).read_text(encoding="utf-8")
    assert (rain.blocks[0].kind, rain.blocks[0].line, rain.blocks[0].labels) == (HEADING, 1, ("rain",))


def test_blocks_are_kept_from_one_run_to_the_next_and_follow_the_text(book: Book) -> None:
    root = book("weather")
    path = root / "book" / "en" / "rain.md"
    before = [chapter.blocks for chapter in read_chapters(load_sources(root))]
    again = [chapter.blocks for chapter in read_chapters(load_sources(root))]
    assert all(one is other for one, other in zip(before, again, strict=True))
    # As in another process, which has the file alone.
    clear_all_caches()
    path.write_text(path.read_text(encoding="utf-8").replace("(rain)=", "(snow)="), encoding="utf-8")
    labels = {chapter.path: chapter.blocks[0].labels for chapter in read_chapters(load_sources(root))}
    assert (labels[Path("book/en/rain.md")], labels[Path("book/ru/rain.md")]) == (("snow",), ("rain",))
    assert (root / "_build" / "press" / "chapters.pickle").is_file()


def test_a_chapter_that_cannot_be_decoded_is_told_with_its_line(book: Book) -> None:
    root = book("weather")
    (root / "book" / "ru" / "rain.md").write_bytes("# A\n\nДождь\n".encode("cp1251"))
    with pytest.raises(PressError, match=r"rain\.md:3: not UTF-8"):
        list(read_chapters(load_sources(root)))


@pytest.mark.parametrize(
    ("old", "new", "extensions"),
    [
        ("", "", ("colon_fence",)),
        # What Jupyter Book has by default (its reference of _config.yml, parse: myst_enable_extensions).
        ("parse:\n  myst_enable_extensions: [colon_fence]\n", "", ("colon_fence", "dollarmath", "substitution", "tasklist")),
        ("[colon_fence]", "[deflist, amsmath]", ("deflist", "amsmath")),
    ],
)  # fmt: skip
def test_the_book_names_the_extensions_of_myst(book: Book, old: str, new: str, extensions: tuple[str, ...]) -> None:
    root = book("weather")
    config = root / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert set(extensions_of(load_settings(root))) >= set(extensions)


def test_what_is_markup_depends_on_the_extensions() -> None:
    text = "$$\na\n$$"
    assert [block.kind for block in read_blocks(text, ("dollarmath",))] == [MATH]
    assert [block.kind for block in read_blocks(text, ())] == [PARAGRAPH]
