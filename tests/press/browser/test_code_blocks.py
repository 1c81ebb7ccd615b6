"""Programs in a real browser: folded, copied, and seen whole on a phone."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect
from support.browser_pages import PHONE, NewPage, bring_bundle, serving
from support.small_books import make_edition

CHAPTER = f"""(rain)=
# Rain

```sh
.venv/bin/python -m pip install --requirement requirements.txt --no-deps --require-hashes {"a" * 80}
```

    {"indented code " * 20}
"""


def test_on_a_phone_a_long_line_of_a_program_is_broken(new_page: NewPage, weather: Path) -> None:
    (weather / "book" / "en" / "rain.md").write_text(CHAPTER, encoding="utf-8")
    assert make_edition(weather, "en").faults == []
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    bring_bundle(page)
    with serving(weather / "_build" / "press" / "en" / "html") as host:
        page.goto(f"{host}/rain.html")
        blocks = page.locator("article pre")
        assert blocks.evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth <= 1)") == [True, True]


def test_programs_are_folded_and_one_switch_unfolds_them_on_the_next_page_too(page: Page, address: str) -> None:
    page.goto(f"{address}/en/notebooks/harvest.html")
    cells = page.locator("details.press-code")
    assert cells.count() > 1
    assert page.locator("details.press-code[open]").count() == 0
    page.get_by_role("button", name="Show all code").click()
    assert page.locator("details.press-code[open]").count() == cells.count()
    page.goto(f"{address}/en/notebooks/harvest.html")
    assert page.locator("details.press-code:not([open])").count() == 0
    page.get_by_role("button", name="Hide all code").click()
    assert page.locator("details.press-code[open]").count() == 0
    expect(page.get_by_role("button", name="Show all code")).to_be_visible()


def test_a_program_can_be_copied(new_page: NewPage, address: str) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/ru/notebooks/harvest.html#cell-1")
    block = page.locator("#cell-1 div.highlight").first
    block.get_by_role("button", name="Скопировать код").click()
    expect(block.get_by_role("status")).to_have_text("Скопировано")
    assert page.evaluate("navigator.clipboard.readText()") == block.locator("pre").inner_text().rstrip()
