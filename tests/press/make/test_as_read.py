"""What is saved while a book is made: its PDF and EPUB take the documents as its pages have, and leave to these what is to be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book, make_edition, share_kept

from press.core.caches import clear_caches
from press.edition.chapters import load_book
from press.make.editions import make_edition as make_in
from press.notebooks.run import Book

pytestmark = pytest.mark.threads


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose English pages are made."""
    root = copy_book("weather", tmp_path_factory.mktemp("paged"))
    assert make_edition(root, "en").faults == []
    share_kept(root)
    return root


@pytest.fixture
def root(paged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    copy = Path(shutil.copytree(paged, tmp_path / "weather"))
    # Sphinx reads all documents of a book in another folder.
    assert make_edition(copy, "en").faults == []
    return copy


def load(root: Path) -> Book:
    clear_caches()
    return load_book(root)


def read(root: Path) -> dict[str, bytes]:
    """The documents as they were read."""
    folder = root / "_build" / "press" / "en" / "doctrees"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def save(root: Path, name: str, old: str, new: str) -> None:
    path = root / "book" / "en" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def pages(root: Path) -> str:
    return "".join(
        path.read_text(encoding="utf-8") for path in (root / "_build" / "press" / "en" / "html").glob("*.html")
    )


def a_title(root: Path) -> None:
    save(root, "rain.md", "# Rain", "# Snow")


def a_chapter_more(root: Path) -> None:
    for language in ("en", "ru"):
        (root / "book" / language / "plain.md").write_text("# Sun\n\nIt shines.\n", encoding="utf-8")
    with (root / "_toc.yml").open("a", encoding="utf-8") as file:
        file.write("      - file: book/en/plain\n")


@pytest.mark.parametrize("change", [a_title, a_chapter_more])
def test_what_is_saved_between_the_pages_and_the_epub_reaches_all_pages_next(
    root: Path, change: Callable[[Path], None]
) -> None:
    before, book = read(root), load(root)
    change(root)
    assert make_in(book, "en", "1700000000", ["epub"]) == []
    assert read(root) == before
    assert make_edition(root, "en").faults == []
    ours = pages(root)
    shutil.rmtree(root / "_build" / "press" / "en")
    assert make_edition(root, "en").faults == []
    assert ours == pages(root)
