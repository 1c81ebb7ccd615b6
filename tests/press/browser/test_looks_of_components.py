"""What extensions of a Jupyter Book bring, in the styles of press: one page of all of it, in a real browser."""

from __future__ import annotations

from io import StringIO
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils
from support.axe import objections
from support.browser_pages import DESKTOP, PHONE, NewPage
from support.small_books import BOOKS

BOOK = BOOKS / "components"


@pytest.fixture(scope="module")
def components(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build the book; return the address of its page."""
    folder, warnings = tmp_path_factory.mktemp("components"), StringIO()
    with patch_docutils(str(BOOK)), docutils_namespace():
        Sphinx(BOOK, BOOK, folder, folder / ".trees", "html", status=None, warning=warnings).build()
    return (folder / "index.html").as_uri()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def seen(request: pytest.FixtureRequest, new_page: NewPage, components: str) -> Page:
    """The page without scripts, as all of it has to work without them."""
    page = new_page(viewport=request.param, java_script_enabled=False)
    page.goto(components)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_and_all_can_be_read_in_both_colours(
    new_page: NewPage, components: str, scheme: Literal["light", "dark"]
) -> None:
    page = new_page(viewport=DESKTOP, color_scheme=scheme)
    page.goto(components)
    # MyST writes the boxes of a task list without a name for them.
    assert [rule for rule in objections(page) if rule[0] != "label"] == []


def test_nothing_sticks_out_of_the_page(seen: Page) -> None:
    assert seen.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_tabs_are_turned_by_the_keyboard_without_a_script(seen: Page) -> None:
    first, second = seen.get_by_text("In the first."), seen.get_by_text("In the second.")
    expect(first).to_be_visible()
    expect(second).to_be_hidden()
    seen.get_by_role("radio").first.focus()
    seen.keyboard.press("ArrowRight")
    expect(first).to_be_hidden()
    expect(second).to_be_visible()
