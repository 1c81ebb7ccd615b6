"""The frame of the pages in a real browser: what they load and allow, and what a reader operates besides the text."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser_pages import DESKTOP, LANGUAGES, PHONE, NewPage, serving, until
from support.page_loads import Packing, fonts_of, load

CHAPTER, NOTEBOOK = "year", "notebooks/harvest"


@pytest.fixture(scope="module")
def packed(site: Path) -> Iterator[str]:
    with serving(site, Packing) as address:
        yield address


class Late(Packing):
    """Sends typefaces later than pages, by more than a browser waits of itself and less than a page does."""

    def _send(self, path: Path, body: bytes) -> None:
        if path.suffix == ".woff2":
            time.sleep(0.6)
        super()._send(path, body)


@pytest.mark.parametrize("line", [Packing, Late], ids=["fast", "slow"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_the_first_page_of_a_visit_has_the_typeface_of_the_book_and_nothing_in_it_moves(
    browser: Browser, site: Path, line: type[Packing], width: int
) -> None:
    with serving(site, line) as address:
        for name in (
            "index.html",
            *(f"{language}/{page}.html" for language in LANGUAGES for page in ("index", CHAPTER)),
        ):
            first = load(browser, f"{address}/{name}", width)
            assert first.shift == 0, name
            assert set(first.typefaces) == {"Noto Serif"}, name


def test_an_inline_script_or_handler_that_someone_brings_in_does_not_run(page: Page, address: str) -> None:
    page.goto(f"{address}/en/index.html")
    page.evaluate(
        """() => { const script = document.createElement("script"); script.textContent = "window.broken = 1";
        document.body.append(script); document.body.insertAdjacentHTML("beforeend", "<img src='x:' onerror='window.broken = 2'>") }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None


def test_a_page_from_a_folder_has_its_style_and_scripts(page: Page, site: Path) -> None:
    problems: list[str] = []
    # From a folder a browser gives out typefaces when a letter needs them, but not in advance, and says so.
    harmless = ("Access to font", "net::ERR_FAILED")
    page.on(
        "console",
        lambda message: (
            problems.append(message.text)
            if message.type == "error" and not any(words in message.text for words in harmless)
            else None
        ),
    )
    page.goto((site / "kk" / f"{CHAPTER}.html").as_uri())
    page.locator(".press-mode").click()
    assert page.locator("html").get_attribute("data-mode") == "light"
    assert page.evaluate("getComputedStyle(document.querySelector('.book-contents')).position") == "sticky"
    assert problems == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_follow_the_system_and_then_the_choice_and_are_there_before_the_first_paint(
    new_page: NewPage, address: str, scheme: str
) -> None:
    other = {"light": "dark", "dark": "light"}[scheme]
    page = new_page(color_scheme=scheme, viewport=DESKTOP)
    # What the page is told of its colours while it is being read, long before deferred scripts run.
    page.add_init_script(
        "new MutationObserver(() => { window.first ??= document.body && document.documentElement.dataset.theme })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto(f"{address}/en/index.html")
    assert page.evaluate("window.first") == scheme
    button = page.locator(".press-mode")
    for _ in range(1 if other == "light" else 2):
        button.click()
    assert page.locator("html").get_attribute("data-theme") == other
    assert other in str(button.get_attribute("aria-label"))
    page.goto(f"{address}/ru/index.html")
    assert page.evaluate("window.first") == other


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_without_scripts_all_colours_are_those_of_the_system(new_page: NewPage, address: str, scheme: str) -> None:
    colours = """() => [...document.querySelectorAll("body, main, article *")].filter((one) => one.checkVisibility())
      .map((one) => ((style) => `${one.localName} ${style.color} ${style.backgroundColor} ${style.fill}`)(getComputedStyle(one)))"""
    seen = []
    for scripts in (True, False):
        page = new_page(color_scheme=scheme, viewport=DESKTOP, java_script_enabled=scripts)
        page.goto(f"{address}/en/{CHAPTER}.html")
        seen.append(set(page.evaluate(colours)))
        ink = page.evaluate("getComputedStyle(document.querySelector('article p')).color")
        assert (sum(map(int, re.findall(r"\d+", ink)[:3])) < 3 * 128) == (scheme == "light")
    with_scripts, without = seen
    assert {one for one in without if one.startswith(("body", "main", "p ", "figure", "text"))} <= with_scripts


@pytest.mark.parametrize("scripts", [True, False])
def test_a_phone_opens_contents_and_outline_with_scripts_or_not(new_page: NewPage, address: str, scripts: bool) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=scripts)
    page.goto(f"{address}/kk/{CHAPTER}.html")
    panel = page.locator(".book-contents")
    expect(panel).to_be_hidden()
    page.locator("header .open-contents").click()
    expect(panel.locator("a[aria-current=page]")).to_be_visible()
    # The outline stands below the chapter it is of, and above the next one.
    assert panel.locator("a[aria-current=page] + .page-outline").count() == 1
    sections = panel.locator(".page-outline > ul > li > a")
    assert sections.count() == page.locator("article > section > section").count() > 2
    expect(sections.first).to_be_visible()
    assert panel.evaluate("panel => panel.getBoundingClientRect().right") <= PHONE["width"]
    page.locator(".panel-close").click()
    expect(panel).to_be_hidden()
    # Who has read to the end need not go back to the header.
    page.locator(".contents-again button").click()
    expect(sections.first).to_be_visible()


