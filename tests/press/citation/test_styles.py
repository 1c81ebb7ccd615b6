"""How the book, its chapters and its data are cited, against examples of the standards."""

from __future__ import annotations

import datetime as dt

import pytest
from rain_editions import edition, settings

from press.citation.record import Title, Work, chapter_work, dataset_work
from press.citation.settings import Author
from press.citation.styles import Description, address_note, apa, gost, gost_record, initials, plain
from press.language.catalogues import get_translation

# GOST R 7.0.100-2018, appendix with examples of records: sites, parts of sites, books.
STANDARD = [
    (
        Description(
            "Правительство Российской Федерации",
            other=("официальный сайт",),
            place="Москва",
            notes=(
                "Обновляется в течение суток",
                address_note("http://government.ru", "дата обращения: 19.02.2018"),
            ),
            content="Текст : электронный",
        ),
        None,
        "Правительство Российской Федерации : официальный сайт. – Москва. – Обновляется в течение суток. – "
        "URL: http://government.ru (дата обращения: 19.02.2018). – Текст : электронный.",
    ),
    (
        Description(
            "eLIBRARY.RU",
            other=("научная электронная библиотека", "сайт"),
            place="Москва",
            year="2000 – ",
            notes=(
                address_note("https://elibrary.ru", "дата обращения: 09.01.2018"),
                "Режим доступа: для зарегистрир. пользователей",
            ),
            content="Текст : электронный",
        ),
        None,
        "eLIBRARY.RU : научная электронная библиотека : сайт. – Москва, 2000 – . – URL: https://elibrary.ru "
        "(дата обращения: 09.01.2018). – Режим доступа: для зарегистрир. пользователей. – Текст : электронный.",
    ),
    (
        Description("Порядок присвоения номера ISBN", content="Текст : электронный"),
        Description(
            "Российская книжная палата",
            other=("[сайт]",),
            year="2018",
            notes=(address_note("http://bookchamber.ru/isbn.html", "дата обращения: 22.05.2018"),),
        ),
        "Порядок присвоения номера ISBN. – Текст : электронный // Российская книжная палата : [сайт]. – 2018. – "
        "URL: http://bookchamber.ru/isbn.html (дата обращения: 22.05.2018).",
    ),
    (
        Description(
            "Управление документацией",
            other=("англо-русский аннотированный словарь стандартизированной терминологии",),
            authors=(("Варламова", "Л. Н."), ("Баюн", "Л. С."), ("Бастрикова", "К. А.")),
            place="Москва",
            publisher="Спутник+",
            year="2017",
            extent="398 с.",
            notes=("ISBN 978-5-9973-4489-4",),
            content="Текст : непосредственный",
        ),
        None,
        "Варламова, Л. Н. Управление документацией : англо-русский аннотированный словарь стандартизированной "
        "терминологии / Л. Н. Варламова, Л. С. Баюн, К. А. Бастрикова. – Москва : Спутник+, 2017. – 398 с. – "
        "ISBN 978-5-9973-4489-4. – Текст : непосредственный.",
    ),
]


@pytest.mark.parametrize(("description", "host", "expected"), STANDARD)
def test_gost_records_are_as_in_the_examples_of_the_standard(
    description: Description, host: Description | None, expected: str
) -> None:
    assert gost(description, host) == expected


def test_gost_lists_four_authors_behind_the_title_and_of_more_the_first_three() -> None:
    names = [(name, "А. А.") for name in ("Абаев", "Беков", "Ваев", "Гаев", "Даев")]
    assert gost(Description("Дождь", authors=tuple(names[:4]))) == (
        "Дождь / А. А. Абаев, А. А. Беков, А. А. Ваев, А. А. Гаев."
    )
    assert gost(Description("Дождь", authors=tuple(names))) == "Дождь / А. А. Абаев, А. А. Беков, А. А. Ваев [и др.]."


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Rain : how it falls in the north : electronic edition. – Version 1.2. – 2026. – Text : electronic."),
        ("ru", "Дождь : как он идёт на севере : электронное издание. – Версия 1.2. – 2026. – Текст : электронный."),
    ],
)
def test_an_edition_without_authors_and_address_is_described_by_its_title(language: str, expected: str) -> None:
    assert gost_record(edition(language), get_translation(language)) == expected


def test_a_subtitle_keeps_its_capital_in_catalogues_where_it_begins_with_a_name() -> None:
    work = Work("book", "x", Title("Жел", "Қазақстанда қалай соғады"), "kk", names=("Қазақстан",))
    assert gost_record(work, get_translation("kk")).startswith("Жел : Қазақстанда қалай соғады : электрондық басылым.")


