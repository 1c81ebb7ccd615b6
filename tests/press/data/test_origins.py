"""The rows of a table are found by their primary keys, and lead to the pages where they were found."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.core.caches import clear_caches
from press.core.errors import PressError
from press.data.accept import accept
from press.data.origins import Origin, origin_of_row
from press.edition.chapters import load_sources


def described(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change what the book at ``root`` says of its table of rain."""
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package["resources"][0])
    path.write_text(json.dumps(package), encoding="utf-8")
    accept([root / "data" / "rain.csv"], root)
    clear_caches()


def origin(root: Path, *key: str) -> Origin:
    return origin_of_row(load_sources(root), "rain", key)


def test_pages_are_those_in_the_cells_of_the_row_and_the_day_is_that_of_the_row(weather: Path) -> None:
    (weather / "data" / "rain.csv").write_text(
        "city,days,found_at,read,said_by\n"
        "north,12,https://a.example/1 https://b.example/2,2026-03-02,office\n"
        "south,7,https://a.example/3,,\n",
        encoding="utf-8",
    )

    def more_columns(rain: dict[str, Any]) -> None:
        rain["schema"]["primaryKey"] = "city"
        rain["schema"]["fields"] += [
            {"name": "found_at", "type": "string"},
            {"name": "read", "type": "date"},
            {"name": "said_by", "type": "string", "rdfType": "http://purl.org/dc/terms/creator"},
        ]

    described(weather, more_columns)
    north, south = origin(weather, "north"), origin(weather, "south")
    assert north.who == "office"
    assert [(page.address, page.read) for page in north.pages] == [
        ("https://a.example/1", "2026-03-02"),
        ("https://b.example/2", "2026-03-02"),
    ]
    # That nobody is named differs from a table that never names anybody.
    assert (south.who, [page.read for page in south.pages]) == ("", [""])


def test_a_row_without_pages_has_those_of_the_description_of_its_table(weather: Path) -> None:
    def with_sources(rain: dict[str, Any]) -> None:
        rain["schema"]["primaryKey"] = ["city"]
        rain["sources"] = [{"title": "a copy", "path": "https://a.example/all"}, {"title": "a letter"}]

    described(weather, with_sources)
    found = origin(weather, "north")
    assert found.who is None
    assert [page.address for page in found.pages] == ["https://a.example/all"]


def test_a_key_that_no_row_has_is_told_with_a_near_one(weather: Path) -> None:
    described(weather, lambda rain: rain["schema"].update(primaryKey="city"))
    with pytest.raises(PressError, match="has no row 'nort'") as error:
        origin(weather, "nort")
    assert "north" in str(error.value.remedy)


def test_a_table_without_a_primary_key_is_told_with_its_line(weather: Path) -> None:
    described(weather, lambda rain: rain["schema"].pop("primaryKey", None))
    with pytest.raises(PressError, match="has no primaryKey") as error:
        origin(weather, "north")
    assert error.value.line is not None
