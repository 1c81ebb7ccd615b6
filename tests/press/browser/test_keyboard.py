"""A chapter without a mouse: where the keyboard stops from top to end, and what opens and closes by its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page, expect

CHAPTER = "year"
# More than any chapter has; a walk that is longer goes in a circle.
MOST_STOPS = 400
STOP = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const inView = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  one.dataset.walked = "";
  return { at: one.localName, html: one.outerHTML.slice(0, 160), kinds: [...one.classList], ring: ring && inView,
    skips: one.getAttribute("href") === "#main-content" };
}"""
# What a reader with a mouse can operate, except the tabs of a chart that is not shown: the arrows reach them.
MISSED = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
  .filter((one) => !("walked" in one.dataset)).map((one) => one.outerHTML.slice(0, 160))"""


class Stop(NamedTuple):
    """Where the keyboard stops: what stands there, what it is called, and whether it is seen."""

    html: str
    kinds: frozenset[str]
    name: str
    seen: bool
    skips: bool


def stops(page: Page) -> Iterator[Stop]:
    """Go through ``page`` by the key Tab until the browser's own controls come."""
    session = page.context.new_cdp_session(page)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(STOP)
        if found["at"] == "body":
            return
        yield Stop(found["html"], frozenset(found["kinds"]), name(session), found["ring"], found["skips"])
    raise AssertionError(f"the page has no end after {MOST_STOPS} stops")


def name(session: CDPSession) -> str:
    """What the browser tells a screen reader to call the element in focus."""
    element = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    (node,) = session.send("Accessibility.getPartialAXTree", {"objectId": element, "fetchRelatives": False})["nodes"]
    return str(node.get("name", {}).get("value", "")).strip()


def opened(page: Page, address: str, language: str) -> Page:
    """The chapter once its scripts have run, without motion: the link that skips to the text slides in otherwise."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{address}/{language}/{CHAPTER}.html")
    expect(page.locator("button[aria-keyshortcuts]").first).to_be_attached()
    expect(page.get_by_role("tab", selected=True).first).to_be_attached()
    return page


def test_a_walk_passes_all_that_can_be_operated_and_each_stop_is_seen_and_has_a_name(page: Page, address: str) -> None:
    walked = list(stops(opened(page, address, "kk")))
    assert [stop.html for stop in walked if not stop.name] == []
    assert [stop.html for stop in walked if not stop.seen] == []
    assert page.evaluate(MISSED) == []
    assert walked[0].skips
    for kind in ("press-search-open", "press-cite-open", "press-mode", "press-number", "press-citation", "press-next"):
        assert any(kind in stop.kinds for stop in walked), kind
    names = [stop.name for stop in walked]
    assert names.index("English") < names.index("Қазақша") < names.index("Русский")
