"""The pages of the EPUBs in a browser, which shows them as reading devices built on one do."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from support.axe import objections, pages_to_check, shorten
from support.browser_pages import LANGUAGES, NewPage, serving
from support.built_site import NEEDS_SITE, SITE

pytestmark = NEEDS_SITE

# A small reading device held upright.
DEVICE = {"width": 420, "height": 640}
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked EPUBs, a folder each."""
    folder = tmp_path_factory.mktemp("shelf")
    for path in (SITE / "epub").glob("*.epub"):
        with zipfile.ZipFile(path) as epub:
            epub.extractall(folder / path.stem.rpartition(".")[2])
    return folder


@pytest.fixture(scope="module")
def shelf(unpacked: Path) -> Iterator[str]:
    """Where they are served."""
    with serving(unpacked) as host:
        yield host


@pytest.fixture
def device(new_page: NewPage) -> Page:
    """A page that runs no scripts of its own, as on most devices."""
    return new_page(viewport=DEVICE)


def test_axe_finds_nothing_to_object_to(device: Page, unpacked: Path, shelf: str) -> None:
    found = {}
    for name in pages_to_check(unpacked, "{language}/EPUB/{name}.xhtml", "title", "nav"):
        device.goto(f"{shelf}/{name}")
        shorten(device)
        found[name] = objections(device, *RULES)
    assert found
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.parametrize("width", [600, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_page_in_large_type_either(
    new_page: NewPage, unpacked: Path, shelf: str, language: str, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    wide = []
    for path in sorted((unpacked / language / "EPUB").glob("*.xhtml")):
        page.goto(f"{shelf}/{language}/EPUB/{path.name}")
        for size in ("100%", "160%"):
            page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((path.name, size))
    assert wide == []


def test_a_narrow_page_has_charts_drawn_for_it(device: Page, shelf: str) -> None:
    device.goto(f"{shelf}/ru/EPUB/officials-online.xhtml")
    for picture in device.locator("figure img").all():
        assert "-narrow-" in picture.evaluate("image => image.currentSrc")
        box = picture.bounding_box()
        assert box is not None and box["width"] > 300 and box["height"] > 50