@pytest.mark.parametrize(
    ("subtitle", "printed"),
    [
        ("О том, как он идёт", "о том, как он идёт"),
        ("A book of the north", "a book of the north"),
        ("COVID-19 и дождь", "COVID-19 и дождь"),
        ("ИТ-компании", "ИТ-компании"),
        ("О\u00a0том, как он идёт", "о\u00a0том, как он идёт"),
        ("С.-Петербург и сеть", "С.-Петербург и сеть"),
        ("U.S. policy since 2001", "U.S. policy since 2001"),
        ("C++ in practice", "C++ in practice"),
        ("X-rays at home", "X-rays at home"),
    ],
)
def test_a_subtitle_loses_its_capital_unless_it_begins_with_an_abbreviation(subtitle: str, printed: str) -> None:
    record = gost_record(Work("book", "x", Title("Дождь", subtitle), "ru"), get_translation("ru"))
    assert record.startswith(f"Дождь : {printed} : электронное издание.")


@pytest.mark.parametrize(("language", "printed"), [("en", "I and thou"), ("it", "i and thou")])
def test_the_pronoun_of_english_keeps_its_capital(language: str, printed: str) -> None:
    record = gost_record(Work("book", "x", Title("Rain", "I and thou"), language), get_translation("en"))
    assert record.startswith(f"Rain : {printed} : ")


def test_a_chapter_stands_within_its_edition() -> None:
    book = edition("ru", base_url="https://rain.example/")
    chapter = chapter_work(settings("https://rain.example/"), book, "wind/storm", "Буря", "Storm")
    assert gost_record(chapter, get_translation("ru")) == (
        "Буря. – Текст : электронный // Дождь : электронное издание. – Версия 1.2. – 2026. – "
        "URL: https://rain.example/ru/wind/storm.html."
    )
    assert plain(apa(chapter)) == (
        "Буря [Storm]. (2026). In Дождь: Как он идёт на севере [Rain: How it falls in the north] (Version 1.2). "
        "https://rain.example/ru/wind/storm.html"
    )


# apastyle.apa.org, reference examples for books; a work without an author: Publication Manual, 9.12.
@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            Work(
                "book",
                "x",
                Title("Behave", "The biology of humans at our best and worst"),
                "en",
                dt.date(2017, 1, 1),
                authors=(Author("Sapolsky", "R. M."),),
                publisher="Penguin Books",
            ),
            "Sapolsky, R. M. (2017). Behave: The biology of humans at our best and worst. Penguin Books.",
        ),
        (
            Work("book", "x", Title("Beowulf"), "en", dt.date(2000, 1, 1), publisher="Faber & Faber"),
            "Beowulf. (2000). Faber & Faber.",
        ),
    ],
)
def test_apa_references_are_as_in_its_examples(work: Work, expected: str) -> None:
    assert plain(apa(work)) == expected


# The kind of content is "dataset" in ISBD, from whose Russian form GOST R 7.0.100-2018 has its terms.
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Days of rain : data set. – Version 1.2. – 2026. – Dataset : electronic."),
        ("ru", "Дни с дождём : набор данных. – Версия 1.2. – 2026. – Электронные данные : электронные."),
    ],
)
def test_gost_says_of_data_that_they_are_data(language: str, expected: str) -> None:
    data = dataset_work(edition(language), {"ru": "Дни с дождём"}, "Days of rain")
    assert gost_record(data, get_translation(language)) == expected


def test_apa_says_that_data_are_data_and_that_a_date_is_unknown() -> None:
    data = dataset_work(edition("ru"), {}, "Days of rain")
    assert plain(apa(data)) == "Days of rain (Version 1.2) [Data set]. (2026)."
    assert plain(apa(Work("book", "x", Title("Rain"), "en"))) == "Rain. (n.d.)."


def test_apa_marks_the_language_of_a_title_and_sets_only_whole_works_in_italics() -> None:
    book = edition("ru")
    chapter = chapter_work(settings(), book, "storm", "Буря")
    titles = [(span.text, span.italic, span.language) for span in apa(chapter) if span.language]
    assert titles == [("Буря", False, "ru"), ("Дождь: Как он идёт на севере", True, "ru")]


def test_given_names_become_initials() -> None:
    assert initials("Aru Bota") == "A. B."
    assert initials("К.А.") == "К. А."
    # APA 7, 9.8: a hyphen between given names stays.
    assert initials("Kassym-Jomart") == initials("K.-J.") == "K.-J."
