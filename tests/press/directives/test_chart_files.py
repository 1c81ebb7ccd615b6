"""Files of charts go with the pages that show them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.small_books import copy_book, make_edition

FOLDER = Path("_build", "press", "ru", "html", "_downloads", "results")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book with its Russian pages, built once; the tests that build again come last."""
    root = copy_book("weather", tmp_path_factory.mktemp("built"))
    assert make_edition(root, "ru") == ([], [])
    return root


def files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / FOLDER).glob("*"))}


def test_the_specification_for_other_programs_has_number_format_and_rows(built: Path) -> None:
    spec = json.loads(files(built)["rain-days.ru.vl.json"])
    assert spec["usermeta"]["embedOptions"]["formatLocale"]["decimal"] == ","
    assert len(next(iter(spec["datasets"].values()))) == 2
    assert "Источник" in spec["description"]


def test_files_are_named_after_result_and_language_and_go_with_what_they_show(built: Path) -> None:
    made = files(built)
    kinds = ("csv", "metadata.json", "png", "svg", "vl.json")
    of_table = {"rain-days-table.ru.csv", "rain-days-table.ru.metadata.json"}
    assert set(made) == {f"rain-days.ru.{kind}" for kind in kinds} | of_table
    chapter = built / "book" / "ru" / "rain.md"
    text = chapter.read_text(encoding="utf-8")
    start, end = text.index(":::{chart}"), text.index(":::{datatable}")
    without = (text[:start] + text[end:]).replace("{numref}`fig-rain-days`", "—")
    chapter.write_text(without, encoding="utf-8")
    assert make_edition(built, "ru") == ([], [])
    assert set(files(built)) == of_table
