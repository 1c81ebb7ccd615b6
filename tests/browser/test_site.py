"""The built site in a real browser, served under a sub-path as on a project page."""

from __future__ import annotations

import pytest
from axe import OF_COLOURS, objections
from kinds import pages_to_check
from playwright.sync_api import Browser, Page, ViewportSize, expect
from served import DESKTOP, LANGUAGES, NEEDS_SITE, PHONE, ROOT, SITE, foreign, turn

KINDS = ("index", "digital-state", "every-figure", "references", "data", "notebooks/survey", "figures")

pytestmark = NEEDS_SITE


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_ask_no_other_host_and_report_no_error(page: Page, address: str, language: str) -> None:
    problems: list[str] = []
    page.on("request", lambda request: problems.append(request.url) if foreign(request.url) else None)
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}.html")
        page.wait_for_load_state("networkidle")
    assert problems == []


def test_the_header_leads_to_the_same_page_in_another_language(page: Page, address: str) -> None:
    page.goto(f"{address}/en/january.html")
    page.get_by_role("link", name="Қазақша").click()
    expect(page).to_have_url(f"{address}/kk/january.html")
    assert page.locator("html").get_attribute("lang") == "kk"
    page.get_by_role("link", name="Русский").click()
    expect(page).to_have_url(f"{address}/ru/january.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_and_tables_are_there_without_scripts(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{address}/{language}/officials-online.html")
    charts = page.locator("figure.press-chart svg.press-narrow")
    chapter = (ROOT / "book" / language / "officials-online.md").read_text(encoding="utf-8")
    assert charts.count() == chapter.count(":::{chart} ") > 0
    assert all(charts.nth(index).is_visible() for index in range(charts.count()))
    details = page.locator(".press-faces details").first
    details.locator("summary").click()
    assert details.locator("table").is_visible()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_of_a_phone(browser: Browser, address: str, language: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}.html")
        # 320 px is what the reflow of WCAG 2.2 (1.4.10) asks for.
        for width in (PHONE["width"], 320):
            page.set_viewport_size({**PHONE, "width": width})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (kind, width)
    context.close()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", pages_to_check(SITE, "*/**/*.html"))
def test_axe_finds_nothing_to_object_to(browser: Browser, address: str, name: str, viewport: ViewportSize) -> None:
    context = browser.new_context(viewport=viewport, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{address}/{name}")
    page.wait_for_load_state("networkidle")
    found = objections(page)
    turn(page, "dark")
    found += objections(page, *OF_COLOURS)
    context.close()
    assert found == []
