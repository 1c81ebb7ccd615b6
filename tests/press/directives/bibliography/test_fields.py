"""Fields of a .bib entry: what is TeX is converted, what is an address is not."""

from __future__ import annotations

import pytest
from cited_works import entry

from press.directives.bibliography.fields import Fields, foreign_language, is_unresolved, link, spell_if_date


# RFC 3986: percent-encoding, unreserved marks. TeX would begin a comment, set a dash, a space that does not break, quotation marks.
@pytest.mark.parametrize(
    ("field", "address"),
    [
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://example.org/~doe/x--y", "https://example.org/~doe/x--y"),
        ("https://example.org/''q''?a=1&b=2#c", "https://example.org/''q''?a=1&b=2#c"),
        # As programs for references export them.
        (r"https://example.org/a\_b\%20c?d\&e\#f", "https://example.org/a_b%20c?d&e#f"),
        ("{https://example.org/}", "https://example.org/"),
    ],
)
def test_an_address_is_no_tex(field: str, address: str) -> None:
    assert Fields(entry(url=field), "", "en").verbatim("url") == address


def test_a_doi_is_no_tex_either() -> None:
    # A real one with characters of TeX, after the handbook of the DOI foundation (2.2.1: any printable character).
    fields = Fields(entry(doi="10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2--2"), "", "en")
    assert fields.doi_address().endswith("CO;2--2")
    assert Fields(entry(), "", "en").doi_address() == ""


def test_text_is_converted_from_tex_and_the_first_field_that_is_not_empty_counts() -> None:
    fields = Fields(entry(journal="", journaltitle=r"Caf{\'e} \& Co"), "", "en")
    assert fields.text("journal", "journaltitle", "title") == "Café & Co"
    assert fields.text("volume") == ""


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"year": "2019", "month": "mar", "day": "2"}, "2019-03-02"),
        ({"year": "2019", "month": "March"}, "2019-03"),
        ({"year": "2019", "month": "3"}, "2019-03"),
        ({"year": "2019", "month": "spring"}, ""),
        ({"year": "2019", "day": "2"}, ""),
        ({"year": "2018", "date": "2019-03-02"}, "2019-03-02"),
        ({"date": "2019"}, ""),
    ],
)
def test_a_date_is_that_of_bibtex_or_of_biblatex(fields: dict[str, str], date: str) -> None:
    assert Fields(entry(**fields), "", "en").date() == date


def test_words_in_the_readers_language_come_first_and_others_are_marked_with_theirs() -> None:
    work = entry(title="Rain", title_ru="Дождь", note="Wet", langid="english")
    fields = Fields(work, "", "ru")
    assert str(fields.localised("title")) == "Дождь"
    assert "language-en" in repr(fields.localised("note"))
    assert "language-" not in repr(fields.localised("title"))
    assert "language-" not in repr(Fields(work, "", "en").localised("note"))


@pytest.mark.parametrize(
    ("langid", "language", "foreign"),
    [("english", "ru", "en"), ("english", "en", ""), ("klingon", "ru", ""), ("", "ru", "")],
)
def test_the_language_of_a_work_is_told_where_it_is_not_the_readers(langid: str, language: str, foreign: str) -> None:
    assert foreign_language(entry(langid=langid), language) == foreign


def test_a_publisher_that_is_the_heading_already_is_not_printed_again() -> None:
    assert str(Fields(entry(organization="Office"), "", "en").publisher()) == ""
    assert str(Fields(entry("misc", "Doe, J.", organization="Office"), "", "en").publisher()) == "Office"


@pytest.mark.parametrize(("pages", "printed"), [("1--9", "1–9"), ("1 - 9", "1–9"), ("1–9, 12", "1–9, 12"), ("7", "7")])
def test_a_range_of_pages_has_an_en_dash(pages: str, printed: str) -> None:
    assert Fields(entry(pages=pages), "", "en").pages() == printed


@pytest.mark.parametrize(
    ("keywords", "unresolved"), [("article; unresolved", True), ("unresolved-later", False), ("", False)]
)
def test_a_work_is_unresolved_by_a_whole_keyword(keywords: str, unresolved: bool) -> None:
    assert is_unresolved(entry(keywords=keywords)) is unresolved


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2022-03-01", "1 March 2022"),
        ("2022-03", "March 2022"),
        ("2022-13", "2022-13"),
        ("last week", "last week"),
        ("", ""),
    ],
)
def test_only_a_date_is_spelled(text: str, words: str) -> None:
    assert spell_if_date(text, "en") == words


def test_only_an_address_of_the_web_is_a_link() -> None:
    assert "HRef" in repr(link("HTTPS://example.org/")) and "HRef" not in repr(link("see the archive"))
    assert str(link("https://doi.org/10.1000/182", "10.1000/182")) == "10.1000/182"
