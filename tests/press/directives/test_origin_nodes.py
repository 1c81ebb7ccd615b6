"""A number ends at its source: who says it, the pages that say so, when they were read, and the numbers that went in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docutils import nodes
from support.built_pages import parsed, words
from support.small_books import Built

from press.data.addresses import WebPage
from press.directives.origin_nodes import origin_nodes
from press.directives.provenance import more_exactly, origin_of
from press.edition.context import EditionContext
from press.language.quantities import computed_quantity

Edition = Callable[..., EditionContext]
REGISTER = "https://register.example.org/bridges?id=7&full=yes"


def told(context: EditionContext, name: str) -> dict[str, str]:
    """The facts of a number by their labels."""
    _, facts = origin_of(context, name)
    return {label: "".join(node.astext() for node in content) for label, content in facts}


@pytest.mark.parametrize(
    ("language", "label", "source"),
    [
        ("en", "Source", "Office of Bridges, register.example.org (read on 2 March 2026)"),
        ("kk", "Дереккөз", "Көпірлер кеңсесі, register.example.org (оқылған күні – 2026 ж. 2 наурыз)"),
    ],
)
def test_a_number_names_who_says_it_and_where_by_the_row_that_it_was_read_from(
    edition: Edition, language: str, label: str, source: str
) -> None:
    context = edition(language, "audit")
    assert told(context, "audit/asked")[label].replace("\u00a0", " ").replace("\u202f", " ") == source
    _, facts = origin_of(context, "audit/asked")
    links = [link for _, content in facts for node in content for link in node.findall(nodes.reference)]
    assert [link["refuri"] for link in links if "refuri" in link] == [REGISTER]


def test_a_computed_number_names_the_numbers_that_went_in_each_with_its_source(edition: Edition) -> None:
    facts = told(edition("en", "audit"), "audit/yes")
    assert facts["Numbers that went in"].replace("\u00a0", " ") == (
        "62% (Share of those who like it), a leaflet; "
        "45 (People asked): Office of Bridges, register.example.org (read on 2 March 2026)"
    )


def test_a_number_that_names_no_rows_says_what_its_table_is_from(edition: Edition) -> None:
    facts = told(edition("en", "audit"), "audit/cost")
    assert "Source" not in facts
    assert facts["Read from"] == "counts.csv — counts of a year"


def test_hosts_that_come_again_are_numbered_and_a_day_that_is_not_that_of_all_stands_at_its_page(
    edition: Edition,
) -> None:
    pages = [
        WebPage("https://www.example.org/one", read="2026-03-02"),
        WebPage("https://example.org/two", read="2026-03-05"),
        WebPage("https://xn--e1afmkfd.example/"),
    ]
    said = nodes.paragraph("", "", *origin_nodes(edition("en"), [("Office", pages)])).astext().replace("\u00a0", " ")
    assert said == (
        "Office, example.org (1) (read on 2 March 2026), example.org (2) (read on 5 March 2026), пример.example"
    )


@pytest.mark.parametrize(
    ("value", "digits", "more"),
    [
        (300 / 11, 0, "27.27"),
        (1113.5678, 1, "1113.57"),
        (4.25, 0, "4.25"),
        (12, 0, ""),
        (12.00000001, 0, ""),
    ],
)
def test_a_rounded_number_is_given_more_exactly_with_four_digits(value: float, digits: int, more: str) -> None:
    assert more_exactly(computed_quantity([value], "count", "", digits)) == more


@pytest.fixture
def site_of_bridge(built_book: Callable[[str], Built]) -> Path:
    """The site of the book on a bridge."""
    return built_book("audit").root / "_build" / "site"


def test_a_number_without_a_card_is_text_and_has_no_page(site_of_bridge: Path) -> None:
    page = parsed(site_of_bridge / "en" / "audit.html")
    numbers = [node for node in page.iter() if "press-number" in (node.get("class") or "").split()]
    assert [words(number) for number in numbers if not number.get("href")] == ["1999"]
    assert (site_of_bridge / "en" / "number" / "audit.asked.html").exists()
    assert not (site_of_bridge / "en" / "number" / "audit.counted.html").exists()


def test_the_card_of_a_computed_number_leads_to_the_cards_of_those_that_went_in(site_of_bridge: Path) -> None:
    card = parsed(site_of_bridge / "en" / "number" / "audit.yes.html")
    links = {words(link): link.get("href") for link in card.iter("a")}
    folder = site_of_bridge / "en" / "number"
    assert (folder / (links["62%"] or "")).resolve() == folder.parent.resolve() / "figure" / "share.html"
    assert (folder / (links["45"] or "")).resolve() == folder.resolve() / "audit.asked.html"
    assert links["register.example.org"] == REGISTER
