"""What a verdict opens in place: the verdict and why, the article beside the record, the evidence, and the data folded."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from reading import cards, parsed, with_class, words
from small_books import make_edition, replace

CHAPTER = "bridge.html"


def parts(card: Element) -> list[str]:
    """What a card tells, part by part."""
    return [words(part).replace("\u00ad", "") for part in card]


def test_the_card_of_a_judged_figure_begins_with_the_verdict_and_why(site_with_problems: Path) -> None:
    name, card = cards(site_with_problems / "en" / CHAPTER)["number-claims-cars"]
    assert name == "Our verdict on 4,000: adds up"
    assert parts(card) == [
        "+ adds up",
        "The counts of a year give 4,013 cars a day, which is rounded to 4,000.",
        "The counts leave out Sundays.",
        "The article has4,000 We compute4,013",
        "Evidence: Office of Bridges, register.example.org (1); counts.example.org (2)",
        "DataCars a day As printed“some four thousand cars a day”, lines 3–4 Source citednone given Tableclaims.csv",
        "Full row · In the list of numbers",
    ]
    assert card[5].tag == "details" and card[5].get("open") is None
    assert [link.get("href") for link in card[6].iter("a")] == [
        "audit.html#finding-cars",
        "numbers.html#number-claims-cars",
    ]


def test_a_problem_has_its_correction_and_its_weight_on_its_cards(site_with_problems: Path) -> None:
    every = cards(site_with_problems / "kk" / "audit.html")
    _, card = every["number-claims-cost"]
    assert parts(card)[:4] == [
        "× дереккөзге қайшы",
        *parts(card)[1:2],
        "Түзету: Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар.",
        "Салмағы: санды өзгертеді. Сенімділігі: жоғары, дерек көрсетеді. Қайталауға бола ма: осы түзетумен.",
    ]
    assert "Мақалада1,5 млн АҚШ доллары Біздің есеп1,8 млн АҚШ доллары" in words(card)
    # The link in the correction leads from the page on which the card is opened.
    assert [link.get("href") for link in card[2].iter("a")] == ["#"]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_what_the_sign_of_a_statement_leads_to_opens_as_a_card_without_a_number(
    site_with_problems: Path, language: str
) -> None:
    page = site_with_problems / language / CHAPTER
    hrefs = [link.get("href", "") for link in parsed(page).iter("a") if with_class(link, "press-verdict")]
    keys = [href.partition("#")[2] for href in hrefs if not href.startswith("#")]
    assert keys == ["finding-visitors", "finding-oldest"]
    assert set(keys) <= set(cards(page))
    _, card = cards(page)["finding-oldest"]
    expected = {
        "en": ["? could not be checked", "Nobody has compared it.", "Full row"],
        "kk": ["? тексеру мүмкін болмады", "Ешкім салыстырмаған.", "Кестедегі жолы"],
    }
    assert parts(card) == expected[language]


def test_a_reason_that_is_told_otherwise_changes_the_cards_of_chapters(problems: Path) -> None:
    assert make_edition(problems, "en").faults == []
    replace(problems / "book" / "en" / "audit.md", "Nobody has compared it.", "It is not the oldest.")
    assert make_edition(problems, "en").faults == []
    page = next((problems / "_build").rglob("en/**/bridge.html"))
    _, card = cards(page)["finding-oldest"]
    assert parts(card)[1] == "It is not the oldest."
