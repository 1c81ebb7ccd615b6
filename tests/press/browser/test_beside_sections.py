"""Two languages side by side by section, where their paragraphs are none of one another's, in a real browser on a small book."""

from __future__ import annotations

from playwright.sync_api import Page
from support.axe import objections
from support.browser_pages import as_written

SECTION = "account-apple"
RULES = ("wcag2a", "wcag2aa", "wcag21aa")


def opened(page: Page, address: str, own: str = "ru", other: str = "kk") -> Page:
    page.goto(f"{address}/{own}/accounts.html?beside={other}")
    page.locator(".press-twin").first.wait_for()
    return page


def words(page: Page, selector: str) -> list[str]:
    return [" ".join(as_written(text).split()) for text in page.locator(selector).all_inner_texts()]


def test_each_section_stands_beside_its_counterpart(page: Page, address: str) -> None:
    opened(page, address)
    pair = f"#{SECTION} > .press-pair-section"
    assert words(page, f"{pair} > .press-own p") == [
        "Яблок в книге 120 корзин.",
        "Это большая часть урожая: всего корзин 165.",
    ]
    assert words(page, f"{pair} > .press-twin p") == ["Барлық 165 себеттің 120 себеті – алма, бұл – өнімнің көбі."]
    assert page.locator(f"{pair} > .press-twin").get_attribute("lang") == "kk"
    own, theirs = (page.locator(f"{pair} > {part}").bounding_box() for part in (".press-own", ".press-twin"))
    assert own and theirs
    assert own["y"] == theirs["y"]
    assert own["x"] + own["width"] < theirs["x"]


def test_a_figure_stands_once_with_both_captions(page: Page, address: str) -> None:
    opened(page, address, "en", "ru")
    assert page.locator("#fig-baskets").count() == 1
    assert words(page, "#fig-baskets .caption-text, #fig-baskets .press-twin") == [
        "Apples are most of the harvest.",
        "Большая часть урожая — яблоки.",
    ]
    # In English a paragraph follows the figure, in Russian none does.
    assert page.locator(f"#{SECTION} .press-twin figure").count() == 0
    assert words(page, f"#{SECTION} > .press-pair-section .press-own p") == ["The book gives 120 baskets."]


def test_no_id_stands_twice_and_no_rule_of_access_is_broken(page: Page, address: str) -> None:
    opened(page, address)
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert len(ids) == len(set(ids))
    assert objections(page, *RULES) == []


def test_the_switcher_leads_to_the_section_that_is_read(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 900, "height": 300})
    page.goto(f"{address}/en/accounts.html")
    page.evaluate(
        """() => { document.querySelector("#fig-baskets figcaption p").scrollIntoView({behavior: "instant", block: "center"});
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))) }"""
    )
    with page.expect_navigation():
        page.locator(".press-languages a[hreflang=kk]").click()
    assert page.url == f"{address}/kk/accounts.html#{SECTION}"
