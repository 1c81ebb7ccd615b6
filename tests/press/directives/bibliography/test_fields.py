"""What a .bib entry says, for readers of a language."""

from __future__ import annotations

import pytest
from cited_works import entry
from pybtex.database import Person

from press.directives.bibliography.fields import (
    Fields,
    alphabetical,
    cited_names,
    foreign_language,
    is_unresolved,
    label_year,
    labels,
    link,
    sorted_entries,
    spell_if_date,
)


def test_works_of_one_year_without_year_are_told_apart_by_a_letter() -> None:
    works = [entry("misc", organization="example.kz", title=title) for title in ("One", "Two")]
    assert list(labels(works, "en")) == ["example.kz, n.d.-a", "example.kz, n.d.-b"]


def test_a_work_without_any_maker_goes_by_its_site_then_its_title() -> None:
    assert cited_names(entry(key="Site", organization="Office", title="Page"), "en") == "Site"
    assert cited_names(entry(organization="Office", title="Page"), "en") == "Office"
    assert cited_names(entry(title="Page"), "en") == "Page"


def test_kazakh_letters_stand_in_their_places() -> None:
    letters = ["я", "і", "қ", "к", "ә", "а", "б", "z", "é", "f"]
    assert sorted(letters, key=alphabetical) == ["é", "f", "z", "а", "ә", "б", "к", "қ", "і", "я"]


def test_the_bib_may_set_the_order_itself() -> None:
    works = [entry("misc", "Abay, A.", title="A"), entry("misc", "Zu, Z.", title="Z", sortkey="A0")]
    assert [work.fields["title"] for work in sorted_entries(works, "en")] == ["Z", "A"]


@pytest.mark.parametrize(
    ("authors", "everyone", "in_brackets", "named"),
    [
        (["Doe, J.", "Roe, R."], False, False, "Doe and Roe"),
        (["Doe, J.", "Roe, R."], False, True, "Doe & Roe"),
        (["Doe, J.", "Roe, R.", "Poe, E."], False, False, "Doe et al."),
        (["Doe, J.", "Roe, R.", "Poe, E."], True, False, "Doe, Roe, and Poe"),
        (["Doe, J.", "Roe, R.", "others"], True, False, "Doe, Roe et al."),
        (["van der Berg, J."], False, False, "van der Berg"),
    ],
)
def test_authors_are_cited_by_surname(authors: list[str], everyone: bool, in_brackets: bool, named: str) -> None:
    assert cited_names(entry("misc", *authors), "en", everyone=everyone, in_brackets=in_brackets) == named


def test_editors_are_cited_where_there_are_no_authors() -> None:
    work = entry(title="Rain")
    work.persons["editor"] = [Person("Roe, Richard")]
    assert cited_names(work, "en") == "Roe"


def test_only_works_of_the_same_names_and_year_have_letters() -> None:
    works = [entry("misc", "Doe, J.", year=year) for year in ("2019", "2020", "2020")]
    assert list(labels(works, "en")) == ["Doe, 2019", "Doe, 2020a", "Doe, 2020b"]


@pytest.mark.parametrize(
    ("date", "years"), [("2019/2020", "2019–2020"), ("2019-05/2019-09", "2019"), ("2019-09-02", "2019")]
)
def test_a_work_of_two_years_has_both_in_its_label(date: str, years: str) -> None:
    assert list(labels([entry("misc", "Doe, J.", date=date)], "en")) == [f"Doe, {years}"]


def test_the_year_in_a_label_is_found_behind_a_name_with_commas() -> None:
    (label,) = labels([entry("misc", organization="Rain, Wind, and Snow", year="2020")], "en")
    assert label_year(label) == "2020"


def test_works_of_one_author_stand_by_year_those_without_one_last_and_of_one_year_by_title() -> None:
    works = [
        entry("misc", "Doe, J.", title=title, **fields)
        for title, fields in (
            ("D", {}),
            ("C", {"year": "2020"}),
            ("B", {"date": "2020-05-01"}),
            ("A", {"year": "2021"}),
        )
    ]
    assert [work.fields["title"] for work in sorted_entries(works, "en")] == ["B", "C", "A", "D"]


def test_accents_and_case_do_not_move_a_latin_name() -> None:
    names = ["Émile", "Eve", "emil", "Zoe"]
    assert sorted(names, key=alphabetical) == ["emil", "Émile", "Eve", "Zoe"]


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
