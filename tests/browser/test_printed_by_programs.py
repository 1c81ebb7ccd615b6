"""What programs print, on a phone: all of it is seen, or that there is more."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import Locator, Page
from support.browser_pages import PHONE, NewPage
from support.built_site import NEEDS_SITE, SITE

pytestmark = NEEDS_SITE

# The places of blocks that are wider than what is seen of them, among all of the page, once all is unfolded.
WIDER = """() => {
  for (const folded of document.querySelectorAll("article details")) folded.open = true;
  const isWider = (block) => block.scrollWidth > block.clientWidth + 1;
  return [...document.querySelectorAll("article pre")].flatMap((block, place) => (isWider(block) ? [place] : []));
}"""


def edge(block: Locator) -> list[tuple[int, ...]]:
    """The colours at the end of the last line of pixels above the lower edge of ``block``, where no letters are."""
    image = Image.open(BytesIO(block.screenshot())).convert("RGB")
    return [image.getpixel((image.width - place, image.height - 8)) for place in range(3, 9)]  # type: ignore[misc]


def cut_without_a_sign(page: Page) -> list[str]:
    """The beginnings of blocks that go on beyond their edge while nothing tells so; at its end none does."""
    silent = []
    for place in page.evaluate(WIDER):
        block = page.locator("article pre").nth(place)
        before = edge(block)
        block.evaluate("block => { block.scrollLeft = block.scrollWidth; }")
        if before == edge(block):
            silent.append((block.text_content() or "")[:60])
    return silent


def test_on_a_phone_nothing_that_a_program_prints_is_cut_without_a_sign(new_page: NewPage, address: str) -> None:
    page, silent = new_page(viewport=PHONE, reduced_motion="reduce", service_workers="block"), []
    pages = [path for path in (SITE / "en").rglob("*.html") if "<pre" in path.read_text(encoding="utf-8")]
    for path in pages:
        page.goto(f"{address}/{path.relative_to(SITE)}")
        silent += [f"{path.name}: {begins}" for begins in cut_without_a_sign(page)]
    assert len(pages) > 5 and silent == []
