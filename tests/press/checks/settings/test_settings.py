"""Each setting is known where it stands, and its value of the type that is asked for; told before anything is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_books import BOOKS, copy_book, faults_of

from press.core.errors import PressError
from press.make.checking import check_book

Swap = tuple[str, str]
CONFIG_LINES = (BOOKS / "weather" / "_config.yml").read_text(encoding="utf-8").splitlines()


def line(start: str) -> int:
    """The line on which a setting of the small book stands."""
    return next(number for number, text in enumerate(CONFIG_LINES, 1) if text.strip().startswith(start))


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book of which Sphinx has been asked which settings there are."""
    root = copy_book("weather", tmp_path_factory.mktemp("settings"))
    assert faults_of(root, "settings") == []
    return root


@pytest.fixture
def weather(asked: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(asked, tmp_path / "weather"))


def told(root: Path, *swaps: Swap) -> tuple[str, ...]:
    """What the check says of the settings with one text in place of another."""
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new, 1)
    config.write_text(text, encoding="utf-8")
    return tuple(faults_of(root, "settings"))


def under_config(lines: str) -> Swap:
    return "    press_names: []", lines


@pytest.mark.parametrize(
    ("swap", "place", "words"),
    [
        (("only_build_toc_files:", "only_build_toc_file:"), line("only_build"), "write only_build_toc_files"),
        (("execute_notebooks:", "excute_notebooks:"), line("execute_notebooks"), "write execute_notebooks"),
        (('author: ""', "favicon: a.svg"), line("author"), "'favicon' at the top"),
        (
            ("  execute_notebooks", "  title: A\n  execute_notebooks"),
            line("execute_notebooks"),
            "no setting 'title' below 'execute'",
        ),
        (
            ("        name: Русский", "        nme: A\n        name: Русский"),
            line("name: Русский"),
            "write name",
        ),
        (
            ("only_build_toc_files: true", 'only_build_toc_files: "yes"'),
            line("only_build"),
            "'yes' is not of type 'boolean'",
        ),
        (
            ('execute_notebooks: "off"', 'execute_notebooks: "of"'),
            line("execute_notebooks"),
            "'of' is not one of ['auto'",
        ),
        (
            ('author: ""', "copyright: 2023"),
            line("author"),
            "'copyright': 2023 is not of type 'string'",
        ),
    ],
)
def test_a_setting_that_nothing_knows_is_told_with_its_line(weather: Path, swap: Swap, place: int, words: str) -> None:
    (warning,) = told(weather, swap)
    assert warning.startswith(f"_config.yml:{place}: ")
    assert words in warning


def test_all_that_is_wrong_with_authors_is_told_at_once_each_with_its_line(weather: Path) -> None:
    lines = "    press_citation:\n      authors:\n        - familiy: Abay\n          given: Aru\n        - {name: }\n      publsher: A"
    first = line("press_names")
    errors = told(weather, under_config(lines))
    assert [error.partition(": ")[0] for error in errors] == [f"_config.yml:{first + n}" for n in (5, 2, 4)]
    assert "write family" in errors[1]


def test_words_of_the_edition_that_a_language_lacks_are_told(weather: Path) -> None:
    lines = "    press_citation:\n      dataset: {en: Rain}\n      based_on: {en: A, ru: Б, kk: В}"
    missing, unknown = told(weather, under_config(lines))
    assert "dataset: there are no words in ru" in missing
    assert "based_on: the book has no edition in 'kk'" in unknown


def test_a_misspelt_list_of_editions_is_named(weather: Path) -> None:
    (weather / "_config.yml").write_text(
        (weather / "_config.yml").read_text(encoding="utf-8").replace("press_editions", "press_edition"), "utf-8"
    )
    with pytest.raises(PressError, match="did you mean press_editions where you wrote 'press_edition'") as error:
        check_book(weather, ["settings"])
    assert error.value.line == line("press_editions")
