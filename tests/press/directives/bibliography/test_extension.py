"""Reference lists and cards of works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cited_works import BOOK, build, entry, paragraphs
from reading import cards, key_of, parsed, words
from small_books import Built

from press.data.addresses import Page
from press.directives.bibliography.extension import record_words, state_of_page

ADDRESS = "https://example.org/rain"


def feet(page: Path) -> dict[str, str]:
    """The line below each entry of a list, by the first word of the entry."""
    tree = parsed(page)
    entries = [box for box in tree.iter("div") if "press-reference" in box.get("class", "").split()]
    lines = [[" ".join("".join(part.itertext()).split()) for part in box.iter("p")] for box in entries]
    return {text.split()[0].strip(",."): foot for text, foot in lines}


def test_an_entry_tells_where_the_work_is_cited_with_a_number_for_each_further_citation(site: dict[str, Path]) -> None:
    told = feet(site["en"] / "references.html")
    # Cited three times on one page, and once.
    assert told["Naím"] == "Found in public records. Cited in: Works [2] [3]"
    assert told["Dos"] == "Found in public records. Cited in: Works"


def test_an_unresolved_work_is_not_said_to_be_found(site: dict[str, Path]) -> None:
    assert feet(site["en"] / "references.html")["Bek"] == "Cited in: Works [2] [3]"
    assert record_words(entry(keywords="unresolved"), str) == ""


def test_a_further_citation_has_the_name_of_its_page_for_who_hears_it(site: dict[str, Path]) -> None:
    tree = parsed(site["en"] / "references.html")
    names = [link.get("aria-label") for link in tree.iter("a") if "".join(link.itertext()) == "[2]"]
    assert set(names) == {"Works [2]"}


# 404 and 410: gone (RFC 9110, 15.5.5 and 15.5.11). Another host after redirects: moved.
@pytest.mark.parametrize(
    ("page", "words"),
    [
        (Page(ADDRESS, tried="2027-01-05", answer="200", final=ADDRESS), ""),
        (Page(ADDRESS), ""),
        (Page(ADDRESS, tried="2027-01-05", answer="404"), "not there when tried on 5 January 2027"),
        (
            Page(ADDRESS, tried="2027-01-05", answer="200", final="https://other.example/"),
            "led to another page when tried on 5 January 2027",
        ),
        (
            Page(ADDRESS, tried="2027-01-05", answer="410", archived="https://kept.example/rain"),
            "not there when tried on 5 January 2027; archived copy",
        ),
        (Page(ADDRESS, archived="https://kept.example/rain"), "archived copy"),
    ],
)
def test_the_state_of_a_page_is_told_where_it_is_gone_or_has_moved(page: Page, words: str) -> None:
    assert "".join(node.astext() for node in state_of_page(page, "en")) == words


def test_the_copy_of_a_page_is_a_link() -> None:
    (copy,) = state_of_page(Page(ADDRESS, archived="https://kept.example/rain"), "ru")
    assert (copy.astext(), copy["refuri"]) == ("архивная копия", "https://kept.example/rain")


@pytest.fixture(scope="module")
def pages(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").site


@pytest.mark.parametrize(
    ("language", "foot"),
    [
        ("en", "Found in public records. In the list of references"),
        ("ru", "Полное описание найдено. В списке литературы"),
    ],
)
def test_a_citation_opens_the_reference_that_it_leads_to(pages: Path, language: str, foot: str) -> None:
    page = pages / language / "rain.html"
    citation = next(link for link in parsed(page).iter("a") if "press-citation" in link.get("class", "").split())
    name, card = cards(page)[key_of(citation)]
    assert name == "Doe, 2001"
    reference, last = card.iter("p")
    assert words(reference).startswith("Doe")
    assert words(last) == foot
    assert [link.get("href") for link in last.iter("a")] == [citation.get("href")]


def test_a_style_that_the_book_chooses_is_kept(tmp_path: Path) -> None:
    build(BOOK, tmp_path, "kk", bibtex_reference_style="author_year", bibtex_default_style="plain")
    assert any("Naím [2013]" in text for text in paragraphs(tmp_path / "index.html"))


@pytest.mark.parametrize(("language", "marked"), [("en", []), ("ru", ["The End of Power", "Basic Books"])])
def test_words_of_a_work_in_another_language_are_marked_with_it(
    site: dict[str, Path], language: str, marked: list[str]
) -> None:
    tree = parsed(site[language] / "references.html")
    assert [
        span.text or span[0].text for span in tree.iter() if span.get("lang") == "en" and span.tag != "html"
    ] == marked
