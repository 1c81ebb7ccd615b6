"""The published inventory of an edition, by which another project refers to its chapters and figures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_books import Built, append, make_edition, replace

ADDRESS = "https://example.org/weather/ru/"
REFERENCES = """
{external+other:doc}`book/ru/rain`, {external+other:ref}`rain`, {external+other:ref}`fig-rain-days`.
"""
EXPECTED = {"rain.html": "Дождь", "rain.html#rain": "Дождь", "rain.html#fig-rain-days": "Дни с дождём по городам."}


@pytest.fixture(scope="module")
def inventory(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").site / "ru" / "objects.inv"


def test_a_book_refers_to_a_chapter_and_a_figure_of_another(inventory: Path, weather: Path) -> None:
    replace(weather / "_config.yml", "[press.extension]", "[press.extension, sphinx.ext.intersphinx]")
    mapping = f'    intersphinx_mapping: {{other: ["{ADDRESS}", "{inventory}"]}}\n'
    replace(weather / "_config.yml", "    locale_dirs:", f"{mapping}    locale_dirs:")
    append(weather / "book" / "ru" / "index.md", REFERENCES)

    assert make_edition(weather, "ru").faults == []

    page = weather / "_build" / "press" / "ru" / "html" / "index.html"
    html = " ".join(page.read_text(encoding="utf-8").split())
    for place, title in EXPECTED.items():
        link = html.split(f'href="{ADDRESS}{place}"', 1)[1]
        assert title in link.split("</a>")[0]
