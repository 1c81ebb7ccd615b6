"""Where a number is from, as a reader of the weather book sees it: a page of its own on the site, to which the PDF and the EPUB lead."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pymupdf
import pytest
from support.built_pages import cards, key_of, parsed, with_class, words
from support.small_books import Built, append, make_edition, replace

from press.data.accept import accept


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
    ("language", "name", "how", "where"),
    [
        ("en", "Days of rain in both cities together", "The days of both cities added up.", "In the book: Rain"),
        ("ru", "Дни с дождём в обоих городах вместе", "Сумма дней по двум городам.", "В издании: Дождь"),
    ],
)
def test_a_number_is_a_link_to_its_page_in_the_language_of_the_edition(
    root: Path, language: str, name: str, how: str, where: str
) -> None:
    number, called, card = card_of(root, f"{language}/rain.html")
    assert (number.tag, number.get("href")) == ("a", "number/rain.total.html")
    assert called == name
    assert words(card).startswith("19 ") and how in words(card)
    own = page(root, f"{language}/number/rain.total.html")
    (foot,) = own.iter("footer")
    assert words(foot) == where
    assert [link.get("href", "").partition("#")[0] for link in foot.iter("a")] == ["../rain.html"]
    (top,) = own.iter("header")
    others = [f"../../{other}/number/rain.total.html" for other in ("en", "ru")]
    assert [link.get("href") for link in top.iter("a")] == ["../index.html", *others]
    assert [meta.get("content") for meta in own.iter("meta") if meta.get("name") == "robots"] == ["noindex"]


def test_a_card_gives_value_file_and_the_cell_that_computed_it(root: Path) -> None:
    _, _, card = card_of(root, "en/rain.html")
    data = (root / "data" / "rain.csv").read_bytes()
    days = [int(line.split(",")[1]) for line in data.decode().splitlines()[1:]]
    assert next(card.iter("data")).get("value") == str(sum(days))
    assert hashlib.sha256(data).hexdigest() not in words(card)
    links = {words(link): link.get("href", "") for link in card.iter("a")}
    assert links["Counting rain, cell 1"] == "../notebooks/rain.html#cell-1"
    assert (root / "_build" / "site" / "en" / "number" / links["rain.csv"]).read_bytes() == data
    assert any(link.endswith("#id1") or "#" in link for text, link in links.items() if text == "Doe, 2001")


def test_the_page_of_a_number_follows_it_and_goes_with_it(weather: Path) -> None:
    folder = weather / "_build" / "press" / "en" / "html" / "number"
    assert make_edition(weather, "en").faults == []
    assert ">19<" in (folder / "rain.total.html").read_text(encoding="utf-8")
    replace(weather / "data" / "rain.csv", "north,12", "north,13")
    accept([weather / "data" / "rain.csv"], weather)
    assert make_edition(weather, "en").faults == []
    assert ">20<" in (folder / "rain.total.html").read_text(encoding="utf-8")
    replace(weather / "book" / "notebooks" / "rain.ipynb", '(\\"total\\"', '(\\"sum\\"')
    replace(weather / "book" / "en" / "rain.md", "rain/total", "rain/sum")
    replace(weather / "data" / "vocabulary" / "words.csv", "rain.total", "rain.sum")
    assert make_edition(weather, "en").faults == []
    assert [path.name for path in folder.iterdir()] == ["rain.sum.html"]


def test_the_page_of_a_number_leads_to_where_it_is_shown_that_of_a_note_to_where_it_is_called(
    book: Callable[[str], Path],
) -> None:
    root = book("orchard")
    append(
        root / "book" / "en" / "index.md",
        "\n(called)=\n## Called\n\nHere.[^note]\n\n## After\n\n{number}`harvest/total`\n\n[^note]: {number}`harvest/pear`.\n",
    )
    assert make_edition(root, "en").faults == []
    (foot,) = parsed(root / "_build/press/en/html/number/harvest.pear.html").iter("footer")
    assert next(link.get("href") for link in foot.iter("a")) == "../index.html#called"


@pytest.mark.parametrize("site", ["", "https://weather.example"])
def test_in_the_pdf_a_number_leads_to_its_page_where_the_site_is_known(
    weather: Path, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    monkeypatch.setenv("PRESS_BASE_URL", site)
    assert make_edition(weather, "en", "typst").faults == []
    with pymupdf.open(weather / "_build" / "press" / "en" / "typst" / "weather.en.pdf") as pdf:
        (sheet,) = [sheet for sheet in pdf if "It rained on" in sheet.get_text()]
        box = sheet.search_for("19")[0]
        led_to = [link.get("uri") for link in sheet.get_links() if link["from"].intersects(box)]
    assert led_to == ([f"{site}/en/number/rain.total.html"] if site else [])
