"""The table of findings in a real browser: folded, filtered, on a phone, without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, PHONE, NewPage, serving, until
from support.small_books import Built

# What fails stands open, the rest is folded.
FAILING, FOLDED = ["share", "cost"], ["opened", "cars", "visitors"]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def host(built_book: Callable[[str], Built]) -> Iterator[str]:
    """Where the site of the book on a bridge is served."""
    with serving(built_book("audit").site) as address:
        yield address


@pytest.fixture
def opened(new_page: NewPage, host: str) -> Open:
    """Opens the page of findings."""

    def open_page(language: str = "en", *, fragment: str = "", **options: object) -> Page:
        page = new_page(**{"viewport": DESKTOP, "service_workers": "block", **options})
        page.goto(f"{host}/{language}/audit.html{fragment}")
        if options.get("java_script_enabled", True):
            # Once the table is near what is seen.
            until(page, "document.querySelector('.press-table-status')")
        return page

    return open_page


def shown(page: Page) -> list[str]:
    """The claims of the rows that can be seen, from top to bottom."""
    rows = page.locator(".press-findings tbody tr")
    seen = [rows.nth(index) for index in range(rows.count())]
    return [str(row.get_attribute("id")).removeprefix("finding-") for row in seen if row.is_visible()]


def test_a_button_for_each_verdict_shows_its_rows_alone(opened: Open) -> None:
    page = opened()
    group = page.get_by_role("group", name="Verdict")
    assert group.get_by_role("button").all_inner_texts() == [
        "All 5", "confirmed 1", "contradicts another figure 1", "contradicts the record 1", "adds up 1",
        "could not be checked 1",
    ]  # fmt: skip
    button = group.get_by_role("button", name="contradicts the record")
    button.click()
    assert shown(page) == ["cost"]
    assert button.get_attribute("aria-pressed") == "true"
    assert group.get_by_role("button", name="All").get_attribute("aria-pressed") == "false"
    assert page.locator(".press-table-status").inner_text() == "Rows shown: 1 of 5"
    button.click()
    assert len(shown(page)) == 5
    expect(group.get_by_role("button", name="All")).to_have_attribute("aria-pressed", "true")


QUERIES = {
    "SUNDAYS": ["cars"],
    "register.example": ["cost", "opened", "cars"],
    "bridge cost": ["cost"],
    "стоимость": ["cost"],
    "4,013": ["cars"],
    "giraffe": [],
    "  ": FAILING,
}


def test_the_field_finds_rows_by_all_of_their_words(opened: Open) -> None:
    page = opened()
    for query, found in QUERIES.items():
        page.get_by_label("Find in the table").fill(query)
        assert shown(page) == found
        assert page.locator(".press-table-status").inner_text() == f"Rows shown: {len(found)} of 5"
    page.get_by_text("The bridge: 3").click()
    expect(page.locator(".press-table-status")).to_have_text("Rows shown: 5 of 5")


def test_the_address_keeps_which_verdict_is_shown_and_a_link_to_it_shows_the_same(opened: Open) -> None:
    page = opened()
    button = page.get_by_role("button", name="contradicts the record")
    button.click()
    assert page.url.endswith("/en/audit.html?verdict=contradicts-record")
    page.reload()
    until(page, "document.querySelector('.press-table-status')")
    assert shown(page) == ["cost"]
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert page.url.endswith("/en/audit.html")
    assert shown(opened(fragment="?verdict=nothing")) == FAILING
    # A link to a row shows it, whatever the address keeps.
    assert set(FAILING) <= set(shown(opened(fragment="?verdict=confirmed#finding-cost")))


def test_a_link_to_a_row_shows_it_whatever_is_filtered(opened: Open) -> None:
    page = opened(fragment="#finding-cost")
    page.get_by_role("button", name="confirmed").click()
    assert shown(page) == ["opened"]
    page.evaluate("location.hash = '#finding-share'")
    until(page, "!document.getElementById('finding-share').hidden")
    assert set(FAILING) <= set(shown(page))
    page.evaluate("location.hash = '#finding-visitors'")
    until(page, "document.getElementById('finding-visitors').checkVisibility()")
    assert shown(page) == FAILING + FOLDED == shown(opened(fragment="#finding-cars"))


def test_without_a_script_every_row_is_there_and_no_control(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert shown(page) == FAILING
    page.get_by_text("The bridge: 3").click()
    assert shown(page) == FAILING + FOLDED
    assert page.locator(".press-table-tools").count() == 0
    assert page.get_by_role("link", name="Download as CSV").is_visible()


@pytest.mark.parametrize(("language", "script"), [("en", True), ("kk", False)])
def test_on_a_phone_each_row_is_a_card_that_names_its_cells(opened: Open, language: str, script: bool) -> None:
    page = opened(language, viewport=PHONE, java_script_enabled=script)
    boxes = page.locator("#finding-cost > *").evaluate_all(
        "cells => cells.map(cell => cell.getBoundingClientRect().toJSON())"
    )
    figure, article, record, verdict, why = boxes
    assert figure["x"] == article["x"] == verdict["x"] == why["x"]
    assert figure["y"] < article["y"] <= record["y"] < verdict["y"] < why["y"]
    assert all(box["right"] <= PHONE["width"] for box in boxes)


@pytest.mark.parametrize("width", [320, 1000, 1280])
def test_values_are_never_broken_and_stand_on_the_line_of_the_verdict(opened: Open, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900})
    page.get_by_text("The bridge: 3").click()
    values = page.locator(".press-finding-value .press-number").evaluate_all(
        "all => all.map(e => e.getClientRects().length)"
    )
    assert values == [1] * 8
    bottoms = (
        page.locator("#finding-share")
        .locator("td:not(:last-child) :is(.press-number, .press-verdict)")
        .evaluate_all("all => all.map(e => e.getClientRects()[0].bottom)")
    )
    assert width < 500 or max(bottoms) - min(bottoms) < 8


def test_on_a_phone_the_table_is_still_a_table_to_screen_readers(opened: Open) -> None:
    page = opened(viewport=PHONE)
    table = page.get_by_role("table", name="Every figure and its verdict")
    rows = table.get_by_role("row")
    assert rows.count() == 3
    assert rows.first.get_by_role("columnheader").count() == 5
    assert [rows.nth(index).get_by_role("cell").count() for index in (1, 2)] == [4] * 2
    expect(rows.nth(2).get_by_role("rowheader")).to_contain_text("Cost of the bridge")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(rows.nth(2).get_by_role("cell").nth(1)).to_contain_text("We compute: 1.8 million US dollars")


def test_axe_finds_nothing_to_object_to(opened: Open) -> None:
    page = opened(viewport=PHONE, color_scheme="light", reduced_motion="reduce")
    page.get_by_role("button", name="confirmed").click()
    assert objections_in_both(page) == []
