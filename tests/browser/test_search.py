"""The search in a real browser: what it finds, by keyboard, in three languages, under a strict policy, with few bytes, and when its requests come late or never."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, Response, ViewportSize, expect
from support.axe import objections_in_both
from support.built_site import DESKTOP, LANGUAGES, NEEDS_SITE, PHONE, SITE, NewPage, turn, until

# No script throws, whatever is tried.
pytestmark = [*NEEDS_SITE, pytest.mark.usefixtures("no_errors")]

FIELD, STATUS = "#press-search-input", ".press-search-status"
RESULTS = ".press-search-results > li"
LINKS = ".press-search-results a"
MOST_BYTES = 100_000


def queries(language: str) -> list[dict[str, str]]:
    """What readers ask for, each with the page and the section that answer it."""
    with (Path(__file__).parent / "search_queries.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["language"] == language]


def ask(page: Page, text: str) -> None:
    """Type ``text`` as a reader does, and wait until all is said of it."""
    page.fill(FIELD, "")
    until(page, f"!document.querySelector('{STATUS}').textContent.trim()")
    page.fill(FIELD, text)
    until(page, f"/\\d|[«“]/.test(document.querySelector('{STATUS}').textContent)")
    settled(page)


def settled(page: Page) -> None:
    """Wait until no more results come."""
    until(page, "document.querySelector('.press-search-results').ariaBusy === 'false'")


def opened(page: Page, address: str, language: str, chapter: str = "introduction") -> Page:
    page.goto(f"{address}/{language}/{chapter}.html")
    listens(page)
    page.keyboard.press("/")
    expect(page.locator(FIELD)).to_be_focused()
    return page


def listens(page: Page) -> None:
    """Wait until the page answers the keys of the search, which it does some slices of its script after it is loaded."""
    expect(page.locator("button[aria-keyshortcuts]").first).to_be_attached()


def found(page: Page) -> list[list[str]]:
    """The links of each result, as ``page.html#section`` within the edition."""
    hrefs = page.locator(RESULTS).evaluate_all(
        "items => items.map(item => [...item.querySelectorAll('a')].map(link => link.href))"
    )
    return [[within_edition(href) for href in links] for links in hrefs]


def within_edition(href: str) -> str:
    parts = urlsplit(href)
    return "/".join(parts.path.split("/")[4:]) + (f"#{unquote(parts.fragment)}" if parts.fragment else "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_query_of_the_list_finds_its_page_among_the_first_three(page: Page, address: str, language: str) -> None:
    opened(page, address, language)
    asked = queries(language)
    assert len(asked) >= 20
    missed = []
    for query in asked:
        ask(page, query["query"])
        first = found(page)[:3]
        wanted = f"{query['page']}#{query['section']}" if query["section"] else query["page"]
        if not any(wanted in links for links in first):
            missed.append((query["query"], wanted, first))
    assert missed == []


def test_the_search_is_opened_used_and_left_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/introduction.html")
    listens(page)
    button = page.locator(".press-search-open")
    button.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("survey in Karaganda")
    page.locator(LINKS).nth(1).wait_for()
    settled(page)
    for place in (0, 1):
        page.keyboard.press("ArrowDown")
        expect(page.locator(LINKS).nth(place)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#press-search")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_key_of_the_slash_opens_the_search_on_a_cyrillic_keyboard_too(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/introduction.html")
    listens(page)
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '.', code: 'Slash', bubbles: true}))")
    expect(page.locator("#press-search")).to_be_visible()


def test_a_result_leads_to_its_section_and_shows_the_words_there(page: Page, address: str) -> None:
    opened(page, address, "kk")
    ask(page, "министрлердің аккаунттары")
    page.locator(".press-search-section[href*='officials-online-ministers']").click()
    page.wait_for_url("**/officials-online.html?**#officials-online-ministers")
    until(page, "CSS.highlights.has('press-found')")
    shown = page.evaluate("[...CSS.highlights.get('press-found')].map(range => range.toString().toLowerCase())")
    assert {"министрлер", "аккаунты"} <= set(shown)
    assert all(word.startswith(("министр", "аккаунт")) for word in shown)
    assert page.locator("#officials-online-ministers").evaluate("element => element.getBoundingClientRect().top") < 400
    page.keyboard.press("Escape")
    assert not page.evaluate("CSS.highlights.has('press-found')")
    expect(page).to_have_url(re.compile(r"^[^?]+$"))
    # In a fold too.
    page.goto(f"{address}/en/every-figure.html?found=facebook&found=users")
    tops = "[...CSS.highlights.get('press-found') || []].map(range => range.getBoundingClientRect().top)"
    until(page, f"{tops}.some(top => top > 0 && top < innerHeight)")


