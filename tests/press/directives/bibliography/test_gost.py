"""Entries after GOST 7.1-2003: areas divided by a full stop and a dash, words of the work in its own language."""

from __future__ import annotations

import pytest
from cited_works import entry, reference


@pytest.mark.parametrize(
    ("kind", "fields", "printed"),
    [
        ("phdthesis", {"school": "University"}, "Rain : диссертация PhD, март 2020 г. – University."),
        ("misc", {"howpublished_ru": "Послание"}, "Rain : Послание, март 2020 г."),
        ("misc", {"publisher": "House"}, "Rain. – House, март 2020 г."),
    ],
)
def test_the_date_stands_once_beside_what_the_work_is_or_who_published_it(
    kind: str, fields: dict[str, str], printed: str
) -> None:
    work = entry(kind, "Doe, Jane", title="Rain", year="2020", month="mar", **fields)
    assert reference("ru", work) == f"Doe J. (2020). {printed}"


def test_an_area_begins_with_a_capital_and_no_full_stop_is_doubled() -> None:
    work = entry("book", "Doe, Jane", title="Rain etc.", year="2020", note="printed twice")
    assert reference("ru", work) == "Doe J. (2020). Rain etc. – Printed twice."


def test_after_an_address_stands_no_full_stop_and_after_the_day_of_reading_neither() -> None:
    work = entry("online", "Doe, Jane", title="Rain", year="2020", url="https://example.org/")
    assert reference("ru", work) == "Doe J. (2020). Rain. – URL: https://example.org/"
    work.fields["urldate"] = "2022-03"
    assert reference("ru", work).endswith("https://example.org/ (дата обращения: март 2022 г.)")


def test_what_is_no_date_is_printed_as_it_is() -> None:
    work = entry("misc", "Doe, Jane", title="Rain", date="2020-09-02/2020-09-05")
    assert reference("ru", work) == "Doe J. (2020). Rain. – 2020-09-02/2020-09-05."


@pytest.mark.parametrize(
    ("langid", "printed"),
    [("english", "– Vol. 7, no. 2. – P. 1–9."), ("russian", "– Т. 7, № 2. – С. 1–9."), ("", "– 7-т., № 2. – 1–9-б.")],
)
def test_volume_and_pages_are_named_in_the_language_of_the_work(langid: str, printed: str) -> None:
    fields = {"journal": "Weather", "volume": "7", "number": "2", "pages": "1--9", "langid": langid}
    assert reference("kk", entry("article", "Doe, Jane", title="Rain", year="2020", **fields)).endswith(printed)
