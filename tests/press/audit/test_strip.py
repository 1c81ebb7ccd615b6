"""The marks of all figures: links on the first page, one picture in a chapter with figures of its own, and neither in other formats."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html

# The figures of the leaflet in its order, as the tables of the book have them.
KEYS = ["opened", "cars", "share", "cost", "visitors"]
NAMES = {
    "en": [
        "Year of the opening, 1998: confirmed",
        "Cars a day, 4,000: adds up",
        "Share of those who like it, 62%: contradicts another figure",
        "Cost of the bridge, 1.5\u00a0million\u00a0US dollars: contradicts the record",
        "Visitors of the first year, 300,000: could not be checked",
    ],
    "kk": [
        "Ашылған жылы, 1998: расталады",
        "Бір күндегі көлік саны, 4\u00a0000: сандармен үйлеседі",
        "Көпірді ұнататындардың үлесі, 62%: басқа көрсеткішке қайшы",
        "Көпірдің құны, 1,5\u00a0млн\u00a0АҚШ доллары: дереккөзге қайшы",
        "Бірінші жылғы келушілер, 300\u00a0мың: тексеру мүмкін болмады",
    ],
}


def strip_of(page: Path) -> etree._Element:
    (found,) = html.parse(page).xpath("//*[contains(@class, 'press-strip')]")
    return found


@pytest.mark.parametrize("language", ["en", "kk"])
def test_the_first_page_leads_to_each_figure_and_says_which_and_what_was_found(
    site_with_problems: Path, language: str
) -> None:
    links = strip_of(site_with_problems / language / "index.html").xpath(".//li/a")
    assert [link.get("href") for link in links] == [f"audit.html#finding-{key}" for key in KEYS]
    assert [link.get("aria-label") for link in links] == NAMES[language]


def test_a_chapter_has_one_link_that_says_how_many_of_its_figures_hold(site_with_problems: Path) -> None:
    (link,) = strip_of(site_with_problems / "en" / "bridge.html").xpath(".//a")
    assert link.get("aria-label") == (
        "In this chapter: 5 of the 5 figures. confirmed: 1; adds up: 1; contradicts another figure: 1; "
        "contradicts the record: 1; could not be checked: 1"
    )
    assert link.get("aria-label").startswith(link.text_content().strip())
