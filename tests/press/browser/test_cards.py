"""Cards in a real browser: what a number and a citation open in place, and where they lead without it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, PHONE, NewPage, as_written, turn

CHAPTER = "year"
KINDS = ("number", "citation")
# What is asked for to open a card: the part of the script, and then the page.
PART, PAGES = "**/shared/cards.*.js", ("**/number/*.html", "**/harvest.html")
OPEN = "article .press-card"


def link(page: Page, kind: str) -> Locator:
    """The first link of a kind in the running text, in the middle of the screen: the header covers what is above."""
    found = page.locator(f"article p a.press-{kind}").first
    found.evaluate("link => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return found


@pytest.mark.parametrize(("language", "kind"), [("en", "number"), ("kk", "citation")])
def test_a_card_opens_by_a_click_is_a_dialog_with_a_name_and_closes_by_its_button(
    page: Page, address: str, language: str, kind: str
) -> None:
    page.goto(f"{address}/{language}/{CHAPTER}.html")
    opener = link(page, kind)
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.click()
    card = page.get_by_role("dialog")
    expect(card).to_have_count(1)
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert card.get_attribute("aria-label")
    expect(card).to_be_focused()
    assert "#" not in page.url
    card.get_by_role("button").click()
    expect(page.locator(OPEN)).to_have_count(0)
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_opens_by_a_tap_within_the_screen_and_closes_by_one(new_page: NewPage, address: str, kind: str) -> None:
    phone = new_page(viewport=PHONE, has_touch=True, is_mobile=True, service_workers="block")
    phone.goto(f"{address}/kk/{CHAPTER}.html")
    opener = link(phone, kind)
    opener.tap()
    card = phone.locator(OPEN)
    expect(card).to_be_visible()
    box = card.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    expect(card).to_be_in_viewport(ratio=0.5)
    opener.tap()
    expect(card).to_have_count(0)


def test_one_card_is_open_at_a_time_and_a_mouse_that_rests_opens_none(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html")
    link(page, "number").hover()
    page.wait_for_timeout(600)
    assert page.locator(OPEN).count() == 0
    link(page, "number").click()
    number = page.locator(OPEN).get_attribute("aria-label")
    link(page, "citation").click()
    expect(page.locator(OPEN)).not_to_have_attribute("aria-label", str(number))
    expect(page.locator(OPEN)).to_have_count(1)
    expect(link(page, "number")).to_have_attribute("aria-expanded", "false")


def test_a_term_opens_what_the_glossary_says_and_leads_there(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/accounts.html")
    opener = link(page, "term")
    entry = str(opener.get_attribute("href"))
    opener.click()
    card = page.get_by_role("dialog")
    name = str(card.get_attribute("aria-label"))
    assert as_written(card.locator("strong").text_content()) == name
    card.locator(".press-card-foot a").click()
    page.wait_for_url(f"**/{entry}")
    assert as_written(page.locator("dt:has(:target)").text_content()) == name


def test_the_last_line_of_a_card_leads_to_the_list_and_the_list_back_to_the_text(page: Page, address: str) -> None:
    page.goto(f"{address}/ru/{CHAPTER}.html")
    opener = link(page, "citation")
    entry = str(opener.get_attribute("href"))
    opener.click()
    assert "A Book of Orchards" in as_written(page.locator(OPEN).text_content())
    page.locator(f"{OPEN} .press-card-foot a").click()
    page.wait_for_url(f"**/{entry}")
    listed = page.locator(".press-reference:target")
    assert listed.is_visible()
    listed.locator(f".press-cited-in a[href*='{CHAPTER}']").first.click()
    page.wait_for_url(f"**/{CHAPTER}.html#*")
    assert page.locator(".bibtex-citation:target a.press-citation").first.get_attribute("href") == entry


@pytest.mark.parametrize(("language", "kind"), [("kk", "number"), ("ru", "citation")])
def test_without_scripts_a_link_leads_to_the_entry(new_page: NewPage, address: str, language: str, kind: str) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{address}/{language}/{CHAPTER}.html")
    opener = link(page, kind)
    entry = str(opener.get_attribute("href"))
    opener.click()
    page.wait_for_url(f"**{entry}")
    assert page.locator(":target" if kind == "citation" else "main h1").is_visible()


@pytest.mark.parametrize("lost", [PART, *PAGES])
def test_a_link_is_followed_if_the_card_cannot_be_had(page: Page, address: str, lost: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html")
    page.route(lost, lambda route: route.continue_() if route.request.is_navigation_request() else route.abort())
    start = lost.removeprefix("**/").partition("*")[0] if lost in PAGES else "number"
    opener = page.locator(f"article p a:is(.press-number, .press-citation)[href^='{start}']").first
    entry = str(opener.get_attribute("href"))
    opener.click()
    page.wait_for_url(f"**/{entry}")


@pytest.mark.parametrize("sign", ["hover", "focus"])
def test_nothing_of_a_card_is_loaded_before_the_first_sign_and_its_page_after(
    page: Page, address: str, sign: str
) -> None:
    asked: list[str] = []
    wanted = ("/number/", "/cards.")
    page.on("request", lambda request: asked.append(request.url) if any(one in request.url for one in wanted) else None)
    page.goto(f"{address}/kk/{CHAPTER}.html", wait_until="networkidle")
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    assert asked == []
    number = link(page, "number")
    with page.expect_response(lambda response: response.url == number.evaluate("link => link.href")):
        getattr(number, sign)()
    number.click()
    expect(page.locator(OPEN)).to_be_visible()
    assert len(asked) == 2


def test_on_a_page_from_a_folder_a_link_leads_to_the_page_of_the_card(page: Page, site: Path) -> None:
    page.goto((site / "kk" / f"{CHAPTER}.html").as_uri())
    link(page, "number").click()
    page.wait_for_url("**/number/*.html")
    assert page.locator("h1").is_visible()
    page.locator("footer a").first.click()
    page.wait_for_url("**/kk/*.html#*")


@pytest.mark.parametrize(("language", "viewport"), [("en", DESKTOP), ("kk", PHONE)])
def test_axe_finds_nothing_to_object_to_while_a_card_is_open(
    new_page: NewPage, address: str, language: str, viewport: ViewportSize
) -> None:
    page = new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}/{language}/{CHAPTER}.html")
    for kind in KINDS:
        link(page, kind).press("Enter")
        expect(page.locator(OPEN)).to_be_visible()
        assert objections_in_both(page, within=OPEN) == []
        turn(page, "light")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        page.keyboard.press("Escape")
        expect(page.locator(OPEN)).to_have_count(0)


# What the foot of a page has where the book names an address.
REPORT = """() => {
  const body = encodeURIComponent("What is wrong?\\r\\n/ru/year.html");
  document.querySelector(".page-footer").innerHTML += `<a class="press-report" href="mailto:me@book.example?subject=It&body=${body}">!</a>`;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_offers_to_report_an_error_in_its_paragraph_where_the_foot_of_the_page_does(
    page: Page, address: str, kind: str
) -> None:
    page.goto(f"{address}/ru/{CHAPTER}.html")
    opener = link(page, kind)
    opener.click()
    expect(page.locator(OPEN)).to_be_visible()
    expect(page.locator(f"{OPEN} .press-report")).to_have_count(0)
    page.keyboard.press("Escape")
    page.evaluate(REPORT)
    opener.click()
    letter = unquote(page.locator(f"{OPEN} .press-report").get_attribute("href") or "")
    paragraph, target = opener.evaluate("link => [link.closest('p').id, link.getAttribute('href')]")
    assert paragraph and letter.splitlines()[-1] == f"/ru/year.html#{paragraph} {target}"
