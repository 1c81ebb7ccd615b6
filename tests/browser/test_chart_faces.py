"""The faces of a chart in a real browser: picture, table, files and provenance; and pictures that wait until they come near."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, ViewportSize
from support.axe import objections_in_both
from support.built_site import DESKTOP, LANGUAGES, NEEDS_SITE, PHONE, SITE, NewPage, as_written, turn, until
from support.page_loads import OBSERVE

pytestmark = NEEDS_SITE

CHAPTER = "officials-online"
FACES = {
    "en": ["Chart", "Table", "Data"],
    "kk": ["Диаграмма", "Кесте", "Деректер"],
    "ru": ["Диаграмма", "Таблица", "Данные"],
}
# Where tabs stand in their figure.
PLACES = """(tabs) => { const { x, y } = tabs[0].closest("figure").getBoundingClientRect();
  return tabs.map((tab) => tab.getBoundingClientRect()).map((place) => [place.x - x, place.y - y]) }"""
# Those of the survey who do not believe, as its chart counts them.
PEOPLE = "19"
# Scripts make tabs of the faces, one chart after the other.
MADE = "!document.querySelector('.press-faces-bar:not(:has([role=tab]))')"
# A picture that waits keeps what is in it from being laid out.
ASLEEP = """(picture) => ![...picture.querySelectorAll("svg")].some((svg) => svg.checkVisibility({ contentVisibilityAuto: true }))"""
HEIGHT = "document.documentElement.scrollHeight"
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


def survey(page: Page) -> Locator:
    return page.locator("figure.press-chart", has=page.locator("#chart-survey-answers"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_has_three_faces_in_the_language_of_its_page_that_stay_in_place(opened: Open, language: str) -> None:
    figure = survey(opened(language))
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
    figure = survey(opened())
    tabs = figure.get_by_role("tab")
    tabs.first.focus()
    walked = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"):
        tabs.page.keyboard.press(key)
        walked.append(figure.locator("[role=tab]:focus[aria-selected=true]").inner_text())
    assert walked == ["Table", "Data", "Chart", "Table", "Chart", "Chart", "Data"]
    assert figure.locator("[role=tab][tabindex='0']").count() == 1


def test_a_link_to_a_face_opens_it(opened: Open) -> None:
    page = opened(fragment="#chart-survey-answers-data")
    assert survey(page).locator("[role=tab][aria-selected=true]").inner_text() == "Data"
    page.evaluate("location.hash = '#chart-survey-answers-table'")
    until(page, "!document.getElementById('chart-survey-answers-table').hidden")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_has_a_short_name_and_a_description_with_numbers_of_its_table(opened: Open, language: str) -> None:
    figure = survey(opened(language))
    picture = figure.locator("svg.press-wide")
    assert 20 < len(str(picture.get_attribute("aria-label"))) < 300
    described = str(picture.get_attribute("aria-describedby"))
    words = str(figure.page.evaluate(f"document.getElementById('{described}').textContent"))
    cells = str(figure.page.evaluate("document.getElementById('chart-survey-answers-table').textContent"))
    assert PEOPLE in words and PEOPLE in cells


def test_without_a_script_the_parts_stand_below_the_chart_and_open(opened: Open) -> None:
    page = opened("kk", java_script_enabled=False)
    assert survey(page).locator("svg.press-wide").is_visible()
    assert not page.locator(".press-faces-bar").first.is_visible()
    parts = page.locator("#chart-survey-answers-faces details")
    assert parts.locator("summary").all_inner_texts() == FACES["kk"][1:]
    for part in parts.all():
        part.locator("summary").click()
        assert part.locator("table, dl").first.is_visible()


def test_what_can_be_taken_away_opens_and_says_where_it_is_from(opened: Open) -> None:
    page = opened("ru")
    figure = survey(page)
    figure.get_by_role("tab").nth(2).click()
    links = figure.locator("a[download]")
    files = {str(link.get_attribute("href")).split(".ru.", 1)[-1]: link for link in links.all()}
    taken = {kind: saved(page, link) for kind, link in files.items() if "/" not in kind}
    assert set(taken) == {"svg", "png", "csv", "vl.json", "metadata.json"}
    assert all(path.name.startswith("survey-answers.ru.") for path in taken.values())
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


def test_tables_name_their_columns_and_rows_and_scroll_by_keyboard_on_a_phone(opened: Open) -> None:
    page = opened("kk", "since-2019", viewport=PHONE)
    for table in page.locator("table.press-table:visible").all():
        caption = table.locator("caption").inner_text()
        region = page.get_by_role("region", name=caption).first
        assert table.locator("thead th:not([scope=col])").count() == 0
        assert table.locator("tbody tr").count() == table.locator("tbody tr > th[scope=row]:first-child").count()
        is_wider = region.evaluate("region => region.scrollWidth > region.clientWidth")
        until(page, "([r, wide]) => (r.tabIndex === 0) === wide", [region.element_handle(), is_wider])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_long_table_is_sorted_by_its_values_and_comes_back_to_its_order(opened: Open) -> None:
    page = opened("kk", "since-2019")
    table = page.locator("table.press-sortable", has=page.locator("caption")).last
    table.scroll_into_view_if_needed()
    before = table.locator("tbody tr > :first-child").all_inner_texts()
    head = table.locator("thead th.num").first
    column = head.evaluate("head => head.cellIndex")
    head.get_by_role("button").click()
    values = table.locator(f"tbody tr > :nth-child({column + 1})").all_inner_texts()
    numbers = [float(value.replace(",", ".").replace("\xa0", "")) for value in values]
    assert numbers == sorted(numbers) and len(set(numbers)) > 3
    head.get_by_role("button").click()
    head.get_by_role("button").click()
    assert table.locator("tbody tr > :first-child").all_inner_texts() == before


def test_axe_finds_nothing_to_object_to_on_any_face(new_page: NewPage) -> None:
    page = new_page(viewport=PHONE, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{SITE.as_uri()}/ru/{CHAPTER}.html")
    for number in range(3):
        for figure in page.locator("figure.press-chart").all():
            figure.get_by_role("tab").nth(number).click()
        assert objections_in_both(page, within="figure.press-chart") == []
        turn(page, "light")


def scroll(page: Page, screens: float) -> None:
    """Turn the wheel by so many screens, and let the browser draw what came near."""
    before = page.evaluate("scrollY")
    page.mouse.move(200, 400)
    page.mouse.wheel(0, screens * page.evaluate("innerHeight"))
    moved = "(before) => scrollY !== before || scrollY <= 0 || scrollY + innerHeight >= document.body.scrollHeight - 1"
    until(page, moved, before)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_moves_while_a_reader_scrolls_the_page(new_page: NewPage, address: str, viewport: ViewportSize) -> None:
    page = new_page(viewport=viewport)
    page.add_init_script(OBSERVE)
    # A chapter with long tables as well, which get their tools when they come near.
    page.goto(f"{address}/en/since-2019.html")
    until(page, MADE)
    assert page.locator(".press-waits").last.evaluate(ASLEEP)
    while page.evaluate(f"scrollY + innerHeight < {HEIGHT} - 1"):
        scroll(page, 0.8)
    # Tables that came near have their tools now.
    height = page.evaluate(HEIGHT)
    while page.evaluate("scrollY > 0"):
        scroll(page, -0.8)
    assert page.evaluate(HEIGHT) == height
    assert page.evaluate("seen.shift") == 0
