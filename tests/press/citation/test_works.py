"""The imprint of the printed edition says what is known, in the language of the edition, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from press.citation.record import BOOK, Title, Work
from press.citation.settings import Author, CitationSettings
from press.citation.works import edition_line, imprint, release_line
from press.language.catalogues import get_translation

DAY = dt.date(2026, 11, 25)
UNKNOWN = Work(BOOK, "book.en", Title("Rain"), "en")


def work(language: str, **known: object) -> Work:
    return Work(BOOK, f"book.{language}", Title("Rain", "What falls"), language, issued=DAY, version="1.2", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Version 1.2 · 25 November 2026"),
        ("kk", "1.2\u00a0нұсқасы · 2026 ж. 25 қараша"),
        ("ru", "Версия 1.2 · 25 ноября 2026 г."),
    ],
)
def test_the_edition_is_told_by_version_and_day(language: str, line: str) -> None:
    assert edition_line(work(language), get_translation(language)).replace("\u202f", " ") == line


def test_what_is_not_known_is_left_out() -> None:
    said = dict(imprint(UNKNOWN, CitationSettings(), get_translation("en")))

    assert edition_line(UNKNOWN, get_translation("en")) == ""
    assert set(said) == {"", "Licence", "How to cite"}
    assert said["Licence"] == "No licence has been chosen for this edition yet."


def test_what_is_known_is_printed() -> None:
    book = work(
        "en", address="https://example.org/en/", publisher="House", place="Almaty", authors=(Author(name="We"),)
    )
    citation = CitationSettings(
        licence="https://creativecommons.org/licenses/by/4.0/",
        not_licensed={"en": "Not its quotations.", "kk": "Дәйексөздер емес."},
        based_on={"en": "An article."},
    )
    said = imprint(book, citation, get_translation("en"))

    assert ("", "Rain: What falls") in said
    assert ("", "An article.") in said
    assert ("Publisher", "Almaty: House") in said
    assert ("Address", "https://example.org/en/") in said
    assert ("Licence", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Not its quotations.") in said
    assert ("How to cite", "We. (2026). Rain: What falls (Version 1.2). House. https://example.org/en/") in said


@pytest.mark.parametrize(("language", "edition"), [("kk", "электрондық басылым"), ("ru", "электронное издание")])
def test_how_to_cite_is_said_in_the_language_of_the_edition(language: str, edition: str) -> None:
    said = dict(imprint(work(language), CitationSettings(), get_translation(language)))

    assert edition in said[get_translation(language)("How to cite")]


@pytest.mark.parametrize(
    ("language", "released", "otherwise"),
    [
        ("en", "Version 1.2 · commit 0123456789ab", "Version 1.2 · a working copy, not a release"),
        ("kk", "1.2\u00a0нұсқасы · 0123456789ab коммиті", "1.2\u00a0нұсқасы · жұмыс көшірмесі, ресми нұсқа емес"),
        ("ru", "Версия 1.2 · коммит 0123456789ab", "Версия 1.2 · рабочая копия, не релиз"),
    ],
)
def test_a_release_names_its_commit_and_any_other_build_says_that_it_is_none(
    language: str, released: str, otherwise: str
) -> None:
    translate, commit = get_translation(language), "0123456789abcdef0123456789abcdef01234567"
    assert release_line(work(language, commit=commit), translate) == released
    assert release_line(work(language), translate) == otherwise
    assert (
        commit[:12] in dict(imprint(work(language, commit=commit), CitationSettings(), translate))[translate("Edition")]
    )
