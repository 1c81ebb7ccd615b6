"""Entries after the Publication Manual of the APA, 7th edition."""

from __future__ import annotations

import pytest
from cited_works import entry, reference
from pybtex.database import Person


# 9.32 and 9.26: names are inverted, an ampersand stands before the last; et al. in entries is for lists that the .bib breaks off.
@pytest.mark.parametrize(
    ("authors", "head"),
    [
        (["Wild, C. J.", "Seber, George A. F."], "Wild, C. J., & Seber, G. A. F. (2000)."),
        (["van Gogh, Vincent"], "van Gogh, V. (2000)."),
        (["King, Jr., Martin Luther"], "King Jr., M. L. (2000)."),
        (["Plato"], "Plato. (2000)."),
        (["Doe, J.", "others"], "Doe, J., et al. (2000)."),
    ],
)
def test_authors_are_inverted_with_initials(authors: list[str], head: str) -> None:
    assert reference("en", entry("misc", *authors, year="2000")) == head


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2019-09-02", "(2019, September 2)"),
        ("2019-09", "(2019, September)"),
        ("2019", "(2019)"),
        # Biblatex's range of days, its season, and what is no date: as the .bib has them.
        ("2019-09-02/2019-09-05", "(2019, 2019-09-02/2019-09-05)"),
        ("2019-21", "(2019, 2019-21)"),
        ("2019-02-30", "(2019, 2019-02-30)"),
    ],
)
def test_month_and_day_follow_the_year(date: str, printed: str) -> None:
    assert reference("en", entry("misc", "Doe, J.", title="Rain", date=date)) == f"Doe, J. {printed}. Rain."


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ("2022-03-01", "Retrieved March 1, 2022, from"),
        # Of a month no day is known.
        ("2022-03", "Retrieved March 2022, from"),
        ("1 March 2022", "Retrieved 1 March 2022, from"),
    ],
)
def test_the_day_of_reading_stands_before_the_address(seen: str, words: str) -> None:
    work = entry("online", "Doe, J.", title="Rain", year="2020", url="https://example.org/", urldate=seen)
    assert reference("en", work) == f"Doe, J. (2020). Rain. {words} https://example.org/"


def test_with_a_doi_neither_address_nor_day_of_reading_is_printed() -> None:
    work = entry("article", "Doe, J.", year="2020", doi="10.1000/a_b", url="https://example.org/", urldate="2022-03-01")
    assert reference("en", work) == "Doe, J. (2020). https://doi.org/10.1000/a_b"


# 9.19: the edition in parentheses with the title; 9.25 and 10.3: pages of a chapter after p. or pp.
@pytest.mark.parametrize(("pages", "printed"), [("10--20", "pp. 10–20"), ("10", "p. 10"), ("10, 12", "pp. 10, 12")])
def test_a_chapter_names_the_pages_in_the_book(pages: str, printed: str) -> None:
    work = entry("incollection", "Doe, J.", title="Rain", booktitle="Weather", year="2020", pages=pages, edition="2")
    assert reference("en", work) == f"Doe, J. (2020). Rain. In Weather (2nd ed., {printed})."


def test_a_chapter_names_one_editor_as_such() -> None:
    work = entry("incollection", "Doe, J.", title="Rain", booktitle="Weather", year="2020")
    work.persons["editor"] = [Person("Roe, Richard")]
    assert reference("en", work) == "Doe, J. (2020). Rain. In R. Roe (Ed.), Weather."


def test_a_title_that_asks_gets_no_full_stop() -> None:
    assert (
        reference("en", entry("misc", "Doe, J.", title="Will it rain?", year="2020")) == "Doe, J. (2020). Will it rain?"
    )
