"""The panel for citing in a real browser, and what it copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, PHONE, NewPage, until

CHAPTER = "year.html"


def test_the_panel_works_without_a_script(new_page: NewPage, address: str, site: Path) -> None:
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{address}/kk/{CHAPTER}")
    panel = page.locator("#press-cite")
    assert not panel.is_visible()
    page.get_by_role("button", name="Сілтеме жасау", exact=True).click()
    assert panel.is_visible()
    assert panel.locator("details").first.locator(".press-cite-text").count() == 2
    assert panel.locator("details").nth(1).locator(".press-cite-text").first.is_hidden()
    panel.locator("summary").nth(1).click()
    assert panel.locator("details").nth(1).locator(".press-cite-text").first.is_visible()
    assert panel.locator("details").first.locator(".press-cite-text").first.is_hidden()
    assert page.locator("button.press-cite-copy:visible").count() == 0
    files = [link.get_attribute("href") or "" for link in panel.locator("a[download]").all()]
    assert len(files) == 6
    assert all((site / "kk" / file).is_file() for file in files)


def test_a_citation_is_copied_as_it_is_shown_and_the_reader_is_told(
    new_page: NewPage, address: str, site: Path
) -> None:
    page = new_page(viewport=DESKTOP, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/ru/{CHAPTER}")
    page.locator(".press-cite-open").click()
    for place in ("1", "2", "bib-name", "ris-name"):
        source = page.locator(f"#press-cite-chapter-{place}")
        page.locator(f"button[data-press-copy='press-cite-chapter-{place}']").click()
        until(page, "document.querySelector('.press-cite-status').textContent")
        file = source.get_attribute("href")
        text = (site / "ru" / file).read_text(encoding="utf-8") if file else source.text_content() or ""
        assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text.strip()
        assert page.locator(".press-cite-status").text_content() == "Скопировано"
        page.evaluate("document.querySelector('.press-cite-status').textContent = ''")


def test_no_file_is_fetched_before_the_panel_is_opened(page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/cite/" in request.url else None)
    for _ in range(5):
        page.goto(f"{address}/en/{CHAPTER}")
        page.wait_for_timeout(200)
    assert fetched == []
    page.locator(".press-cite-open").click()
    page.locator("button[data-press-copy='press-cite-chapter-ris-name']").wait_for()
    assert len(fetched) == 2


@pytest.mark.parametrize(("language", "viewport"), [("kk", PHONE), ("ru", DESKTOP)])
def test_axe_finds_nothing_to_object_to_in_the_open_panel(
    new_page: NewPage, address: str, language: str, viewport: ViewportSize
) -> None:
    page = new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}/{language}/{CHAPTER}")
    page.locator(".press-cite-open").first.click()
    assert objections_in_both(page, within="#press-cite") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
