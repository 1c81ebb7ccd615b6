"""Years are numbers without separators of thousands, in every table, chart and sentence made of them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from support.rain_tables import edit_descriptor
from support.small_books import append, copy_book

from press.charts.description import description
from press.charts.table import chart_table
from press.core.caches import clear_caches
from press.data.accept import accept
from press.data.validation import load_table
from press.directives.table_nodes import table_node
from press.language.catalogues import get_translation
from press.notebooks import publish
from press.notebooks.results import CHART


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is published in a book whose table ``begun`` says since when rain has been measured."""
    root = copy_book("weather", tmp_path)
    types = {"city": "string", "since": "year", "days": "integer"}
    fields = [{"name": name, "type": kind} for name, kind in types.items()]
    described = {"name": "begun", "path": "begun.csv", "hash": "sha256:0", "schema": {"fields": fields}}
    edit_descriptor(root, lambda package: package["resources"].append(described))
    (root / "data" / "begun.csv").write_text("city,since,days\nnorth,2019,2019\nsouth,,1200\n", encoding="utf-8")
    accept([Path("data/begun.csv")], root)
    append(
        root / "data" / "vocabulary" / "words.csv",
        "since,Measured since,Измеряется с\nwhen,When,Когда\nyear,Year,Год\n",
    )
    found: list[dict[str, Any]] = []
    monkeypatch.chdir(root)
    monkeypatch.setattr(publish, "display", lambda data, **_: found.append(data))
    clear_caches()
    yield found
    shutil.rmtree(root)
    clear_caches()


def cells(resource: dict[str, Any], language: str) -> list[str]:
    return [entry.astext() for entry in table_node(resource, language).findall() if entry.tagname == "plain_entry"]


@pytest.mark.parametrize("kind", ["Q", "O"])
def test_years_of_a_chart_are_not_grouped_in_picture_table_or_words(published: list[dict[str, Any]], kind: str) -> None:
    begun = load_table("begun").astype({"city": str}).dropna()
    publish.chart("begun", alt.Chart(begun).mark_point().encode(x=f"since:{kind}", y="days:Q"), sources=["begun"])
    spec = published[0][CHART.mime]
    table = chart_table(spec, "de")
    assert table is not None
    assert cells(table, "de") == ["Measured since", "Days of rain", "2019", "2.019"]
    assert "2019: 2.019" in description(spec, "de", get_translation("de"))
    axis = spec["encoding"]["x"].get("axis") or {}
    assert axis.get("format") == ("d" if kind == "Q" else None)
