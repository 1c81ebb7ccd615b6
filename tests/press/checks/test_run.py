"""The checks without a build: what chapters name, whether they are in step, and which alphabet their letters are of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book

from press.core.errors import PressError
from press.make.checking import check_book

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


def told(root: Path) -> str:
    with pytest.raises(PressError) as caught:
        check_book(root)
    return str(caught.value)


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
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


@pytest.mark.parametrize("name", ["book/notebooks/rain.ipynb", "data/rain.csv"])
def test_a_pipe_in_place_of_a_file_is_told_and_not_waited_for(weather: Path, name: str) -> None:
    (weather / name).unlink()
    os.mkfifo(weather / name)
    assert f"{name}: this is no file, but a pipe" in told(weather)


def test_a_title_with_a_letter_of_the_other_alphabet_is_found(weather: Path) -> None:
    config = weather / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("Погода", "Пoгода"), encoding="utf-8")
    assert "_config.yml:20: 'Пoгода' mixes" in told(weather)


def test_what_is_wrong_in_one_language_is_told_once_not_as_a_difference_as_well(weather: Path) -> None:
    path = weather / "book/ru/rain.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("{cite:t}`doe2001`", "{cite:t}`doe201`").replace("{number}`rain/total`", "12", 1)
    path.write_text(text, encoding="utf-8")
    message = told(weather)
    assert "there is no work 'doe201'" in message and "the number 12 is typed" in message
    assert "out of step" not in message
