"""The margin in a real browser: notes, remarks and opened cards beside their block where there is room, under it elsewhere, and never on one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from support.axe import objections
from support.browser_pages import DESKTOP, PHONE, NewPage, bring_bundle, serving
from support.small_books import copy_book, make_edition

BETWEEN = {"width": 1024, "height": 800}
LONG = "A note that goes on for some time, so that it is longer than what it stands beside. " * 3
CHAPTER = f"""\
(rain)=
# Rain

It rained on {{number}}`rain/total` days.[^one] Nobody knows why.[^two]

Short.[^three] {{number}}`rain/total`

So they say {{cite:p}}`doe2001`, and went on for longer than a line of the text holds, so that the link is not in the first of them, but
in one that follows after it, which has a height of its own: on {{number}}`rain/total` of those days it rained.

:::{{editors}}
We counted them again.
:::

1. First.[^four]
2. Second.

Before the table: {{number}}`rain/total`.

:::{{datatable}} rain/days
:name: tab-rain-days
Rainy days in figures.[^five]
:::

| Day | Rain |
|-----|------|
| Monday | {{number}}`rain/total` |
| Tuesday | None |

It stopped.[^one] That was all, and went on for longer than a line of the text holds, so that the link is in the second of them, or in
the third: on {{number}}`rain/total` days.

[^one]: {LONG}
[^two]: Another, with {{cite:t}}`doe2001`.
[^three]: {LONG}
[^four]: Of an item.
[^five]: Of a table.

```{{bibliography}}
```
"""
# Where the running text ends, and what stands beside it; rectangles of what is seen.
BOXES = """() => {
  const box = (element) => { const { left, top, right, bottom } = element.getBoundingClientRect(); return { left, top, right, bottom }; };
  const seen = [...document.querySelectorAll(".press-margin > *, .press-card[role], .page-tools, .press-scroll:not(:has(.press-card))")];
  return seen.filter((element) => element.checkVisibility()).map(box);
}"""
# How far down everything of the text stands.
PLACES = """() => [...document.querySelectorAll("article :is(p, li, table, h1):not(.press-card *)")]
  .map((one) => Math.round(one.getBoundingClientRect().top + scrollY))"""


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the chapter."""
    root = copy_book("weather", tmp_path_factory.mktemp("margin"))
    (root / "book" / "en" / "rain.md").write_text(CHAPTER, encoding="utf-8")
    assert make_edition(root, "en").faults == []
    with serving(root / "_build" / "press" / "en" / "html") as host:
        yield f"{host}/rain.html"


def opened(new_page: NewPage, chapter: str, viewport: Any, *, scripts: bool = True) -> Page:
    """The chapter, with the bundled files, which a site has beside its editions."""
    page = new_page(viewport=viewport, java_script_enabled=scripts, service_workers="block", reduced_motion="reduce")
    bring_bundle(page)
    page.goto(chapter)
    return page


@pytest.fixture
def wide(new_page: NewPage, chapter: str) -> Page:
    return opened(new_page, chapter, DESKTOP)


@pytest.fixture(params=[PHONE, BETWEEN], ids=["phone", "between"])
def narrow(new_page: NewPage, chapter: str, request: pytest.FixtureRequest) -> Page:
    return opened(new_page, chapter, request.param)


def box(found: Locator) -> dict[str, float]:
    bounds = found.bounding_box()
    assert bounds
    return {**bounds, "right": bounds["x"] + bounds["width"], "bottom": bounds["y"] + bounds["height"]}


def on_one_another(page: Page) -> list[Any]:
    """What overlaps of all that stands in the margin, by more than a rounding."""
    boxes = page.evaluate(BOXES)
    assert len(boxes) > 5
    return [
        (one, other)
        for one, other in combinations(boxes, 2)
        if min(one["right"], other["right"]) - max(one["left"], other["left"]) > 1
        and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > 1
    ]


def test_notes_stand_beside_their_block_in_the_margin_and_remarks_of_the_editors_below_it(wide: Page) -> None:
    first = box(wide.locator("article p", has_text="It rained on").first)
    note, tools = box(wide.locator("aside#one")), box(wide.locator(".page-tools"))
    assert note["x"] >= first["right"] and note["width"] == 17.5 * 16
    # What can be done with the page stands at the head of the margin.
    assert tools["x"] == note["x"] and abs(tools["y"] - first["y"]) < 12
    assert 0 <= note["y"] - max(first["y"], tools["bottom"]) < 40
    item, inner = box(wide.locator("article li p").first), box(wide.locator("aside#four"))
    assert inner["x"] == note["x"] and inner["y"] >= item["y"]
    said, before = box(wide.locator(".press-editors")), box(wide.locator("article p", has_text="So they say"))
    assert said["x"] == before["x"] and said["y"] >= before["bottom"]