def test_nothing_found_offers_the_language_that_has_the_words(page: Page, address: str) -> None:
    opened(page, address, "ru")
    ask(page, "азаматтардың")
    expect(page.locator(STATUS)).to_contain_text("«азаматтардың»")
    offered = page.locator(".press-search-after a")
    expect(offered).to_have_count(1)
    expect(offered).to_have_text(re.compile(r"^Қазақша: \d+ бет$"))
    assert offered.get_attribute("lang") == "kk"
    count = int(re.findall(r"\d+", offered.inner_text())[0])
    offered.click()
    page.wait_for_url("**/kk/index.html?search=**")
    expect(page.locator(FIELD)).to_have_value("азаматтардың")
    expect(page.locator(STATUS)).to_have_text(f"{count} бет табылды")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_scripts_no_search_is_offered(new_page: NewPage, address: str, viewport: dict[str, int]) -> None:
    page = new_page(java_script_enabled=False, viewport=viewport)
    page.goto(f"{address}/en/introduction.html")
    expect(page.locator(".press-search-open")).to_have_count(1)
    expect(page.locator(".press-search-open")).to_be_hidden()
    expect(page.locator("#press-search")).to_be_hidden()


@pytest.mark.parametrize(("language", "said"), [("en", "folder"), ("kk", "қалтадан"), ("ru", "из папки")])
def test_a_book_opened_from_a_folder_says_why_it_cannot_be_searched(page: Page, language: str, said: str) -> None:
    page.goto((SITE / language / "introduction.html").as_uri())
    listens(page)
    page.locator(".press-search-open").last.click()
    expect(page.locator(".press-search-folder")).to_be_visible()
    expect(page.locator(".press-search-folder")).to_contain_text(said)
    page.locator(".press-search-folder a").click()
    page.wait_for_url(f"**/{language}/index.html")


def transferred(response: Response | None) -> int:
    """Bytes of a response as a server sends them that compresses what can be compressed."""
    body = response.body() if response else b""
    return min(len(body), len(gzip.compress(body, 9)))


@pytest.mark.parametrize(("language", "word"), [("en", "ministers"), ("kk", "министрлердің"), ("ru", "министров")])
def test_the_first_result_comes_with_few_bytes_and_none_before_the_search_is_opened(
    page: Page, address: str, language: str, word: str
) -> None:
    page.goto(f"{address}/{language}/introduction.html")
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert not [name for name in loaded if "pagefind" in name or "/search/" in name]
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: transferred(request.response())}))
    page.evaluate(
        """() => new MutationObserver((changes, observer) => {
          observer.disconnect();
          window.shownAt = performance.now();
        }).observe(document.querySelector(".press-search-results"), { childList: true })"""
    )
    page.keyboard.press("/")
    ask(page, word)
    until_shown = page.evaluate(
        "performance.getEntriesByType('resource').filter(entry => entry.responseEnd <= shownAt).map(entry => entry.name)"
    )
    needed = {url.rsplit("/", 1)[-1]: size for url, size in sizes.items() if url in until_shown}
    assert {"pagefind.js", "dialog.js", "engine.js"} <= set(needed)
    assert [name for name in needed if name.endswith(".pf_fragment")]
    assert sum(needed.values()) <= MOST_BYTES, needed


@pytest.mark.parametrize(("language", "viewport"), [("ru", DESKTOP), ("kk", PHONE)])
def test_axe_finds_nothing_to_object_to_in_the_dialog(
    new_page: NewPage, address: str, language: str, viewport: ViewportSize
) -> None:
    page = opened(new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce"), address, language)
    for text in ("Telegram", "xylophone"):
        ask(page, text)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert objections_in_both(page, within="#press-search") == []
        turn(page, "light")


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} .press-search-page").evaluate_all("all => all.map(one => one.href.split('?')[0])")


