"""Tables that were found sound are kept for the next build, as long as nothing that they were checked against is another."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from small_books import copy_book

from press.core.errors import PressError
from press.data import validation
from press.edition.load import load_sources

CITIES = "name\nnorth\nsouth\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The weather book with a table of cities, to which the table of rain points; both were checked and kept."""
    root = copy_book("weather", tmp_path)
    descriptor = root / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["foreignKeys"] = [
        {"fields": ["city"], "reference": {"resource": "cities", "fields": ["name"]}}
    ]
    fields = [{"name": "name", "type": "string"}]
    package["resources"] += [{"name": "cities", "path": "cities.csv", "schema": {"fields": fields}}]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    (root / "data" / "cities.csv").write_text(CITIES, encoding="utf-8")
    sources = load_sources(root)
    assert len(sources.rows("rain")) == 2
    sources.keep_tables()
    return root


def test_tables_that_are_as_they_were_are_not_checked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_sources(root).rows("rain")
    for path in (root / "data").iterdir():
        os.utime(path, ns=(1, 1))  # as in a fresh copy, of which this process knows nothing
    monkeypatch.setattr(validation, "_validate", lambda *_: pytest.fail("it was checked again"))
    assert load_sources(root).rows("rain") == before


def test_a_table_is_checked_again_when_one_that_it_points_to_has_changed(root: Path) -> None:
    (root / "data" / "cities.csv").write_text("name\nnorth\n", encoding="utf-8")
    with pytest.raises(PressError, match="south"):
        load_sources(root).rows("rain")


def test_a_table_is_checked_again_when_its_description_has_changed(root: Path) -> None:
    descriptor = root / "data" / "datapackage.json"
    text = descriptor.read_text(encoding="utf-8")
    descriptor.write_text(text.replace('"maximum": 31', '"maximum": 1'), encoding="utf-8")
    with pytest.raises(PressError, match="north"):
        load_sources(root).rows("rain")


def test_where_nothing_can_be_kept_tables_are_checked_all_the_same(root: Path) -> None:
    kept = root / "_build" / "press" / "tables.pickle"
    kept.write_bytes(b"cut short")
    assert len(load_sources(root).rows("rain")) == 2
    kept.unlink()
    kept.mkdir()
    sources = load_sources(root)
    assert len(sources.rows("rain")) == 2
    sources.keep_tables()
