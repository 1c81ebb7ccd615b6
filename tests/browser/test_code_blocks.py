"""Program text and what it prints on a phone: all of it is seen, or that there is more."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page
from support.built_site import BROWSER, NEEDS_SITE, PHONE, SITE, NewPage, bring_bundle, serving
from support.small_books import copy_book, make_edition

# The places of blocks that are wider than what is seen of them, among all of the page, once all is unfolded.
WIDER = """() => {
  for (const folded of document.querySelectorAll("article details")) folded.open = true;
  const isWider = (block) => block.scrollWidth > block.clientWidth + 1;
  return [...document.querySelectorAll("article pre")].flatMap((block, place) => (isWider(block) ? [place] : []));
}"""
CHAPTER = f"""(rain)=
# Rain

```sh
.venv/bin/python -m pip install --requirement requirements.txt --no-deps --require-hashes {"a" * 80}
```

    {"indented code " * 20}
"""


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


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
def test_on_a_phone_a_long_line_of_a_program_is_broken(new_page: NewPage, tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    (root / "book" / "en" / "rain.md").write_text(CHAPTER, encoding="utf-8")
    assert make_edition(root, "en").faults == []
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    bring_bundle(page)
    with serving(root / "_build" / "press" / "en" / "html") as host:
        page.goto(f"{host}/rain.html")
        assert page.locator("article pre").count() == 2 and page.evaluate(WIDER) == []


@NEEDS_SITE[0]
@NEEDS_SITE[1]
def test_on_a_phone_nothing_that_a_program_prints_is_cut_without_a_sign(new_page: NewPage, address: str) -> None:
    page, silent = new_page(viewport=PHONE, reduced_motion="reduce", service_workers="block"), []
    pages = [path for path in (SITE / "en").rglob("*.html") if "<pre" in path.read_text(encoding="utf-8")]
    for path in pages:
        page.goto(f"{address}/{path.relative_to(SITE)}")
        silent += [f"{path.name}: {begins}" for begins in cut_without_a_sign(page)]
    assert len(pages) > 5 and silent == []
