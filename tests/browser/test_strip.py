"""The marks of all figures in a real browser: how large they are, what they are called and lead to, what they cost."""

from __future__ import annotations

import re

import pytest
from axe import OF_COLOURS, objections
from playwright.sync_api import Browser, Page, expect
from served import DESKTOP, LANGUAGES, NEEDS_SITE, PHONE, turn

pytestmark = NEEDS_SITE

SMALL = {"width": 320, "height": 640}
SIZES = """links => links.map(link => link.getBoundingClientRect()).map(box => Math.min(box.width, box.height))"""


@pytest.mark.parametrize("viewport", [SMALL, PHONE, DESKTOP], ids=["small", "phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_figure_is_a_named_link_that_a_finger_can_meet(
    browser: Browser, address: str, language: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/{language}/index.html")
    links = page.locator(".press-strip li a")
    assert links.count() == 51 and min(links.evaluate_all(SIZES)) >= 24
    names = [one.get_attribute("aria-label") or "" for one in links.all()]
    assert len(set(names)) == 51 and all(re.search(r", .*\d.*: \D+$", name) for name in names)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    links.nth(50).click()
    expect(page).to_have_url(re.compile(r"every-figure.html#finding-survey-40-percent$"))
    context.close()


@pytest.mark.parametrize("name", ["index", "officials-online"])
def test_axe_finds_nothing_to_object_to_in_a_strip(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/ru/{name}.html")
    turn(page, "light")
    assert objections(page, within=".press-strip") == []
    turn(page, "dark")
    assert objections(page, *OF_COLOURS, within=".press-strip") == []


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Skip the figures"), ("kk", "Сандарды өткізіп жіберу"), ("ru", "Пропустить числа")]
)
def test_a_reader_with_a_keyboard_can_pass_by_all_figures(page: Page, address: str, language: str, name: str) -> None:
    page.goto(f"{address}/{language}/index.html")
    past = page.get_by_role("link", name=name, exact=True)
    past.focus()
    assert past.evaluate("link => getComputedStyle(link).clipPath") == "none"
    past.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.press-strip')") is None
