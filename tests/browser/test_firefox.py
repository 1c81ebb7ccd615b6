"""The wall, cards and the margin in Firefox, where there is one: what it lays out by rules of its own; the other tests use Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from programs import firefox
from support.browser_pages import LANGUAGES
from support.built_site import NEEDS_SITE, WALL_FAULTS
from support.firefox import Firefox

FIREFOX = firefox()
pytestmark = [NEEDS_SITE, pytest.mark.skipif(not FIREFOX, reason="no Firefox (PRESS_FIREFOX)")]
# Boxes of what is selected, as left, top, right and bottom.
BOXES = "const boxes = (path) => [...document.querySelectorAll(path)].filter((one) => one.checkVisibility()).map((one) => { const box = one.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom] });"
# What the page waits for.
SOON = "return new Promise((done) => { const end = Date.now() + 10000, look = () => { const found = %s; if (found || Date.now() > end) done(found); else setTimeout(look, 50) }; look() })"


@pytest.fixture(scope="module")
def window() -> Iterator[Firefox]:
    started = Firefox(str(FIREFOX))
    yield started
    started.stop()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("page", ["index.html", *(f"{language}/index.html" for language in LANGUAGES)])
def test_the_wall_keeps_to_the_page_and_nothing_in_it_lies_on_anything_else(
    window: Firefox, address: str, page: str, width: int
) -> None:
    window.show(f"{address}/{page}", width)
    assert window.run(f"return ({WALL_FAULTS})(document.querySelector('.press-wall'))") == []
    wide, right, numbers = window.run(
        f"{BOXES} return [document.documentElement.scrollWidth, boxes('.press-wall ins'), boxes('.press-wall b')]"
    )
    assert right and wide <= width
    # What is right stands above a number.
    for value in right:
        assert any(abs(value[0] - number[0]) < 2 and 0 <= number[1] - value[1] < 40 for number in numbers)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_card_opens_at_its_number_wide_enough_to_be_read(window: Firefox, address: str, width: int) -> None:
    window.show(f"{address}/en/officials-online.html", width)
    window.run(
        "document.querySelector('article section section a.press-number').scrollIntoView({ block: 'center', behavior: 'instant' })"
    )
    window.run(SOON % "document.querySelector('a.press-number[aria-expanded]')")
    window.run("document.querySelector('article section section a.press-number').click()")
    window.run(SOON % "document.querySelector('article .press-card')?.getBoundingClientRect().width")
    ((left, top, right, _),), ((_, _, edge, below),), wide = window.run(
        f"{BOXES} return [boxes('article .press-card'), boxes('a.press-number[aria-expanded=true]'), document.documentElement.scrollWidth]"
    )
    assert right - left > 240 and wide <= width
    assert 0 < top < 900
    # In the margin at the height of its line, elsewhere below it.
    assert left > edge if width == 1440 else top >= below - 1


@pytest.mark.parametrize("chapter", ["digital-state", "officials-online", "since-2019", "problems"])
@pytest.mark.parametrize("width", [1280, 1920])
def test_what_takes_the_margin_lies_on_no_note_and_charts_keep_their_proportions(
    window: Firefox, address: str, chapter: str, width: int
) -> None:
    window.show(f"{address}/kk/{chapter}.html", width)
    beside, across, text, charts, wide = window.run(
        f"""{BOXES} return [boxes('.press-margin, .page-tools'), boxes('figure.press-chart, .press-stacks, .press-rich-table'), boxes('article section > p'),
        [...document.querySelectorAll('figure.press-chart .press-wide')].filter((one) => one.checkVisibility()).map((one) => {{
          const {{ width, height }} = one.getBoundingClientRect(); return width / height / (one.viewBox.baseVal.width / one.viewBox.baseVal.height) }}),
        document.documentElement.scrollWidth]"""
    )
    assert beside and across and wide <= width
    for one in beside:
        for other in across:
            assert (
                min(one[2], other[2]) - max(one[0], other[0]) < 1 or min(one[3], other[3]) - max(one[1], other[1]) < 1
            )
    assert max(box[2] for box in across) > max(box[2] for box in text) + 100
    assert all(abs(share - 1) < 0.02 for share in charts)
