"""The built site in a real browser, served under a sub-path as on a project page."""

from __future__ import annotations

from itertools import cycle

import pytest
from playwright.sync_api import ViewportSize
from support.axe import objections_in_both, pages_to_check, shorten
from support.built_site import DESKTOP, LANGUAGES, NEEDS_SITE, PHONE, SITE, NewPage

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
