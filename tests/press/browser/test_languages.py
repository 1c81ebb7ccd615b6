"""From one language to another, and both side by side, in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, PHONE, NewPage, until

# A block well down a chapter, and its section.
CHAPTER, SECTION, BLOCK = "year", "year-summer", "year-summer.2"
NAMES = {"en": "English", "kk": "Қазақша", "ru": "Русский"}


def switch(page: Page, language: str) -> None:
    with page.expect_navigation():
        page.locator(f".press-languages a[hreflang={language}]").click()


def put_in_view(page: Page, block: str) -> None:
    """Scroll to a block and stay until the page has noticed."""
    page.evaluate(
        """block => { document.getElementById(block).scrollIntoView({behavior: "instant"});
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))) }""",
        block,
    )


def top_of(page: Page, block: str) -> float:
    return page.evaluate("block => document.getElementById(block).getBoundingClientRect().top", block)


def beside(page: Page, language: str) -> None:
    page.locator(f".press-beside button[data-language={language}]").click()
    page.locator(".press-twin").first.wait_for()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["kk", "ru"])
def test_titles_of_both_languages_are_set_alike_and_side_by_side_on_one_line(
    new_page: NewPage, address: str, viewport: ViewportSize, language: str
) -> None:
    page = new_page(viewport=viewport, service_workers="block")
    page.goto(f"{address}/en/{CHAPTER}.html")
    beside(page, language)
    expect(page.get_by_role("button", name="Cite")).to_be_visible()
    pairs = page.evaluate(
        """() => [...document.querySelectorAll(".press-pair > :is(h1, h2, h3)")].map((own) => [own, own.nextElementSibling].map((title) => {
          const { fontSize, fontWeight, fontFamily, lineHeight, color, letterSpacing } = getComputedStyle(title), range = document.createRange();
          range.selectNodeContents(title.firstChild);
          return [[fontSize, fontWeight, fontFamily, lineHeight, color, letterSpacing], range.getClientRects()[0].bottom];
        }))"""
    )
    assert len(pairs) > 5
    for (own, own_line), (theirs, their_line) in pairs:
        assert own == theirs
        assert viewport == PHONE or abs(own_line - their_line) < 1


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_switcher_leads_to_the_block_in_view(page: Page, address: str, language: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html")
    put_in_view(page, BLOCK)
    switch(page, language)
    expect(page).to_have_url(f"{address}/{language}/{CHAPTER}.html#{BLOCK}")
    assert page.locator("html").get_attribute("lang") == language
    assert 0 < top_of(page, BLOCK) < 200


def test_at_the_head_of_a_page_the_switcher_leads_to_the_head(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/{CHAPTER}.html")
    switch(page, "ru")
    expect(page).to_have_url(f"{address}/ru/{CHAPTER}.html")


def test_without_scripts_the_switcher_leads_to_the_page_and_nothing_is_offered(new_page: NewPage, address: str) -> None:
    page = new_page(java_script_enabled=False, viewport=DESKTOP)
    page.goto(f"{address}/en/{CHAPTER}.html#{BLOCK}")
    assert not page.locator(".press-beside").is_visible()
    switch(page, "kk")
    expect(page).to_have_url(f"{address}/kk/{CHAPTER}.html")


@pytest.mark.parametrize(("own", "other"), [("en", "kk"), ("kk", "ru"), ("ru", "en")])
def test_a_paragraph_stands_beside_its_counterpart(page: Page, address: str, own: str, other: str) -> None:
    page.goto(f"{address}/{other}/{CHAPTER}.html")
    # A note beside its line is no part of the text.
    page.locator(".press-line-note").evaluate_all("all => all.forEach((one) => one.remove())")
    theirs = page.locator(f"id={BLOCK}").inner_text()
    page.goto(f"{address}/{own}/{CHAPTER}.html")
    beside(page, other)
    expect(page).to_have_url(f"{address}/{own}/{CHAPTER}.html?beside={other}")
    twin = page.locator(f"id={BLOCK}").locator("xpath=following-sibling::*[1]")
    assert twin.get_attribute("lang") == other
    assert twin.inner_text() == theirs
    left, right = page.locator(f"id={BLOCK}").bounding_box(), twin.bounding_box()
    assert left and right
    assert right["x"] >= left["x"] + left["width"]
    assert abs(left["y"] - right["y"]) < 2
    assert set(page.locator(".press-twin").evaluate_all("all => all.map(one => one.lang)")) == {other}


def test_on_a_phone_the_counterpart_follows_and_nothing_sticks_out(new_page: NewPage, address: str) -> None:
    phone = new_page(viewport=PHONE)
    for kind in (CHAPTER, "harvest", "notebooks/harvest"):
        phone.goto(f"{address}/kk/{kind}.html?beside=ru")
        phone.locator(".press-twin").first.wait_for()
        for width in (1208, PHONE["width"]):
            phone.set_viewport_size({"width": width, "height": 800})
            assert phone.evaluate("document.documentElement.scrollWidth") <= width, kind
    phone.goto(f"{address}/kk/{CHAPTER}.html?beside=ru")
    phone.locator(".press-twin").first.wait_for()
    own = phone.locator(f"id={BLOCK}")
    above, below = own.bounding_box(), own.locator("xpath=following-sibling::*[1]").bounding_box()
    assert above and below
    assert below["y"] >= above["y"] + above["height"]


def test_the_readers_place_stays_when_the_text_beside_comes_and_goes(page: Page, address: str) -> None:
    page.goto(f"{address}/ru/{CHAPTER}.html?beside=kk")
    page.locator(".press-twin").first.wait_for()
    put_in_view(page, BLOCK)
    before = top_of(page, BLOCK)
    page.locator(".press-beside button[data-language=en]").click()
    page.locator(".press-twin[lang=en]").first.wait_for()
    assert abs(top_of(page, BLOCK) - before) < 3
    page.locator(".press-beside button[data-language=en]").click()
    expect(page.locator(".press-twin")).to_have_count(0)
    assert abs(top_of(page, BLOCK) - before) < 3
    expect(page).to_have_url(f"{address}/ru/{CHAPTER}.html")


def test_a_shared_address_opens_both_at_its_block(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html?beside=kk#{BLOCK}")
    page.locator(".press-twin").first.wait_for()
    until(
        page,
        """block => { const top = document.getElementById(block).getBoundingClientRect().top;
        return top >= document.querySelector(".press-beside").getBoundingClientRect().bottom - 1 && top < 250 }""",
        BLOCK,
    )


def test_both_languages_survive_the_switch(page: Page, address: str) -> None:
    page.goto(f"{address}/kk/{CHAPTER}.html?beside=ru")
    page.locator(".press-twin").first.wait_for()
    put_in_view(page, BLOCK)
    switch(page, "ru")
    expect(page).to_have_url(f"{address}/ru/{CHAPTER}.html?beside=kk#{BLOCK}")
    page.locator(".press-twin[lang=kk]").first.wait_for()
    switch(page, "en")
    page.locator(".press-twin[lang=kk]").first.wait_for()
    assert page.url.startswith(f"{address}/en/{CHAPTER}.html?beside=kk#")


def test_it_is_announced_and_works_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html")
    button = page.locator(".press-beside button[data-language=ru]")
    assert button.get_attribute("lang") == "ru" and button.inner_text() == NAMES["ru"]
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".press-twin").first.wait_for()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.locator(".press-beside [role=status]").inner_text() == "Русский: the text is now shown alongside"
    page.keyboard.press("Enter")
    expect(page.locator(".press-twin")).to_have_count(0)
    assert button.get_attribute("aria-pressed") == "false"
    assert button.evaluate("button => button === document.activeElement")


def test_borrowed_words_bring_no_id_no_button_and_links_of_their_own_page(page: Page, address: str) -> None:
    page.goto(f"{address}/en/{CHAPTER}.html?beside=ru")
    page.locator(".press-twin").first.wait_for()
    twins = page.locator(".press-twin")
    assert twins.locator("[id], button, [popover]").count() == 0
    links = twins.locator("a").evaluate_all("all => all.map(one => one.href)")
    inner = [link for link in links if link.startswith(address)]
    assert inner and all(link.startswith(f"{address}/ru/") for link in inner)
    repeated = page.evaluate(
        "() => { const ids = [...document.querySelectorAll('[id]')].map(one => one.id);"
        " return ids.filter((id, index) => ids.indexOf(id) !== index); }"
    )
    assert repeated == []


def test_where_the_other_page_cannot_be_read_the_page_stays_whole(page: Page, address: str) -> None:
    page.route(f"**/ru/{CHAPTER}.html", lambda route: route.abort())
    page.goto(f"{address}/en/{CHAPTER}.html")
    page.locator(".press-beside button[data-language=ru]").click()
    status = page.locator(".press-beside [role=status]")
    expect(status).to_have_text("The text in the other language could not be read")
    assert page.locator(".press-beside button[aria-pressed=true]").count() == 0
    assert page.locator(".press-twin").count() == 0


def test_from_a_folder_nothing_is_offered_beside_and_the_switcher_works(page: Page, site: Path) -> None:
    page.goto((site / "en" / f"{CHAPTER}.html").as_uri())
    expect(page.locator(".press-beside")).to_have_count(0)
    put_in_view(page, BLOCK)
    switch(page, "kk")
    expect(page).to_have_url(f"{(site / 'kk' / f'{CHAPTER}.html').as_uri()}#{BLOCK}")


@pytest.mark.parametrize(("own", "other", "viewport"), [("kk", "ru", DESKTOP), ("ru", "en", PHONE)])
def test_axe_finds_nothing_to_object_to_in_the_parallel_view(
    new_page: NewPage, address: str, own: str, other: str, viewport: ViewportSize
) -> None:
    page = new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")
    page.goto(f"{address}/{own}/{CHAPTER}.html?beside={other}")
    page.locator(".press-twin").first.wait_for()
    assert objections_in_both(page) == []


def test_soft_hyphens_are_not_copied_and_hide_no_word_from_find_in_page(new_page: NewPage, address: str) -> None:
    page = new_page(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/kk/{CHAPTER}.html")
    text = page.locator(f"id={SECTION}.1").evaluate("block => block.textContent")
    assert "\u00ad" in text
    word = next(word for word in text.split() if "\u00ad" in word and word.replace("\u00ad", "").isalpha())
    assert page.evaluate("word => window.find(word)", word.replace("\u00ad", ""))
    page.evaluate("block => getSelection().selectAllChildren(document.getElementById(block))", f"{SECTION}.1")
    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == text.replace("\u00ad", "").split()
