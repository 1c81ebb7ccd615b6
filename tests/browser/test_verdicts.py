"""Verdicts in a real browser: lines, carets and notes, what they open in place, and where they lead without a script; the wall of all figures."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from support.axe import objections_in_both
from support.browser_pages import DESKTOP, LANGUAGES, PHONE, NewPage, as_written
from support.built_site import NEEDS_SITE, WALL_FAULTS
from support.small_books import rows

pytestmark = NEEDS_SITE

# The sentence on Telegram, and a figure that belongs to a problem.
TELEGRAM, PROBLEM = (
    ("officials-online", "figure/telegram-users.html"),
    ("digital-state", "figure/innovative-products-share.html"),
)


def words(code: str, language: str) -> str:
    """The words of a verdict in a language."""
    return rows("vocabulary/audit.csv", code=code)[0][language]


def sign(page: Page, target: str) -> Locator:
    """The first sign in the running text that leads to ``target``, in the middle of the screen."""
    found = page.locator(f"article p a[href$='{target}']:has(.press-verdict)").first
    found.evaluate("link => link.scrollIntoView({ block: 'center', behavior: 'instant' })")
    return found


@pytest.mark.parametrize(("language", "viewport"), [("en", PHONE), ("kk", DESKTOP), ("ru", PHONE)])
def test_from_the_sentence_on_telegram_one_click_opens_the_verdict_and_why(
    new_page: NewPage, address: str, language: str, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")  # type: ignore[arg-type]
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
    assert objections_in_both(page, within="article .press-card") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(opener).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_of_a_figure_that_is_part_of_a_problem_says_what_to_write_instead_and_leads_to_the_full_account(
    page: Page, address: str, language: str
) -> None:
    chapter, target = PROBLEM
    page.goto(f"{address}/{language}/{chapter}.html")
    sign(page, target).click()
    card = page.get_by_role("dialog")
    for code in ("severity.changes-a-figure", "certainty.computed"):
        expect(card).to_contain_text(words(code, language))
    card.locator(".press-card-foot a:not(.press-next)").last.click()
    page.wait_for_url("**/problems.html#problem-products-2019")


# Where the baselines of the first two values of a slip are.
BASELINES = """slip => [...slip.querySelectorAll('dt + dd')].slice(0, 2).map(value => {
  const mark = document.createElement('span');
  mark.style.display = 'inline-block';
  value.prepend(mark);
  return mark.getBoundingClientRect().bottom;
})"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_values_of_article_and_record_stand_on_one_line_and_on_a_phone_one_under_the_other(
    new_page: NewPage, address: str, language: str
) -> None:
    page = new_page(viewport={"width": 768, "height": 1024}, java_script_enabled=False)
    for figure in ("gii-77", "survey-40-percent", "halyk-fund-created"):
        for size, is_wide in ((PHONE, False), ({"width": 768, "height": 1024}, True), (DESKTOP, True)):
            page.set_viewport_size(size)
            page.goto(f"{address}/{language}/figure/{figure}.html")
            article, record = page.locator(".press-slip").evaluate(BASELINES)
            assert (abs(article - record) < 1) if is_wide else (record > article + 24), (figure, size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("place", ["figure/gii-77.html", "digital-state.html"])
def test_the_sentence_to_repeat_is_copied_by_a_button_on_its_page_and_in_place(
    new_page: NewPage, address: str, place: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/ru/{place}")
    if place == "digital-state.html":
        page.locator("article p a[href$='figure/gii-77.html']").first.click()
    box = page.locator(".press-card .press-repeat")
    box.get_by_role("button", name="Скопировать").click()
    expect(box.get_by_role("status")).to_have_text("Скопировано")
    copied = " ".join(page.evaluate("navigator.clipboard.readText()").split())
    assert re.fullmatch(r"В Глобальном инновационном индексе .+ был 79-м\.", copied)


# The styles of the lines below figures, by the verdict, as they are drawn.
LINES = """article => Object.fromEntries([...article.querySelectorAll('.press-number > .press-verdict')].map(one => {
  const { textDecorationStyle, textDecorationThickness, textDecorationSkipInk } = getComputedStyle(one);
  return [one.classList[1].replace('press-verdict-', ''), [textDecorationStyle, textDecorationSkipInk, parseFloat(textDecorationThickness)]];
}))"""
WRONG = {"wrong-year", "contradicts-article", "contradicts-record"}


@pytest.mark.parametrize("colours", ["none", "active"])
def test_lines_below_figures_are_told_apart_by_their_form(new_page: NewPage, address: str, colours: str) -> None:
    page = new_page(viewport=DESKTOP, forced_colors=colours)  # type: ignore[arg-type]
    page.goto(f"{address}/en/digital-state.html")
    lines = page.locator("article").evaluate(LINES)
    styles = {"confirmed": "solid", "adds-up": "dotted", "not-checked": "dashed", **dict.fromkeys(WRONG, "double")}
    assert {code: style for code, (style, _, _) in lines.items()} == styles
    # A double line is two of them.
    assert all(skips == "none" and size * (1 + (style == "double")) >= 2 for style, skips, size in lines.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_stands_beside_its_line_and_is_no_part_of_a_copy(new_page: NewPage, address: str, language: str) -> None:
    page = new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")  # type: ignore[arg-type]
    page.goto(f"{address}/{language}/digital-state.html")
    section = page.locator("#digital-state-payment")
    bottom = 0.0
    for note in section.locator("p > .press-line-note").all():
        line, box = (
            note.evaluate("note => note.previousElementSibling.getBoundingClientRect().top"),
            note.bounding_box(),
        )
        # Or at the first line below the note before, if that needs two.
        assert box and 0 <= box["y"] - max(line, bottom) < (30 if bottom > line else 12)
        assert box["x"] > (section.locator("p").first.bounding_box() or {})["width"]
        bottom = box["y"] + box["height"]
    tops = [box["y"] + box["height"] for one in page.locator(".press-line-note").all() if (box := one.bounding_box())]
    assert len(tops) == 6 and tops == sorted(tops)
    copied = section.evaluate("part => { getSelection().selectAllChildren(part); return getSelection().toString(); }")
    assert re.search(r"\w+\s\[(three|үш|три) ", copied) and words("verdict.contradicts-record", language) not in copied
    assert objections_in_both(page, within="article") == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert not any(note.is_visible() for note in page.locator(".press-line-note").all())
    assert page.locator("ins").first.is_visible() and page.evaluate("document.documentElement.scrollWidth") <= 390


SMALL = {"width": 320, "height": 640}


@pytest.mark.parametrize(
    ("language", "viewport"), [("en", DESKTOP), ("kk", SMALL), ("ru", PHONE), ("kk", DESKTOP), ("ru", SMALL)]
)
def test_each_figure_of_the_wall_is_whole_and_a_link_that_a_finger_can_meet(
    new_page: NewPage, address: str, language: str, viewport: dict[str, int]
) -> None:
    page = new_page(viewport=viewport, java_script_enabled=False)  # type: ignore[arg-type]
    page.goto(f"{address}/{language}/index.html")
    assert page.locator(".press-wall").evaluate(WALL_FAULTS) == []
    links = page.locator(".press-wall > div > div > div > a")
    names = [" ".join((one.text_content() or "").split()) for one in links.all()]
    assert len(set(names)) == 51 and all(re.search(r"\d.*: \D", name) for name in names)
    # A copy has the right value before the number that is not.
    assert [name for name in names if re.match(r"\D*2020\D* 77", name)] != []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    links.nth(50).click()
    expect(page).to_have_url(re.compile(r"figure/survey-40-percent.html$"))


def test_at_twice_the_size_of_type_the_wall_stays_in_the_smallest_window(new_page: NewPage, address: str) -> None:
    for language in LANGUAGES:
        page = new_page(viewport=SMALL, bypass_csp=True)  # type: ignore[arg-type]
        page.goto(f"{address}/{language}/index.html")
        page.add_style_tag(content="html { font-size: 200% !important; }")
        assert page.locator(".press-wall").evaluate("wall => wall.scrollWidth - wall.clientWidth") <= 0
        assert page.evaluate("document.documentElement.scrollWidth") <= SMALL["width"]


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Skip this list of figures"), ("kk", "Сандардан кейінгі мәтінге өту"), ("ru", "Пропустить числа")],
)
def test_a_reader_with_a_keyboard_can_pass_by_all_figures(page: Page, address: str, language: str, name: str) -> None:
    page.goto(f"{address}/{language}/index.html")
    past = page.get_by_role("link", name=name, exact=True)
    past.focus()
    assert past.evaluate("link => getComputedStyle(link).clipPath") == "none"
    past.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.press-wall')") is None
