"""The names of works, and their order."""

from __future__ import annotations

import pytest
from cited_works import entry
from pybtex.database import Person

from press.directives.bibliography.names import alphabetical, cited_names, label_year, labels, sorted_entries


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
