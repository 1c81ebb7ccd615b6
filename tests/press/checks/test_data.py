"""Faults of the sources that are no chapters: tables, their description, words and works."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from small_books import replace

from press.checks.check import Fault
from press.checks.data import drafts, sources, undescribed_tables
from press.core.errors import PressError
from press.data.accept import TO_WRITE
from press.data.sources import Sources
from press.edition.chapters import load_sources


@pytest.fixture
def root(book: Callable[[str], Path]) -> Path:
    return book("weather")


def told(root: Path, check: Callable[[Sources], Iterable[Fault | PressError]]) -> list[str]:
    """The faults, with paths from the root."""
    return [str(fault).replace(f"{root}/", "") for fault in check(load_sources(root))]


def test_every_source_that_cannot_be_read_is_told_not_the_first_alone(root: Path) -> None:
    (root / "book" / "notebooks" / "rain.ipynb").write_text("{", encoding="utf-8")
    (root / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po").write_text('msgid "a\n', encoding="utf-8")
    replace(root / "references.bib", "doe2001", "roe2001")
    (root / "data" / "vocabulary" / "words.csv").write_text("code,en\ncity,City\n", encoding="utf-8")
    files = {fault.partition(":")[0] for fault in told(root, sources)}
    assert files == {
        "book/notebooks/rain.ipynb",
        "book/locale/ru/LC_MESSAGES/notebooks.po",
        "data/datapackage.json",
        "data/vocabulary/words.csv",
    }


def test_a_bibliography_that_is_not_there_is_told_of_the_setting(root: Path) -> None:
    (root / "references.bib").unlink()
    assert any(
        fault.startswith("_config.yml:8: bibtex_bibfiles names 'references.bib'") for fault in told(root, sources)
    )


def test_a_table_that_no_description_names_is_told_with_the_command_that_drafts_one(root: Path) -> None:
    (root / "data" / "snow.csv").write_text("city,days\nnorth,3\n", encoding="utf-8")
    (fault,) = told(root, undescribed_tables)
    assert fault.startswith("data/snow.csv: no description names this table")
    assert fault.endswith(".venv/bin/press accept data/snow.csv")


def test_what_is_still_to_be_written_in_a_description_is_told_with_its_lines(root: Path) -> None:
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    (rain,) = package["resources"]
    # Editors show a separator of lines (U+2028) within its line.
    rain["title"] = "Rain\u2028by city"
    rain["producer"] = f"{TO_WRITE} who counted it"
    snow = {
        **rain,
        "name": "snow",
        "producer": "the weather office",
        "schema": {"fields": [{"name": "day", "title": f"{TO_WRITE} what it is"}]},
    }
    path.write_text(json.dumps({**package, "resources": [rain, snow]}, indent=1, ensure_ascii=False), encoding="utf-8")
    lines = [n for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if TO_WRITE in line]
    first, second = told(root, drafts)
    assert first.startswith(f"data/datapackage.json:{lines[0]}: the description of the table 'rain' is a draft")
    assert first.endswith(f": producer (line {lines[0]})")
    assert second.endswith(f": schema.fields[day].title (line {lines[1]})")
