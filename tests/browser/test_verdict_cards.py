"""What the sign of a verdict opens in a real browser: why, in place, by one click; and where it leads without a script."""

from __future__ import annotations

import csv

import pytest
from axe import OF_COLOURS, objections
from playwright.sync_api import Browser, Locator, Page, expect
from served import DESKTOP, LANGUAGES, NEEDS_SITE, PHONE, as_written, turn
from small_books import ROOT

pytestmark = NEEDS_SITE

# The sentence on Telegram, and a figure that belongs to a problem.
TELEGRAM, PROBLEM = ("officials-online", "#finding-telegram-users"), ("digital-state", "#finding-gii-77")


def words(code: str, language: str) -> str:
    """The words of a verdict in a language."""
    with (ROOT / "data" / "vocabulary" / "audit.csv").open(encoding="utf-8", newline="") as file:
        return next(row[language] for row in csv.DictReader(file) if row["code"] == code)


def sign(page: Page, target: str) -> Locator:
    """The first sign in the running text that leads to ``target``, in the middle of the screen."""
    found = page.locator(f"article p a[href$='{target}']:has(.press-verdict)").first
    found.evaluate("link => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return found


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_sentence_on_telegram_one_click_opens_the_verdict_and_why(
    browser: Browser, address: str, language: str, viewport: dict[str, int]
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    chapter, target = TELEGRAM
    page.goto(f"{address}/{language}/{chapter}.html")
    opener = sign(page, target)
    opener.press("Enter")
    card = page.get_by_role("dialog")
    expect(card).to_be_focused()
    verdict = words("verdict.not-checked", language)
    assert verdict in as_written(card.get_attribute("aria-label"))
    first, reason = (as_written(card.locator("p").nth(place).text_content()) for place in (0, 1))
    assert verdict in first and len(reason.split()) > 3
    assert f"/{chapter}.html" in page.url and "#" not in page.url
    assert objections(page, within="article .press-card") == []
    turn(page, "dark")
    assert objections(page, *OF_COLOURS, within="article .press-card") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()
    context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_a_figure_that_is_part_of_a_problem_says_what_to_write_instead_and_leads_to_the_full_account(
    page: Page, address: str, language: str
) -> None:
    chapter, target = PROBLEM
    page.goto(f"{address}/{language}/{chapter}.html")
    sign(page, target).click()
    card = page.get_by_role("dialog")
    for code in ("severity.changes-a-conclusion", "repeat.corrected"):
        expect(card).to_contain_text(words(code, language))
    card.locator(".press-card-foot a").last.click()
    page.wait_for_url("**/problems.html#problem-gii-year")


@pytest.mark.parametrize("target", [TELEGRAM, PROBLEM])
def test_without_scripts_a_sign_leads_to_where_its_verdict_is_explained(
    browser: Browser, address: str, target: tuple[str, str]
) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/kk/{target[0]}.html")
    page.locator(f"article p a[href$='{target[1]}']").first.click()
    page.wait_for_url(f"**{target[1]}")
    assert page.locator(":target").is_visible()
    context.close()


@pytest.mark.parametrize("chapter", ["index", "digital-state", "officials-online", "january"])
def test_every_sign_that_opens_a_card_finds_one(page: Page, address: str, chapter: str) -> None:
    page.goto(f"{address}/ru/{chapter}.html")
    page.evaluate("pressLoad(document.querySelector('article').dataset.pressCards)")
    missing = "[...document.querySelectorAll('article a.press-opener')].filter((link) => !pressCards[pressId(link)]).map(String)"
    assert page.locator("article a.press-opener").count() > 3
    assert page.evaluate(missing) == []
