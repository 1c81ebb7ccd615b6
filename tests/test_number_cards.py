"""Where a number is from, as a reader of the weather book sees it: cards on pages, a list in the PDF and the EPUB."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pymupdf
import pytest
from epub_files import Epub
from reading import searched
from small_books import copy_book

from press.build import build_book
from press.errors import PressError


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book, built once."""
    book = copy_book("weather", tmp_path_factory.mktemp("cards"))
    build_book(book, lambda line: None)
    return book


def page(root: Path, name: str) -> Element:
    text = (root / "_build" / "site" / name).read_text(encoding="utf-8")
    return html5lib.parse(text, namespaceHTMLElements=False)


def with_class(tree: Element, name: str) -> list[Element]:
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def card_of(tree: Element, number: Element) -> Element:
    return next(element for element in tree.iter() if element.get("id") == number.get("popovertarget"))


@pytest.mark.parametrize(
    ("language", "title", "how"),
    [
        ("en", "Days of rain in both cities together", "The days of both cities added up."),
        ("ru", "Дни с дождём в обоих городах", "Сумма дней по двум городам."),
    ],
)
def test_a_number_opens_a_card_in_the_language_of_the_page(root: Path, language: str, title: str, how: str) -> None:
    tree = page(root, f"{language}/rain.html")
    (number,) = with_class(tree, "press-number")
    card = card_of(tree, number)
    assert number.tag == "button" and "popover" in card.attrib
    assert title in words(card) and how in words(card)


def test_a_card_gives_value_file_checksum_and_the_cell_that_computed_it(root: Path) -> None:
    tree = page(root, "en/rain.html")
    card = card_of(tree, with_class(tree, "press-number")[0])
    data = (root / "data" / "rain.csv").read_bytes()
    days = [int(line.split(",")[1]) for line in data.decode().splitlines()[1:]]
    assert next(card.iter("data")).get("value") == str(sum(days))
    assert hashlib.sha256(data).hexdigest() in words(card)
    links = {words(link): link.get("href", "") for link in card.iter("a")}
    assert links["Counting rain, cell 1"] == "notebooks/rain.html#cell-1"
    assert (root / "_build" / "site" / "en" / links["rain.csv"]).read_bytes() == data
    assert any(link.endswith("#id1") or "#" in link for text, link in links.items() if text == "Doe, 2001")


def test_the_cell_that_a_card_leads_to_is_on_the_page_of_the_notebook(root: Path) -> None:
    cells = [element for element in page(root, "en/notebooks/rain.html").iter() if element.get("id") == "cell-1"]
    assert len(cells) == 1
    assert "publish.number" in words(cells[0])


def test_cards_are_not_found_by_the_search(root: Path) -> None:
    pages = searched(root / "_build" / "site" / "en")
    assert {name for name, known in pages.items() if "in both cities together" in known["content"]} == {"numbers.html"}
    assert "It rained on 19 days" in pages["rain.html"]["content"]


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


def test_other_builders_get_a_link_instead_of_a_button(root: Path) -> None:
    epub = Epub(root / "_build" / "site" / "epub" / "weather.en.epub")
    (name,) = [name for name in epub.spine() if name.endswith("rain.xhtml")]
    text = epub.read(name).decode()
    assert "popover" not in text
    assert "numbers.xhtml#number-rain-total" in text


def test_a_number_without_words_for_what_it_is_stops_the_build(book: Callable[[str], Path]) -> None:
    root = book("weather")
    vocabulary = next((root / "data" / "vocabulary").glob("*.csv"))
    lines = vocabulary.read_text(encoding="utf-8").splitlines(keepends=True)
    vocabulary.write_text("".join(line for line in lines if not line.startswith("number.rain")), encoding="utf-8")
    with pytest.raises(PressError, match=r"number\.rain\.total"):
        build_book(root, lambda line: None)
