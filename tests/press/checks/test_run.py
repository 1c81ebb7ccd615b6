"""The checks without a build: what chapters name, whether they are in step, and which alphabet their letters are of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book

from press.build.checking import check_book
from press.core.errors import PressError

Spoil = Callable[[Path], object]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small whole book in two languages, its notebook run once."""
    root = copy_book("weather", tmp_path_factory.mktemp("checks"))
    check_book(root)
    return root


@pytest.fixture
def weather(executed: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(executed, tmp_path / "weather"))


def append(path: str, text: str) -> Spoil:
    def spoil(root: Path) -> None:
        file = root / path
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    return spoil


def append_to_both(text: str) -> Spoil:
    def spoil(root: Path) -> None:
        for language in ("en", "ru"):
            append(f"book/{language}/rain.md", text)(root)

    return spoil


def told(root: Path) -> str:
    with pytest.raises(PressError) as caught:
        check_book(root)
    return str(caught.value)


def test_a_sound_book_passes(weather: Path) -> None:
    assert any("2 languages" in line for line in check_book(weather).lines)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (append_to_both("\n{number}`claims/rainfall`\n"), ["there is no statement 'rainfall'"]),
        (append_to_both("\n{number}`snow/total`\n"), ["book/en/rain.md:", "there is no notebook 'snow'"]),
        (append_to_both("\n{number}`rain/total part`\n"), ["'part' is no option of a number"]),
        (append_to_both("\n{cite:p}`doe2001,roe1999`\n"), ["there is no work 'roe1999'", "doe2001"]),
        (append("book/ru/rain.md", "\nЕщё один абзац.\n"), ["book/ru/rain.md:", "has a paragraph more", "add its"]),
        (append("book/ru/rain.md", "\nДождь c ветром.\n"), ["book/ru/rain.md:", "'c' is a Latin letter"]),
        (append("data/vocabulary/words.csv", "fog,Fog,Tуман\n"), ["words.csv:", "'Tуман' mixes"]),
        (append("book/locale/ru/LC_MESSAGES/notebooks.po", '\nmsgid "Fog"\nmsgstr "Tуман"\n'), ["notebooks.po:"]),
        (lambda root: (root / "book/notebooks/rain.ipynb").write_text("{"), ["rain.ipynb", "not a notebook"]),
        (append("references.bib", "\n@misc{roe1999,\n  title = {X}\n  year = {1999},\n}\n"), ["references.bib:"]),
    ],
)
def test_a_fault_is_told_without_a_build(weather: Path, spoil: Spoil, words: list[str]) -> None:
    spoil(weather)
    message = told(weather)
    assert [word for word in words if word not in message] == []


@pytest.mark.parametrize("name", ["book/en/rain.md", "book/notebooks/rain.ipynb", "data/rain.csv"])
def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(weather: Path, name: str) -> None:
    (weather / name).unlink()
    os.mkfifo(weather / name)
    assert f"{name}: this is no file, but a pipe" in told(weather)


def test_a_title_with_a_letter_of_the_other_alphabet_is_found(weather: Path) -> None:
    config = weather / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("Погода", "Пoгода"), encoding="utf-8")
    assert "_config.yml:20: 'Пoгода' mixes" in told(weather)


def test_a_paragraph_that_one_language_lacks_is_told_with_both_places(weather: Path) -> None:
    append("book/ru/rain.md", "\nЕщё один абзац.\n")(weather)
    assert "book/ru/rain.md:22: has a paragraph more than book/en/rain.md:20" in told(weather)


def test_every_paragraph_that_differs_is_told_with_both_places(weather: Path) -> None:
    chapter = weather / "book" / "ru" / "rain.md"
    text = chapter.read_text(encoding="utf-8")
    chapter.write_text(text.replace("{cite:t}`doe2001`", "Доу").replace("{datatable}", "{chart}", 1), encoding="utf-8")
    message = told(weather)
    for line in (4, 11):
        assert f"book/en/rain.md:{line} and book/ru/rain.md:{line} are out of step: only en: " in message


def test_an_embed_in_one_language_alone_is_told_with_what_to_do(weather: Path) -> None:
    chapter = weather / "book" / "ru" / "rain.md"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("{datatable}", "{chart}", 1), encoding="utf-8")
    assert "let the same paragraph of both hold the same" in told(weather)


def swap(path: str, old: str, new: str) -> Spoil:
    def spoil(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (swap("book/ru/rain.md", "{cite:t}`doe2001`", "{cite:t}`doe201`"), "use one such as doe2001"),
        (swap("book/en/rain.md", "{number}`rain/total", "{number}`ran/total"), "there is no notebook 'ran'"),
        (swap("book/ru/rain.md", "{number}`rain/total", "{number}`rain/totals"), "use rain/total, or publish"),
        (swap("book/ru/rain.md", "{chart} rain/days", "{chart} rain/weeks"), "publishes no chart 'weeks'"),
        (swap("book/ru/rain.md", "{number}`rain/total`", "12"), "the number 12 is typed"),
    ],
)
def test_what_is_wrong_in_one_language_is_told_once_not_as_a_difference_as_well(
    weather: Path, spoil: Spoil, words: str
) -> None:
    spoil(weather)
    message = told(weather)
    assert words in message
    assert "out of step" not in message