def test_enter_leads_to_what_was_typed_not_to_what_was_found_before(page: Page, address: str) -> None:
    opened(page, address, "en")
    ask(page, "survey")
    old = titles(page)[0]
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 1)
    page.fill(FIELD, "Zhanaozen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*found=*")
    assert "zhanaozen" in page.url.lower()
    assert old not in page.url


@pytest.mark.parametrize("part", ["dialog.js", "pagefind.js", "*.pf_fragment"])
def test_a_search_that_could_not_be_loaded_says_so_and_can_be_tried_again(page: Page, address: str, part: str) -> None:
    page.route(f"**/{part}*", lambda route: route.abort())
    opened(page, address, "en")
    page.fill(FIELD, "Telegram")
    expect(page.locator(STATUS)).to_contain_text("could not")
    page.unroute(f"**/{part}*")
    page.locator(".press-search-close").click()
    page.locator(".press-search-open").first.click()
    expect(page.locator(STATUS)).to_have_text(re.compile(r"\d"))
    settled(page)
    assert len(titles(page)) > 1


# Forms of some words as grammars of Kazakh give them: a query in any form finds all the others.
PARADIGMS = {
    "мемлекет": "мемлекет мемлекеттің мемлекетке мемлекетті мемлекетте мемлекеттен мемлекетпен мемлекеттер мемлекеттерге "
    "мемлекеттердің мемлекетіміз мемлекеті мемлекетінің мемлекетінде мемлекетіне мемлекеттегі",
    "азамат": "азамат азаматтар азаматтың азаматқа азаматтарға азаматтарды азаматтардан азаматтармен азаматы азаматтарының",
    "желі": "желі желінің желіге желіні желіде желіден желімен желілер желілерде желілердің желісі желісінде желілеріне желідегі",
    "кітап": "кітап кітаптың кітапқа кітапты кітапта кітаптан кітаппен кітаптар кітабы кітабының кітабында кітабымыз",
    "халық": "халық халықтың халыққа халықты халықта халықтан халықпен халқы халқының халқына халқымыз",
    "орын": "орын орынның орынға орында орны орнында орнына орындар орындарда",
    "тілек": "тілек тілекке тілектер тілегі тілегіне тілегінің",
    "қызмет": "қызмет қызметтің қызметке қызметтер қызметтеріне қызметі қызметін қызметінде қызметпен",
    "мәселе": "мәселе мәселенің мәселеге мәселені мәселеде мәселелер мәселелерді мәселесі мәселесіне мәселесінің",
    "заң": "заң заңның заңға заңды заңда заңнан заңмен заңдар заңдардың",
    "жүгіну": "жүгіну жүгінеді жүгінген жүгінгендер жүгінгендерді жүгінетін жүгініп жүгінуі жүгінбейді",
    "жазу": "жазған жазғандар жазады жазып жазатын жазбайды жазғаны",
}


# What only looks like an ending, names and abbreviations of which only the ending behind the hyphen is cut off.
WHOLE = "адам қоғам ғылым теңге кесте мақала сауалнама әдебиет мемлекеттік азаматтық ел үй"
STEMS = {
    **{word: word for word in WHOLE.split()},
    "telegram-да": "telegram",
    "млн-нан": "млн",
    "covid-19-дан": "covid-19",
    "бизнес-инкубатор": "бизнес-инкубатор",
}


def test_each_form_of_a_kazakh_word_finds_all_the_others_and_what_is_no_ending_stays(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/introduction.html")
    called = """async ([name, words]) => {
      const stems = await import(new URL("_static/search/stems-kk.js", document.baseURI).href);
      return words.map(stems[name]);
    }"""
    for forms in map(str.split, PARADIGMS.values()):
        for form, beginnings in zip(forms, page.evaluate(called, ["variants", forms]), strict=True):
            assert len(beginnings[0]) >= 3
            assert [other for other in forms if not other.startswith(tuple(beginnings))] == [], (form, beginnings)
    assert dict(zip(STEMS, page.evaluate(called, ["stem", list(STEMS)]), strict=True)) == STEMS
