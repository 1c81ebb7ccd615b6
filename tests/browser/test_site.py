"""The built site in a real browser, served under a sub-path as on a project page."""

from __future__ import annotations

import gzip
import re
from itertools import cycle

import pytest
from playwright.sync_api import Browser, Page, ViewportSize
from support.axe import objections_in_both, pages_to_check, shorten
from support.browser_pages import DESKTOP, LANGUAGES, PHONE, NewPage, foreign, serving
from support.built_site import NEEDS_SITE, SITE, STAYING
from support.page_loads import Packing, load, richest_chapter

KINDS = ("index", "digital-state", "every-figure", "references", "data", "notebooks/survey", "figure/gii-77")

pytestmark = NEEDS_SITE


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_sticks_out_of_a_phone(new_page: NewPage, address: str, language: str) -> None:
    page = new_page(viewport=PHONE)
    for kind in KINDS:
        page.goto(f"{address}/{language}/{kind}.html")
        # 320 px is what the reflow of WCAG 2.2 (1.4.10) asks for.
        for width in (PHONE["width"], 320):
            page.set_viewport_size({**PHONE, "width": width})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (kind, width)


@pytest.mark.parametrize(
    ("name", "viewport"),
    [*zip(pages_to_check(SITE, "{language}/{name}.html", "notebooks/survey"), cycle([PHONE, DESKTOP]), strict=False)],
)
def test_axe_finds_nothing_to_object_to(new_page: NewPage, address: str, name: str, viewport: ViewportSize) -> None:
    page = new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}/{name}")
    shorten(page)
    assert objections_in_both(page) == []


# Of a first load without pictures of charts: bytes, packed, and requests; Cyrillic letters are a typeface of their own beside that of digits and signs.
BUDGET = {"en": 50_000, "kk": 65_000, "ru": 65_000}
MOST_REQUESTS = {"en": 4, "kk": 5, "ru": 5}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_load_of_the_chapter_with_the_most_charts_stays_within_the_budget(
    browser: Browser, language: str
) -> None:
    chapter = richest_chapter(language)
    with serving(SITE, Packing) as packed:
        cost = load(browser, f"{packed}/{language}/{chapter}")
    page = (SITE / language / chapter).read_bytes()
    bare = re.sub(rb'<svg class="press-(?:narrow|wide)".*?</svg>', b"", page, flags=re.DOTALL)
    pictures = len(gzip.compress(page, 9)) - len(gzip.compress(bare, 9))
    print(f"{language}: {cost.bytes} bytes, of which {pictures} are pictures of charts")
    assert pictures > 0
    assert 0 < cost.bytes - pictures <= BUDGET[language]
    assert cost.requests <= MOST_REQUESTS[language]
    assert cost.other_hosts == 0
    assert cost.chart is not None
    assert cost.shift == 0


# The typefaces that are asked for in advance and of which no letter is set.
UNUSED_TYPEFACES = """async () => { await document.fonts.ready;
const used = [...document.fonts].filter((face) => face.family === "press" && face.status === "loaded").map((face) => face.unicodeRange);
const rules = [...document.styleSheets[0].cssRules].filter((rule) => rule instanceof CSSFontFaceRule);
const unused = rules.filter((rule) => !used.includes(rule.style.getPropertyValue("unicode-range"))).map((rule) => rule.cssText);
return [...document.querySelectorAll("link[as=font]")].map((link) => link.href.split("/").pop()).filter((name) => unused.some((rule) => rule.includes(name))) }"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_breaks_its_policy_asks_another_host_or_tells_an_error(page: Page, address: str, language: str) -> None:
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: problems.append(request.url) if foreign(request.url) else None)
    for file in (file for file in STAYING if file.is_relative_to(SITE / language)):
        page.goto(f"{address}/{file.relative_to(SITE).as_posix()}")
        assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1, file
        # A typeface that is asked for in advance is used, or browsers warn of it.
        assert page.evaluate(UNUSED_TYPEFACES) == [], file
    assert problems == []


# Sizes of type, but those of programs, formulas and drawings.
SIZES = """() => [...document.querySelectorAll("body :not(svg *, code, code *, pre, pre *, math *, script)")]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => getComputedStyle(one).fontSize)"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_of_all_kinds_share_seven_sizes_of_type_at_most(
    new_page: NewPage, address: str, viewport: dict[str, int]
) -> None:
    page, found = new_page(viewport=viewport), set[str]()
    own = (
        "index",
        "officials-online",
        "since-2019",
        "problems",
        "every-figure",
        "data",
        "notebooks/survey",
        "references",
        "figure/gii-77",
    )
    for name in ("index", *(f"en/{one}" for one in own)):
        page.goto(f"{address}/{name}.html")
        found |= set(page.evaluate(SIZES))
    assert len(found) <= 7, found
