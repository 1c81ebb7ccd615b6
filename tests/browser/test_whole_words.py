"""Words and numbers that stay whole: in tables of every width, in titles of large letters, beside links."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from support.browser_pages import DESKTOP, LANGUAGES, LARGE, PHONE, NewPage, serving
from support.built_site import NEEDS_SITE, SITE, STAYING

pytestmark = NEEDS_SITE

WIDTHS = (390, 768, 900, 1024, 1440)
# What of the elements of a selector stands on two lines without a hyphen: words (but those with soft hyphens), numbers and dates in figures. An address, code and a
# name of a file may be divided anywhere.
DIVIDED = r"""(selector) => {
  const divided = [];
  for (const element of document.querySelectorAll(selector)) {
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      if (text.parentElement.closest("code, svg, button, [hidden]")) continue;
      for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{M}\p{N}.,’\u00ad]*[\p{L}\p{M}\p{N}]/gu)) {
        if (/\u00ad|\p{L}[.,]\p{L}/u.test(word) || /[_/@:]/.test(text.data[index - 1] + text.data[index + word.length])) continue;
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width).map(({ bottom }) => Math.round(bottom / 6)));
        if (lines.size > 1) divided.push(word);
      }
    }
  }
  return divided;
}"""
# Places where a line ends although no space stands there, on either side of a link that opens a card.
TORN = """() => {
  const torn = [];
  for (const link of document.querySelectorAll("article p a:is(.press-number, .press-citation, .press-note)")) {
    if (!link.checkVisibility()) continue;
    const block = link.closest("p"), range = document.createRange(), letters = [];
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: text } = walker;
      for (let at = 0; at < text.length; at += 1) letters.push([text, at, link.contains(text)]);
    }
    const lineOf = ([text, at]) => { range.setStart(text, at); range.setEnd(text, at + 1); return range.getClientRects()[0]?.bottom; };
    const first = letters.findIndex(([, , within]) => within), end = letters.findLastIndex(([, , within]) => within);
    const sign = ([text, at]) => text.data[at];
    const pairs = [[first - 1, first], [end, end + 1]];
    // The ending behind a hyphen.
    if (letters[end + 1] && sign(letters[end + 1]) === "-") pairs.push([end + 1, end + 2]);
    for (const [one, other] of pairs) {
      if (!letters[one] || !letters[other] || [one, other].some((at) => /[ \\n\\u00ad—–]/.test(sign(letters[at])))) continue;
      const [a, b] = [lineOf(letters[one]), lineOf(letters[other])];
      if (a !== undefined && b !== undefined && Math.abs(a - b) > 12) torn.push(block.textContent.slice(0, 60) + " … " + link.textContent);
    }
  }
  return torn;
}"""


def divided_words(browser: Browser, site: Path, language: str) -> dict[tuple[str, int], Any]:
    """By page and width: the words that are cut in a table, and by how much the page is wider than the window."""
    context = browser.new_context(service_workers="block")
    page, wrong = context.new_page(), dict[tuple[str, int], Any]()
    with serving(site) as address:
        for file in sorted((site / language).rglob("*.html")):
            if "<td" not in file.read_text(encoding="utf-8"):
                continue
            page.goto(f"{address}/{file.relative_to(site).as_posix()}")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                divided = page.evaluate(DIVIDED, "article :is(td, th)")
                beyond = page.evaluate("document.documentElement.scrollWidth") - width
                if divided or beyond > 0:
                    wrong[file.stem, width] = (divided, beyond)
    context.close()
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_number_or_word_of_a_table_is_cut_and_no_page_scrolls_sideways(browser: Browser, language: str) -> None:
    assert divided_words(browser, SITE, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_is_cut_on_a_phone_with_letters_twice_as_large(new_page: NewPage, address: str, language: str) -> None:
    page = new_page(viewport=PHONE, service_workers="block")
    for file in (path for path in STAYING if path.parent == SITE / language):
        page.goto(f"{address}/{language}/{file.name}")
        page.evaluate(LARGE)
        assert page.evaluate(DIVIDED, "h1") == [], file.name
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], file.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_ends_between_a_link_and_signs_and_endings_beside_it(page: Page, address: str, language: str) -> None:
    torn = []
    for chapter in ("since-2019", "digital-state", "january"):
        page.goto(f"{address}/{language}/{chapter}.html")
        for width in (320, PHONE["width"], DESKTOP["width"]):
            page.set_viewport_size({"width": width, "height": 800})
            torn += page.evaluate(TORN)
    assert torn == []
