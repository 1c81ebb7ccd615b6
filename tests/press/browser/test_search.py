"""The search in a real browser: by keyboard, in three languages, under a strict policy, and when its requests come late or never."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, PHONE, NewPage, turn, until
from support.search_dialog import FIELD, RESULTS, STATUS, ask, listens, opened, settled

# No script throws, whatever is tried.
pytestmark = pytest.mark.usefixtures("no_errors")

LINKS = ".press-search-results a"


def test_the_search_is_opened_used_and_left_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/year.html")
    listens(page)
    button = page.locator(".press-search-open")
    button.focus()
    page.keyboard.press("Control+k")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.type("baskets of pears")
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
    page.goto(f"{address}/kk/year.html")
    listens(page)
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '.', code: 'Slash', bubbles: true}))")
    expect(page.locator("#press-search")).to_be_visible()


def test_a_result_leads_to_its_section_and_shows_the_words_there(page: Page, address: str) -> None:
    opened(page, address, "kk", "harvest")
    ask(page, "көршілердің себеттері")
    page.locator(".press-search-section[href*='year-summer']").click()
    page.wait_for_url("**/year.html?**#year-summer")
    until(page, "CSS.highlights.has('press-found')")
    shown = page.evaluate("[...CSS.highlights.get('press-found')].map(range => range.toString().toLowerCase())")
    assert {"көршілер", "себет"} <= set(shown)
    assert all(word.startswith(("көрші", "себет")) for word in shown)
    assert page.locator("#year-summer").evaluate("element => element.getBoundingClientRect().top") < 400
    page.keyboard.press("Escape")
    assert not page.evaluate("CSS.highlights.has('press-found')")
    expect(page).to_have_url(re.compile(r"^[^?]+$"))


def test_nothing_found_offers_the_language_that_has_the_words(page: Page, address: str) -> None:
    opened(page, address, "ru", "harvest")
    ask(page, "себеттердің")
    expect(page.locator(STATUS)).to_contain_text("«себеттердің»")
    offered = page.locator(".press-search-after a")
    expect(offered).to_have_count(1)
    expect(offered).to_have_text(re.compile(r"^Қазақша: \d+ бет$"))
    assert offered.get_attribute("lang") == "kk"
    count = int(re.findall(r"\d+", offered.inner_text())[0])
    offered.click()
    page.wait_for_url("**/kk/index.html?search=**")
    expect(page.locator(FIELD)).to_have_value("себеттердің")
    expect(page.locator(STATUS)).to_have_text(f"{count} бет табылды")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_without_scripts_no_search_is_offered(new_page: NewPage, address: str, viewport: dict[str, int]) -> None:
    page = new_page(java_script_enabled=False, viewport=viewport)
    page.goto(f"{address}/en/year.html")
    expect(page.locator(".press-search-open")).to_have_count(1)
    expect(page.locator(".press-search-open")).to_be_hidden()
    expect(page.locator("#press-search")).to_be_hidden()


@pytest.mark.parametrize(("language", "said"), [("en", "folder"), ("kk", "қалтадан"), ("ru", "из папки")])
def test_a_book_opened_from_a_folder_says_why_it_cannot_be_searched(
    page: Page, site: Path, language: str, said: str
) -> None:
    page.goto((site / language / "year.html").as_uri())
    listens(page)
    page.locator(".press-search-open").last.click()
    expect(page.locator(".press-search-folder")).to_be_visible()
    expect(page.locator(".press-search-folder")).to_contain_text(said)
    page.locator(".press-search-folder a").click()
    page.wait_for_url(f"**/{language}/index.html")


@pytest.mark.parametrize(("language", "viewport"), [("ru", DESKTOP), ("kk", PHONE)])
def test_axe_finds_nothing_to_object_to_in_the_dialog(
    new_page: NewPage, address: str, language: str, viewport: ViewportSize
) -> None:
    page = opened(
        new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce"), address, language, "harvest"
    )
    for text in ("Doe", "xylophone"):
        ask(page, text)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert objections_in_both(page, within="#press-search") == []
        turn(page, "light")


def titles(page: Page) -> list[str]:
    return page.locator(f"{RESULTS} .press-search-page").evaluate_all("all => all.map(one => one.href.split('?')[0])")


def test_enter_leads_to_what_was_typed_not_to_what_was_found_before(page: Page, address: str) -> None:
    opened(page, address, "en", "harvest")
    ask(page, "accounts")
    old = titles(page)[0]
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() / 1000") + 1)
    page.fill(FIELD, "willow")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*found=*")
    assert "willow" in page.url.lower()
    assert old not in page.url


@pytest.mark.parametrize("part", ["dialog.js", "pagefind.js", "*.pf_fragment"])
def test_a_search_that_could_not_be_loaded_says_so_and_can_be_tried_again(page: Page, address: str, part: str) -> None:
    page.route(f"**/{part}*", lambda route: route.abort())
    opened(page, address, "en", "harvest")
    page.fill(FIELD, "baskets")
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
    page.goto(f"{address}/kk/year.html")
    called = """async ([name, words]) => {
      const stems = await import(new URL("_static/search/stems-kk.js", document.baseURI).href);
      return words.map(stems[name]);
    }"""
    for forms in map(str.split, PARADIGMS.values()):
        for form, beginnings in zip(forms, page.evaluate(called, ["variants", forms]), strict=True):
            assert len(beginnings[0]) >= 3
            assert [other for other in forms if not other.startswith(tuple(beginnings))] == [], (form, beginnings)
    assert dict(zip(STEMS, page.evaluate(called, ["stem", list(STEMS)]), strict=True)) == STEMS
