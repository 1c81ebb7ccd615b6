"""The start page of the site in a real browser: what it offers first, what it costs, and the way to it from every page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from support.axe import OF_COLOURS, objections
from support.browser_pages import DESKTOP, LANGUAGES, PHONE, NewPage, serving
from support.built_site import NEEDS_SITE, SITE
from support.page_loads import Packing, load

pytestmark = NEEDS_SITE

NAMES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}
BACK = {"en": "All languages and files", "kk": "Барлық тілдер мен файлдар", "ru": "Все языки и файлы"}


def opened(new_page: NewPage, address: str, **options: Any) -> Page:
    """The start page in a context with ``options``."""
    page = new_page(service_workers="block", **options)
    page.goto(f"{address}/index.html")
    return page


def order(page: Page) -> list[str | None]:
    return [one.get_attribute("lang") for one in page.locator("section").all()]


def test_it_offers_first_what_was_chosen_last(new_page: NewPage, address: str) -> None:
    page = opened(new_page, address, viewport=DESKTOP, locale="fr-FR")
    page.locator("section[lang=ru] .read").click()
    expect(page).to_have_url(f"{address}/ru/index.html")
    page.goto(f"{address}/index.html")
    first = page.locator("section").first
    assert first.get_attribute("lang") == "ru"
    assert first.locator(".last").is_visible()
    assert page.locator(".last:visible").count() == 1


@pytest.mark.parametrize(
    ("locale", "first"), [("kk-KZ", "kk"), ("ru-RU", "ru"), ("fr-FR", "en")], ids=["Kazakh", "Russian", "French"]
)
def test_it_offers_first_the_language_of_the_browser_and_leads_nowhere_by_itself(
    new_page: NewPage, address: str, locale: str, first: str
) -> None:
    page = opened(new_page, address, locale=locale)
    expect(page).to_have_url(f"{address}/index.html")
    assert order(page) == [first, *(language for language in LANGUAGES if language != first)]
    assert page.locator(".last:visible").count() == 0


@pytest.mark.parametrize(
    "viewport",
    [{"width": 320, "height": 640}, PHONE, DESKTOP],
    ids=["small", "phone", "desktop"],
)
def test_one_wall_is_open_and_whole_and_each_edition_opens_its_own(
    new_page: NewPage, address: str, viewport: ViewportSize
) -> None:
    page = opened(new_page, address, viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    # Half as long as with a chart for each language.
    assert viewport != PHONE or page.evaluate("document.documentElement.scrollHeight") < 2600
    assert page.locator(".press-wall:visible").count() == 1
    summaries = set()
    for language in reversed(LANGUAGES):
        summary = page.locator(f".emblem[lang={language}] .parts")
        if language != LANGUAGES[0]:
            summary.click()
        box = page.locator(f".emblem[lang={language}] .press-wall").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"]
        summaries.add(summary.inner_text())
    assert len(summaries) == len(LANGUAGES)
    # Its numbers lead nowhere, and look so.
    look = page.locator(".emblem .press-wall > div > span").first.evaluate("one => getComputedStyle(one)")
    assert (look["textDecorationLine"], look["display"]) == ("none", "inline-block")


def test_without_scripts_all_of_it_is_there(new_page: NewPage, address: str) -> None:
    page = opened(new_page, address, java_script_enabled=False, viewport=PHONE)
    assert order(page) == list(LANGUAGES)
    assert page.locator(".press-wall:visible").count() == 1
    page.get_by_role("link", name=NAMES["kk"], exact=True).click()
    expect(page).to_have_url(f"{address}/kk/index.html")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_objects_to_nothing_on_the_start_page(new_page: NewPage, address: str, viewport: ViewportSize) -> None:
    for name in ("index", "404"):
        page = new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")
        page.goto(f"{address}/{name}.html")
        assert objections(page) == []
        page.emulate_media(color_scheme="dark")
        assert objections(page, *OF_COLOURS) == []


def test_it_comes_with_two_requests_and_a_tenth_of_what_a_page_may_cost_besides_the_typefaces_of_the_editions(
    browser: Browser,
) -> None:
    typefaces = [*SITE.glob("shared/latin.*.woff2"), *SITE.glob("shared/cyrillic.*.woff2")]
    with serving(SITE, Packing) as host:
        found = load(browser, f"{host}/index.html")
    assert found.requests <= 2 + len(typefaces) == 4 and found.other_hosts == 0
    assert found.bytes - sum(file.stat().st_size for file in typefaces) < 12_000
    assert found.shift == 0


@pytest.mark.parametrize(("language", "viewport"), [("kk", PHONE), ("ru", DESKTOP)])
def test_every_kind_of_page_leads_to_it_by_keyboard(
    new_page: NewPage, address: str, viewport: ViewportSize, language: str
) -> None:
    page = new_page(viewport=viewport, service_workers="block")
    for kind in ("index", "digital-state", "notebooks/survey"):
        page.goto(f"{address}/{language}/{kind}.html")
        if viewport == PHONE:
            page.locator("button[popovertarget=press-contents]:visible").first.focus()
            page.keyboard.press("Enter")
        link = page.get_by_role("link", name=BACK[language], exact=True)
        expect(link).to_be_visible()
        link.focus()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/index.html")


def test_every_link_leads_somewhere(new_page: NewPage, address: str) -> None:
    page = opened(new_page, address)
    assert page.locator("a").count() > 0
    assert page.locator("a:not([href])").count() == 0
