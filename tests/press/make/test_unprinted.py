"""A PDF alone that cannot be made: pages and EPUBs are published, nothing leads to it, and it is told; the next build makes it."""

from __future__ import annotations

import os
import shutil
import signal
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from support.small_books import append, contents, copy_book, replace

from press.cli import main
from press.make import build, editions

NAME = "weather.ru.pdf"


def pressed(root: Path) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "build"])


def mentions(site: Path) -> set[str]:
    """The files of the site, and those in its EPUBs, that name the PDF of the Russian edition."""
    texts = contents(site)
    for path in site.rglob("*.epub"):
        with zipfile.ZipFile(path) as epub:
            texts |= {f"{path.name}/{name}": epub.read(name) for name in epub.namelist()}
    return {name for name, text in texts.items() if NAME.encode() in text}


def pdfs(site: Path) -> set[str]:
    return {path.name for path in (site / "pdf").iterdir()}


@pytest.fixture(scope="module", autouse=True)
def _has_an_address() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRESS_BASE_URL", "https://example.org/weather")
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with what only its PDFs hold, built."""
    root = copy_book("weather", tmp_path_factory.mktemp("built"))
    for language in ("en", "ru"):
        append(root / "book" / language / "rain.md", "\n```{raw} typst\n#[]\n```\n")
    assert pressed(root).exit_code == 0
    return root


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "weather"))


def test_where_typst_refuses_a_pdf_all_else_is_published_and_the_place_told(book: Path) -> None:
    site, chapter = book / "_build" / "site", book / "book" / "ru" / "rain.md"
    before = mentions(site)
    assert {"index.html", "ru/index.html", "ru/rain.html", "worker.js"} <= before
    replace(chapter, "#[]", "#missing()")
    replace(chapter, "Дождь шёл", "Снег шёл")

    for _ in range(2):
        told = pressed(book)
        assert told.exit_code == 1
        line = chapter.read_text(encoding="utf-8").split("\n").index("```{raw} typst") + 1
        assert f"ru/rain.md:{line}: Typst cannot print the book: unknown variable: missing\n" in told.output
        assert "The site is published without it" in told.output
        assert pdfs(site) == {"weather.en.pdf"}
        assert mentions(site) == set()
        assert "Снег шёл" in (site / "ru" / "rain.html").read_text(encoding="utf-8")
        with zipfile.ZipFile(site / "epub" / "weather.ru.epub") as epub:
            assert any(
                "Снег шёл" in epub.read(name).decode() for name in epub.namelist() if name.endswith("rain.xhtml")
            )

    replace(chapter, "#missing()", "#[]")
    assert pressed(book).exit_code == 0
    assert NAME in pdfs(site)
    assert mentions(site) == before


def _die(*given: object) -> None:
    if "ru" in given:
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("part", "instead", "why"),
    [
        ((build, "make_pdf"), _die, "the program that makes it ended before its time"),
        ((editions, "available_memory"), lambda: 50_000_000, "the book is too large for the memory that is free"),
    ],
    ids=["it dies", "too little memory"],
)
def test_where_the_process_of_a_pdf_does_not_end_well_all_else_is_published(
    book: Path, monkeypatch: pytest.MonkeyPatch, part: tuple[ModuleType, str], instead: object, why: str
) -> None:
    monkeypatch.setattr(*part, instead)
    replace(book / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")

    told = pressed(book)

    assert told.exit_code == 1
    assert f"ru PDF:\n{why}" in told.output
    assert mentions(book / "_build" / "site") == set()
    assert NAME not in pdfs(book / "_build" / "site")