def test_nothing_in_the_margin_stands_on_anything_else_whatever_card_is_open(wide: Page) -> None:
    assert on_one_another(wide) == []
    for link in wide.locator("article a:is(.press-number, .press-citation):not(.press-card *)").all():
        link.press("Enter")
        expect(wide.locator(".press-card[role]")).to_be_focused()
        assert on_one_another(wide) == []


def test_a_card_stands_in_the_margin_at_the_height_of_its_sentence_and_moves_nothing(wide: Page) -> None:
    link = wide.locator("article p", has_text="It stopped.").locator("a.press-number")
    before = wide.evaluate(PLACES)
    link.click()
    card = wide.locator(".press-card[role]")
    expect(card).to_be_focused()
    assert wide.evaluate(PLACES) == before
    assert box(card)["x"] >= box(wide.locator("article"))["right"] and abs(box(card)["y"] - box(link)["y"]) < 4
    wide.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()


def test_a_card_unfolds_under_its_block_where_the_margin_is_taken_and_the_notes_stay(wide: Page) -> None:
    paragraph, note = wide.locator("article p", has_text="Short."), wide.locator("aside#three")
    before = wide.evaluate("document.querySelector('aside#three').getBoundingClientRect().top + scrollY")
    paragraph.locator("a.press-number").click()
    card = wide.locator(".press-card[role]")
    expect(card).to_be_focused()
    assert box(card)["x"] == box(paragraph)["x"] and box(card)["right"] <= box(note)["x"]
    assert 0 <= box(card)["y"] - box(paragraph)["bottom"] < 40
    assert wide.evaluate("document.querySelector('aside#three').getBoundingClientRect().top + scrollY") == before


def test_a_card_unfolds_under_its_block_where_there_is_no_margin(narrow: Page) -> None:
    paragraph = narrow.locator("article p", has_text="So they say")
    paragraph.locator("a.press-number").click()
    card = narrow.locator(".press-card[role]")
    expect(card).to_be_focused()
    assert 0 <= box(card)["y"] - box(paragraph)["bottom"] < 40
    assert box(card)["x"] >= 0 and box(card)["right"] <= box(narrow.locator("article"))["right"] + 1
    assert box(narrow.locator(".press-editors"))["y"] > box(card)["bottom"]
    assert narrow.evaluate("document.documentElement.scrollWidth") <= narrow.evaluate("window.innerWidth")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "wide"])
def test_the_card_of_a_link_in_a_table_unfolds_below_its_row(new_page: NewPage, chapter: str, viewport: Any) -> None:
    page = opened(new_page, chapter, viewport)
    row = page.locator("tr", has_text="Monday")
    row.locator("a.press-number").click()
    card = page.locator("tr:has-text('Monday') + tr .press-card[role]")
    expect(card).to_be_focused()
    assert (
        box(row)["bottom"] <= box(card)["y"] and box(card)["bottom"] <= box(page.locator("tr", has_text="Tuesday"))["y"]
    )


@pytest.mark.parametrize("viewport", [PHONE, BETWEEN], ids=["phone", "between"])
def test_without_scripts_a_note_unfolds_below_its_paragraph_when_its_mark_is_followed(
    new_page: NewPage, chapter: str, viewport: Any
) -> None:
    page = opened(new_page, chapter, viewport, scripts=False)
    note, mark = page.locator("aside#three"), page.locator("a.press-note[href='#three']")
    expect(page.locator(".press-margin > aside")).to_have_count(4)
    expect(page.locator(".press-margin > aside:visible")).to_have_count(0)
    expect(page.locator("aside#five")).to_be_visible()
    mark.click()
    paragraph = page.locator("article p", has_text="Short.")
    assert 0 <= box(note)["y"] - box(paragraph)["bottom"] < 40
    assert box(mark)["y"] > 0
    note.get_by_role("link").first.click()
    expect(note).to_be_hidden()


def test_paper_has_every_note_below_its_block_and_no_card(wide: Page) -> None:
    wide.locator("article a.press-number").first.press("Enter")
    expect(wide.locator(".press-card[role]")).to_be_visible()
    wide.emulate_media(media="print")
    expect(wide.locator(".press-card[role]")).to_be_hidden()
    for note in wide.locator("aside.footnote").all():
        assert note.is_visible()
        assert box(note)["x"] < box(wide.locator("article"))["right"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "wide"])
def test_axe_objects_to_nothing_in_text_with_notes_and_a_card(new_page: NewPage, chapter: str, viewport: Any) -> None:
    page = opened(new_page, chapter, viewport)
    page.goto(f"{chapter}#one")
    page.locator("article a.press-number").first.press("Enter")
    expect(page.locator(".press-card[role]")).to_be_visible()
    assert objections(page, within="article") == []
