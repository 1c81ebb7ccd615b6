"""Where a number is from, as a reader of the weather book sees it: cards on pages, a list in the PDF and the EPUB."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pymupdf
import pytest
from reading import cards, key_of, parsed, with_class, words
from small_books import Built, append, make_edition


@pytest.fixture(scope="module")
def root(built_book: Callable[[str], Built]) -> Path:
    """The weather book, built."""
    return built_book("weather").root


def page(root: Path, name: str) -> Element:
    return parsed(root / "_build" / "site" / name)


def card_of(root: Path, name: str) -> tuple[Element, str, Element]:
    """The only number of a page with the name and the content of its card."""
    (number,) = with_class(page(root, name), "press-number")
    return number, *cards(root / "_build" / "site" / name)[key_of(number)]


@pytest.mark.parametrize(
    ("language", "name", "title", "how", "foot"),
    [
        (
            *("en", "19: its source", "Days of rain in both cities together"),
            *("The days of both cities added up.", "In the list of numbers"),
        ),
        (
            *("ru", "19: откуда взято", "Дни с дождём в обоих городах"),
            *("Сумма дней по двум городам.", "В списке чисел"),
        ),
    ],
)
def test_a_number_is_a_link_to_its_entry_and_has_a_card_in_the_language_of_the_page(
    root: Path, language: str, name: str, title: str, how: str, foot: str
) -> None:
    number, called, card = card_of(root, f"{language}/rain.html")
    assert (number.tag, number.get("href")) == ("a", "numbers.html#number-rain-total")
    assert called == name
    assert title in words(card) and how in words(card)
    *_, last = card.iter("a")
    assert (words(last), last.get("href")) == (foot, number.get("href"))
    assert "number-rain-total" in {entry.get("id") for entry in page(root, f"{language}/numbers.html").iter()}


def test_a_page_holds_no_card_itself_and_one_without_cards_names_no_file(root: Path) -> None:
    assert "Days of rain in both cities" not in words(page(root, "en/rain.html"))
    assert cards(root / "_build" / "site" / "en" / "rain.html")
    assert cards(root / "_build" / "site" / "en" / "index.html") == {}


def test_a_card_gives_value_file_and_the_cell_that_computed_it(root: Path) -> None:
    _, _, card = card_of(root, "en/rain.html")
    data = (root / "data" / "rain.csv").read_bytes()
    days = [int(line.split(",")[1]) for line in data.decode().splitlines()[1:]]
    assert next(card.iter("data")).get("value") == str(sum(days))
    assert hashlib.sha256(data).hexdigest() not in words(card)
    links = {words(link): link.get("href", "") for link in card.iter("a")}
    assert links["Counting rain, cell 1"] == "notebooks/rain.html#cell-1"
    assert (root / "_build" / "site" / "en" / links["rain.csv"]).read_bytes() == data
    assert any(link.endswith("#id1") or "#" in link for text, link in links.items() if text == "Doe, 2001")


def test_the_list_of_numbers_has_each_number_once_under_its_chapter(root: Path) -> None:
    tree = page(root, "en/numbers.html")
    (entry,) = with_class(tree, "press-number-entry")
    assert words(entry).startswith("19 — Days of rain in both cities together")
    assert "Rain" in [words(element) for element in with_class(tree, "rubric")]


def test_in_the_pdf_a_number_leads_to_its_entry(root: Path) -> None:
    with pymupdf.open(root / "_build" / "site" / "pdf" / "weather.en.pdf") as pdf:
        texts = [sheet.get_text() for sheet in pdf]
        start = next(place for place, text in enumerate(texts) if "It rained on" in text)
        box = pdf[start].search_for("19")[0]
        links = [link for link in pdf[start].get_links() if link["from"].intersects(box)]
        target = next(place for place, text in enumerate(texts) if "Days of rain in both cities" in text)
        assert [
            pdf.resolve_names()[link["nameddest"]]["page"] if "nameddest" in link else link["page"] for link in links
        ] == [target]
        digest = hashlib.sha256((root / "data" / "rain.csv").read_bytes()).hexdigest()
        assert digest in "".join(texts[target].split())


def test_a_book_without_a_list_of_numbers_shows_them_as_words(book: Callable[[str], Path]) -> None:
    root = book("weather")
    listed = root / "book" / "en" / "numbers.md"
    text = re.sub(r"(?s)```\{numberlist\}.*?```", "", listed.read_text(encoding="utf-8"))
    listed.write_text(text, encoding="utf-8")
    assert make_edition(root, "en").faults == []
    made = root / "_build" / "press" / "en" / "html" / "rain.html"
    (number,) = with_class(parsed(made), "press-number")
    assert (number.tag, words(number)) == ("span", "19")
    assert "number-rain-total" not in cards(made)


def test_numbers_are_listed_as_readers_meet_them_that_of_a_note_where_it_is_called(book: Callable[[str], Path]) -> None:
    root = book("orchard")
    append(
        root / "book" / "en" / "index.md",
        "\n{number}`harvest/total`.[^note] {number}`harvest/apple`.\n\n[^note]: {number}`harvest/pear`.\n",
    )
    assert make_edition(root, "en").faults == []
    listed = (root / "_build" / "press" / "en" / "html" / "numbers.html").read_text(encoding="utf-8")
    assert re.findall(r'id="number-([\w-]+)"', listed) == ["harvest-total", "harvest-pear", "harvest-apple"]
    assert re.findall(r'class="rubric"[^>]*>.*?href="([^"#]+)', listed) == ["index.html"]


def test_a_year_and_a_number_that_its_paragraph_has_told_look_like_words_until_they_are_pointed_at(
    book: Callable[[str], Path],
) -> None:
    root = book("audit")
    chapter = root / "book" / "en" / "bridge.md"
    told = "\n\nIn {number}`claims/opened` {number}`claims/cars` cars, *{number}`claims/cars`* again.\n\nThen {number}`claims/cars`.\n"
    chapter.write_text(chapter.read_text(encoding="utf-8") + told, encoding="utf-8")
    assert make_edition(root, "en").faults == []
    made = parsed(root / "_build/press/en/html/bridge.html")
    numbers = [number.get("class", "").split() for number in with_class(made, "press-number")]
    assert ["press-quiet" in number for number in numbers[-4:]] == [True, False, True, False]
