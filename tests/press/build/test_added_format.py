"""A book adds a format by an extension of its own: press makes it, keeps it fresh and offers it, without knowing it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_books import EXTENSIONS, copy_book

from press.build.book import build_book
from press.cli import main

WORDS = '\n\nmsgid "The book as plain text"\nmsgstr "Книга простым текстом"\n'


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book with the format, built once."""
    root = copy_book("weather", tmp_path_factory.mktemp("added"))
    (root / "extensions").mkdir()
    shutil.copy(EXTENSIONS / "plain.py", root / "extensions")
    replace(root / "_config.yml", "sphinx:\n", "sphinx:\n  local_extensions: {plain: extensions}\n")
    with (root / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po").open("a", encoding="utf-8") as catalogue:
        catalogue.write(WORDS)
    build_book(root, lambda line: None)
    return root


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    """A copy of the built book, to be changed."""
    return Path(shutil.copytree(built, tmp_path / "weather"))


def plain(root: Path, language: str) -> str:
    return (root / "_build" / "site" / "plain" / f"weather.{language}.txt").read_text(encoding="utf-8")


def test_each_edition_is_made_and_stands_where_the_record_says(built: Path) -> None:
    assert "A book for Rain." in plain(built, "en")
    assert "Rainy days in figures." in plain(built, "en")
    assert "Дождь" in plain(built, "ru") and "Rainy" not in plain(built, "ru")


def test_pages_offer_it_in_the_words_of_the_book_and_the_start_page_tells_its_size(built: Path) -> None:
    site = built / "_build" / "site"
    english, russian = ((site / language / "rain.html").read_text(encoding="utf-8") for language in ("en", "ru"))
    assert '<a href="../plain/weather.en.txt">The book as plain text</a>' in english
    assert '<a href="../plain/weather.ru.txt">Книга простым текстом</a>' in russian
    assert '<a href="plain/weather.ru.txt">Text</a> <span class="press-size">(' in (site / "index.html").read_text(
        "utf-8"
    )
    assert '"plain/weather.en.txt"' in (site / "worker.js").read_text(encoding="utf-8")


def test_it_has_nothing_that_is_for_browsers_only(built: Path) -> None:
    assert "Download as CSV" in (built / "_build" / "site" / "en" / "rain.html").read_text(encoding="utf-8")
    assert "Download as CSV" not in plain(built, "en")


def test_nothing_of_it_is_stale_when_nothing_has_changed_and_the_command_tells_where_it_is(book: Path) -> None:
    build_book(book, lambda line: None)
    reasons: list[str] = []
    build_book(book, lambda line: None, reasons.append)
    assert reasons == []
    told = CliRunner().invoke(main, ["--root", str(book), "build"]).output
    assert f"  Text  {book}/_build/site/plain/weather.ru.txt  (" in told


def test_a_changed_sentence_makes_it_anew_in_that_edition(book: Path) -> None:
    replace(book / "book" / "en" / "index.md", "A book for", "A thin book for")
    reasons: list[str] = []
    build_book(book, lambda line: None, reasons.append)
    assert "A thin book for Rain." in plain(book, "en")
    assert "en Text: book/en/index.md changed" in reasons
    assert not any(reason.startswith("ru Text") for reason in reasons)


def test_a_changed_extension_makes_it_anew(book: Path) -> None:
    replace(book / "extensions" / "plain.py", '"\\n\\n".join', '"\\n* * *\\n".join')
    build_book(book, lambda line: None)
    assert "* * *" in plain(book, "en") and "* * *" in plain(book, "ru")


def faults(root: Path) -> str:
    """What a run of Sphinx for the English edition tells, which is not to be well."""
    command = [sys.executable, "-m", "press.build.sphinx_run", str(root), "en", "plain"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1 and "Traceback" not in run.stderr
    return run.stderr


def test_a_builder_that_writes_no_such_file_is_a_fault(book: Path) -> None:
    replace(book / "extensions" / "plain.py", "_name}.txt", "_name}.text")
    shutil.rmtree(book / "_build" / "press" / "en" / "plain")
    assert "the builder 'plain' has not written" in faults(book)


def test_a_format_without_a_builder_is_a_fault(book: Path) -> None:
    replace(book / "extensions" / "plain.py", "    app.add_builder(PlainBuilder)\n", "")
    assert "Builder name plain not registered" in faults(book)