def test_the_panel_closes_by_escape_and_once_it_has_led_to_a_section(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{address}/en/{CHAPTER}.html")
    panel, button = page.locator(".book-contents"), page.locator("header .open-contents")
    button.click()
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    button.click()
    link = panel.locator(".page-outline li a").nth(1)
    target = str(link.get_attribute("href"))
    link.click()
    expect(panel).to_be_hidden()
    expect(page).to_have_url(re.compile(f"{re.escape(target)}$"))
    expect(page.locator(target)).to_be_in_viewport()


def test_the_outline_marks_the_section_in_view(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html")
    links = page.locator(".page-outline li a")
    for number in (2, 1):
        links.nth(number).click()
        until(
            page,
            "n => [...document.querySelectorAll('.page-outline li a')][n].matches('[aria-current=true]')",
            number,
        )
    assert page.locator(".page-outline [aria-current=true]").count() == 1


def test_paper_gets_all_that_is_folded_in_light_colours_and_no_navigation(new_page: NewPage, address: str) -> None:
    page = new_page(color_scheme="dark", viewport=DESKTOP)
    page.goto(f"{address}/en/{NOTEBOOK}.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("article details:not([open])").count() == 0
    assert page.locator("html").get_attribute("data-theme") == "light"
    for unwanted in (".book-contents", ".page-outline", ".page-header", ".press-neighbours"):
        assert not page.locator(unwanted).is_visible()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.press-code[open]").count() == 0
    assert page.locator("html").get_attribute("data-theme") == "dark"


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_text_are_in_the_typeface_of_the_book_and_read_on_where_it_does_not_come(
    page: Page, packed: str, language: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{packed}/{language}/{CHAPTER}.html", wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    for part in ("h1", "section section > p:not(:has(ins, b))", "h2"):
        assert all(font["isCustomFont"] for font in fonts_of(session, part)[0]), part
    assert page.locator(".press-languages").is_visible()
    page.evaluate("document.documentElement.dataset.waiting = ''")
    assert not page.locator("h1").is_visible()
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    page.emulate_media(media="screen")
    page.route("**/*.woff2", lambda route: route.abort())
    page.goto(f"{packed}/{language}/accounts.html?without")
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("language", LANGUAGES)
def test_neighbours_are_offered_by_their_titles(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/{language}/{CHAPTER}.html")
    following = page.locator(".press-neighbours [rel=next]")
    title = following.locator(".press-neighbour-title").inner_text()
    with page.expect_navigation():
        following.click()
    assert page.locator("h1").inner_text().startswith(title)
    assert page.locator(".press-neighbours [rel=prev]").is_visible()
