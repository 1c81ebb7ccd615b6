"""The faces of a chart in a real browser: picture, table, files and provenance."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, LANGUAGES, PHONE, NewPage, as_written, turn, until

CHAPTER = "accounts"
FACES = {
    "en": ["Chart", "Table", "Data"],
    "kk": ["Диаграмма", "Кесте", "Деректер"],
    "ru": ["Диаграмма", "Таблица", "Данные"],
}
# Where tabs stand in their figure.
PLACES = """(tabs) => { const { x, y } = tabs[0].closest("figure").getBoundingClientRect();
  return tabs.map((tab) => tab.getBoundingClientRect()).map((place) => [place.x - x, place.y - y]) }"""
# Scripts make tabs of the faces, one chart after the other.
MADE = "!document.querySelector('.press-faces-bar:not(:has([role=tab]))')"
Open = Callable[..., Page]


@pytest.fixture
def opened(new_page: NewPage, address: str) -> Open:
    """Opens a chapter as it is served, under its policy."""

    def open_page(language: str = "en", chapter: str = CHAPTER, *, fragment: str = "", **options: object) -> Page:
        # Without the worker, which would load what a test holds back in its own way.
        page = new_page(**{"viewport": DESKTOP, "service_workers": "block", **options})
        page.goto(f"{address}/{language}/{chapter}.html{fragment}")
        if options.get("java_script_enabled", True):
            until(page, MADE)
        return page

    return open_page


def baskets(page: Page) -> Locator:
    return page.locator("figure.press-chart", has=page.locator("#chart-harvest-baskets"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_has_three_faces_in_the_language_of_its_page_that_stay_in_place(opened: Open, language: str) -> None:
    figure = baskets(opened(language))
    tabs = figure.get_by_role("tab")
    assert tabs.all_inner_texts() == FACES[language]
    panels = figure.get_by_role("tabpanel")
    assert panels.count() == 1
    assert panels.locator(".press-wide").is_visible()
    before = tabs.evaluate_all(PLACES)
    for number, shown in ((1, "table"), (2, "dl")):
        tabs.nth(number).click()
        assert tabs.evaluate_all(PLACES) == before
        assert panels.count() == 1
        assert panels.locator(shown).first.is_visible()
        assert panels.get_attribute("aria-labelledby") == tabs.nth(number).get_attribute("id")
        assert figure.locator("figcaption").is_visible()


def test_the_tabs_are_walked_with_the_arrows_and_are_one_stop_for_the_keyboard(opened: Open) -> None:
    figure = baskets(opened())
    tabs = figure.get_by_role("tab")
    tabs.first.focus()
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
        tabs.page.keyboard.press(key)
        walked.append(figure.locator("[role=tab]:focus[aria-selected=true]").inner_text())
    assert walked == ["Table", "Data", "Chart", "Table", "Chart", "Chart", "Data"]
    assert figure.locator("[role=tab][tabindex='0']").count() == 1


def test_a_link_to_a_face_opens_it(opened: Open) -> None:
    page = opened(fragment="#chart-harvest-baskets-data")
    assert baskets(page).locator("[role=tab][aria-selected=true]").inner_text() == "Data"
    page.evaluate("location.hash = '#chart-harvest-baskets-table'")
    until(page, "!document.getElementById('chart-harvest-baskets-table').hidden")


def test_without_a_script_the_parts_stand_below_the_chart_and_open(opened: Open) -> None:
    page = opened("kk", java_script_enabled=False)
    assert baskets(page).locator("svg.press-wide").is_visible()
    assert not page.locator(".press-faces-bar").first.is_visible()
    parts = page.locator("#chart-harvest-baskets-faces details")
    assert parts.locator("summary").all_inner_texts() == FACES["kk"][1:]
    for part in parts.all():
        part.locator("summary").click()
        assert part.locator("table, dl").first.is_visible()


def test_what_can_be_taken_away_opens_and_says_where_it_is_from(opened: Open) -> None:
    page = opened("ru")
    figure = baskets(page)
    figure.get_by_role("tab").nth(2).click()
    links = figure.locator("a[download]")
    files = {str(link.get_attribute("href")).split(".ru.", 1)[-1]: link for link in links.all()}
    taken = {kind: saved(page, link) for kind, link in files.items() if "/" not in kind}
    assert set(taken) == {"svg", "png", "csv", "vl.json", "metadata.json"}
    assert all(path.name.startswith("harvest-baskets.ru.") for path in taken.values())
    picture = ElementTree.fromstring(taken["svg"].read_text(encoding="utf-8"))
    words = as_written(" ".join(picture.itertext()))
    assert as_written(figure.locator(".caption-text").inner_text()).split(":")[0] in words
    assert as_written(figure.locator(".press-source").inner_text()).split("(")[0].strip() in words
    head = taken["png"].read_bytes()[:24]
    width, height = struct.unpack(">II", head[16:24])
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (width, height) == tuple(round(2 * float(str(picture.get(side)))) for side in ("width", "height"))


def saved(page: Page, link: Locator) -> Path:
    with page.expect_download() as download:
        link.click()
    folder = Path(str(download.value.path())).parent
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def test_axe_finds_nothing_to_object_to_on_any_face(new_page: NewPage, site: Path) -> None:
    page = new_page(viewport=PHONE, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{site.as_uri()}/ru/{CHAPTER}.html")
    for number in range(3):
        for figure in page.locator("figure.press-chart").all():
            figure.get_by_role("tab").nth(number).click()
        assert objections_in_both(page, within="figure.press-chart") == []
        turn(page, "light")
