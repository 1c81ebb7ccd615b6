"""What is too long to be read is told wherever it stands, once, so that no check leaves it out in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_books import copy_book

from press.checks.run import check_book
from press.core.errors import PressError
from press.language.catalogues import translations_in

LONG = "word " * 4001
PARAGRAPH = "this paragraph has 20004 characters, and one of more than 20000 is not read; close brackets"


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    return copy_book("weather", tmp_path)


def told(root: Path) -> list[str]:
    with pytest.raises(PressError) as caught:
        check_book(root, ["limits", "references", "slips"])
    return [fault for fault in str(caught.value).splitlines() if not fault.startswith("warning: ")]


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_long_paragraph_of_a_notebook_is_told_with_its_cell_and_line(weather: Path, end: str) -> None:
    path = weather / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = {"cell_type": "markdown", "id": "long", "metadata": {}, "source": ["First.", end, end, LONG]}
    notebook["cells"].insert(1, cell)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=True), encoding="utf-8")
    line = next(n for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if LONG in line)
    (fault,) = told(weather)
    assert fault.startswith(f"book/notebooks/rain.ipynb:{line}: in cell 2, {PARAGRAPH}")


def test_a_notebook_that_the_contents_do_not_name_is_told_too(weather: Path) -> None:
    path = weather / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append({"cell_type": "markdown", "id": "deep", "metadata": {}, "source": ":::{note}\n" * 50})
    (path.parent / "other.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    (fault,) = told(weather)
    assert fault.startswith(f"book/notebooks/other.ipynb:1: in cell {len(notebook['cells'])}, directives with their")


def test_a_long_translation_is_told_with_its_line(weather: Path) -> None:
    path = weather / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po"
    path.write_text(path.read_text(encoding="utf-8") + f'\nmsgid "Long"\nmsgstr ""\n"{LONG}"\n', encoding="utf-8")
    line = next(line for line, text in translations_in(path) if LONG in text)
    (fault,) = told(weather)
    assert fault.startswith(f"book/locale/ru/LC_MESSAGES/notebooks.po:{line}: in the translation, {PARAGRAPH}")


def test_a_file_that_several_chapters_include_is_told_once_and_nothing_that_follows_from_it(weather: Path) -> None:
    (weather / "book" / "parts").mkdir()
    (weather / "book" / "parts" / "long.txt").write_text("(there)=\n## Words\n\n" + "*word*\n" * 7000, encoding="utf-8")
    for language in ("en", "ru"):
        chapter = weather / "book" / language / "rain.md"
        text = chapter.read_text(encoding="utf-8")
        include = "```{include} ../parts/long.txt\n```"
        chapter.write_text(f"{text}\n{include}\n\n{{ref}}`words <there>`\n", encoding="utf-8")
    (fault,) = told(weather)
    # Three ends of lines and a sign before the first word; three signs a line.
    assert fault.startswith(
        "book/parts/long.txt:6669: this text has 21003 signs of markup and ends of lines, from this"
    )
