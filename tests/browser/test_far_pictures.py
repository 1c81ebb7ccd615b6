"""Pictures that wait until they come near: nothing a reader sees moves, and every way to them leads to them."""

from __future__ import annotations

import pytest
from loading import OBSERVE
from playwright.sync_api import Page, ViewportSize
from served import DESKTOP, NEEDS_SITE, PHONE, NewPage, until

pytestmark = NEEDS_SITE

CHAPTER = "officials-online"
HEIGHT = "document.documentElement.scrollHeight"
# A picture that waits keeps what is in it from being laid out.
ASLEEP = """(picture) => ![...picture.querySelectorAll("svg")].some((svg) => svg.checkVisibility({ contentVisibilityAuto: true }))"""
# Scripts have made tabs of the faces.
DONE = """() => !document.querySelector(".press-faces-bar:not([role])")"""
VIEWPORTS = pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])


@pytest.fixture
def opened(new_page: NewPage, address: str, viewport: ViewportSize) -> Page:
    page = new_page(viewport=viewport)
    page.add_init_script(OBSERVE)
    # A chapter with long tables as well, which get their tools when they come near.
    page.goto(f"{address}/en/since-2019.html")
    until(page, DONE)
    return page


def scroll(page: Page, screens: float) -> None:
    """Turn the wheel by so many screens, and let the browser draw what came near."""
    before = page.evaluate("scrollY")
    page.mouse.move(200, 400)
    page.mouse.wheel(0, screens * page.evaluate("innerHeight"))
    until(
        page,
        "(before) => scrollY !== before || scrollY <= 0 || scrollY + innerHeight >= document.body.scrollHeight - 1",
        before,
    )
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


@VIEWPORTS
def test_nothing_moves_while_a_reader_goes_down_and_up_the_page(opened: Page) -> None:
    waiting = opened.locator(".press-waits")
    assert waiting.last.evaluate(ASLEEP)
    while opened.evaluate(f"scrollY + innerHeight < {HEIGHT} - 1"):
        scroll(opened, 0.8)
    # Tables that came near have their tools now.
    height = opened.evaluate(HEIGHT)
    while opened.evaluate("scrollY > 0"):
        scroll(opened, -0.8)
    assert opened.evaluate(HEIGHT) == height
    assert opened.evaluate("seen.shift") == 0


@pytest.mark.parametrize("language", ["kk"])
@VIEWPORTS
def test_the_place_kept_for_a_picture_is_as_large_as_the_picture(
    new_page: NewPage, address: str, viewport: ViewportSize, language: str
) -> None:
    page = new_page(viewport=viewport, java_script_enabled=False)
    page.goto(f"{address}/{language}/{CHAPTER}.html")
    pictures = page.locator(".press-waits")
    assert pictures.count() > 1
    for picture in pictures.all():
        kept = picture.bounding_box()
        picture.scroll_into_view_if_needed()
        drawn = picture.locator("svg:visible").bounding_box()
        assert kept and drawn
        assert abs(kept["width"] - drawn["width"]) < 0.1
        assert abs(kept["height"] - drawn["height"]) < 0.1
