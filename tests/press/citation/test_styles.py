"""References to the edition and to works that it cites, by one record in two styles, against examples of the standards."""

from __future__ import annotations

from typing import Any

import pytest
from pybtex.database import Person
from pybtex.richtext import Text
from support.cited_works import entry, reference
from support.rain_editions import edition, settings

from press.citation.apa import apa
from press.citation.edition_works import chapter_work, dataset_work
from press.citation.gost import gost
from press.citation.record import Author, People, Work


def work(kind: str, language: str, *authors: Author, names: tuple[str, ...] = (), **fields: str) -> Work:
    people = {"author": People(authors)} if authors else {}
    return Work(kind, "x", {name: Text(value) for name, value in fields.items()}, language, people, names=names)


# GOST R 7.0.100-2018, appendix with examples of records: sites, a part of a site, a book.
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {
                "title": "Правительство Российской Федерации",
                "subtitle": "официальный сайт",
                "location": "Москва",
                "note": "Обновляется в течение суток",
                "url": "http://government.ru",
                "urldate": "19.02.2018",
            },
            "Правительство Российской Федерации : официальный сайт. – Москва. – Обновляется в течение суток. – "
            "URL: http://government.ru (дата обращения: 19.02.2018). – Текст : электронный.",
        ),
        (
            {
                "title": "Порядок присвоения номера ISBN",
                "booktitle": "Российская книжная палата",
                "year": "2018",
                "url": "http://bookchamber.ru/isbn.html",
                "urldate": "22.05.2018",
            },
            # The standard adds ": [сайт]", where press has its own word.
            "Порядок присвоения номера ISBN. – Текст : электронный // Российская книжная палата : электронное издание. – "
            "2018. – URL: http://bookchamber.ru/isbn.html (дата обращения: 22.05.2018).",
        ),
        (
            {
                "authors": [("Варламова", "Л. Н."), ("Баюн", "Л. С."), ("Бастрикова", "К. А.")],
                "title": "Управление документацией",
                "subtitle": "англо-русский аннотированный словарь стандартизированной терминологии",
                "location": "Москва",
                "publisher": "Спутник+",
                "year": "2017",
                "pagetotal": "398",
                "isbn": "978-5-9973-4489-4",
            },
            "Варламова, Л. Н. Управление документацией : англо-русский аннотированный словарь стандартизированной "
            "терминологии / Л. Н. Варламова, Л. С. Баюн, К. А. Бастрикова. – Москва : Спутник+, 2017. – 398 с. – "
            # The book of the example is printed: "непосредственный".
            "ISBN 978-5-9973-4489-4. – Текст : электронный.",
        ),
    ],
)
def test_gost_records_are_as_in_the_examples_of_the_standard(fields: dict[str, Any], expected: str) -> None:
    authors = [Author(*names) for names in fields.pop("authors", ())]
    assert str(gost(work("online", "ru", *authors, **fields))) == expected


@pytest.mark.parametrize(
    ("count", "statement"),
    [
        (4, "А. А. Абаев, А. А. Беков, А. А. Ваев, А. А. Гаев. –"),
        (5, "А. А. Абаев, А. А. Беков, А. А. Ваев [и др.]. –"),
    ],
)
def test_gost_lists_four_authors_behind_the_title_and_of_more_the_first_three(count: int, statement: str) -> None:
    authors = [Author(name, "Айгуль А.") for name in ("Абаев", "Беков", "Ваев", "Гаев", "Даев")[:count]]
    assert str(gost(work("online", "ru", *authors, title="Дождь"))).startswith(f"Дождь / {statement}")


# apastyle.apa.org, reference examples for books; a work without an author or a date: Publication Manual, 9.12 and 9.17.
@pytest.mark.parametrize(
    ("authors", "fields", "expected"),
    [
        (
            [Author("Sapolsky", "R. M.")],
            {
                "title": "Behave",
                "subtitle": "The biology of humans at our best and worst",
                "date": "2017-01-01",
                "publisher": "Penguin Books",
            },
            "Sapolsky, R. M. (2017). Behave: The biology of humans at our best and worst. Penguin Books.",
        ),
        ([], {"title": "Beowulf", "year": "2000", "publisher": "Faber & Faber"}, "Beowulf. (2000). Faber & Faber."),
        ([], {"title": "Rain"}, "Rain. (n.d.)."),
    ],
)
def test_apa_references_are_as_in_its_examples(authors: list[Author], fields: dict[str, str], expected: str) -> None:
    assert str(apa(work("book", "en", *authors, **fields))) == expected


# The kind of content is "dataset" in ISBD, from whose Russian form GOST R 7.0.100-2018 has its terms.
@pytest.mark.parametrize(
    ("language", "book", "data"),
    [
        (
            "en",
            "Rain : how it falls in the north : electronic edition. – Version 1.2. – 2026. – Text : electronic.",
            "Days of rain : data set. – Version 1.2. – 2026. – Dataset : electronic.",
        ),
        (
            "ru",
            "Дождь : как он идёт на севере : электронное издание. – Версия 1.2. – 2026. – Текст : электронный.",
            "Дни с дождём : набор данных. – Версия 1.2. – 2026. – Электронные данные : электронные.",
        ),
    ],
)
def test_an_edition_without_authors_and_its_data_are_cited_by_their_titles(language: str, book: str, data: str) -> None:
    assert str(gost(edition(language))) == book
    works = [dataset_work(edition(language), titles, "Days of rain") for titles in ({"ru": "Дни с дождём"}, {})]
    assert str(gost(works[0])) == data
    assert str(apa(works[1])) == "Days of rain (Version 1.2) [Data set]. (2026)."


def test_a_chapter_stands_within_its_edition_and_only_whole_works_are_in_italics() -> None:
    book = edition("ru", base_url="https://rain.example/")
    chapter = chapter_work(settings("https://rain.example/"), book, "wind/storm", "Буря", "Storm")
    assert str(gost(chapter)) == (
        "Буря. – Текст : электронный // Дождь : электронное издание. – Версия 1.2. – 2026. – "
        "URL: https://rain.example/ru/wind/storm.html."
    )
    cited = apa(chapter)
    assert str(cited) == (
        "Буря [Storm]. (2026). In Дождь: Как он идёт на севере [Rain: How it falls in the north] (Version 1.2). "
        "https://rain.example/ru/wind/storm.html"
    )
    assert "\\emph{{Дождь: Как он идёт на севере}}" in cited.render_as("latex") and "emph{{Буря" not in cited.render_as(
        "latex"
    )


@pytest.mark.parametrize(
    ("language", "subtitle", "printed"),
    [
        ("ru", "О том, как он идёт", "о том, как он идёт"),
        ("ru", "О\u00a0том, как он идёт", "о\u00a0том, как он идёт"),
        ("ru", "COVID-19 и дождь", "COVID-19 и дождь"),
        ("ru", "С.-Петербург и сеть", "С.-Петербург и сеть"),
        ("ru", "Қазақстанда қалай соғады", "Қазақстанда қалай соғады"),
        ("en", "A book of the north", "a book of the north"),
        ("en", "X-rays at home", "X-rays at home"),
        ("en", "C++ in practice", "C++ in practice"),
    ],
)
def test_a_subtitle_loses_its_capital_in_gost_unless_it_begins_with_a_name_or_an_abbreviation(
    language: str, subtitle: str, printed: str
) -> None:
    titled = work("book", language, title="Rain", subtitle=subtitle, names=("Қазақстан",))
    assert str(gost(titled)).startswith(f"Rain : {printed} : ")


# Publication Manual, 9.32 and 9.26: names are inverted, an ampersand stands before the last; et al. is for lists that the .bib breaks off.
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
def test_authors_of_cited_works_are_inverted_with_initials(authors: list[str], head: str) -> None:
    assert reference("en", entry("misc", *authors, year="2000")) == head


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ({"date": "2019-09-02"}, "(2019, September 2)"),
        ({"date": "2019-09"}, "(2019, September)"),
        ({"date": "2019"}, "(2019)"),
        # BibTeX has no date; its month is not told.
        ({"year": "2019", "month": "mar"}, "(2019)"),
        # Biblatex's range of days, its season, and what is no date: as the .bib has them.
        ({"date": "2019-09-02/2019-09-05"}, "(2019, 2019-09-02/2019-09-05)"),
        ({"date": "2019-21"}, "(2019, 2019-21)"),
        ({"date": "2019-02-30"}, "(2019, 2019-02-30)"),
    ],
)
def test_in_apa_month_and_day_follow_the_year_but_of_a_book(date: dict[str, str], printed: str) -> None:
    # 9.15: of books, and of what is in them, the year alone.
    assert reference("en", entry("book", "Doe, J.", title="Rain", **date)) == "Doe, J. (2019). Rain."
    assert reference("en", entry("misc", "Doe, J.", title="Rain", **date)) == f"Doe, J. {printed}. Rain."


@pytest.mark.parametrize(
    ("fields", "end"),
    [
        ({"urldate": "2022-03-01"}, "Retrieved March 1, 2022, from https://example.org/"),
        # Of a month no day is known.
        ({"urldate": "2022-03"}, "Retrieved March 2022, from https://example.org/"),
        ({"urldate": "1 March 2022"}, "Retrieved 1 March 2022, from https://example.org/"),
        ({"urldate": "2022-03-01", "doi": "10.1000/a_b"}, "https://doi.org/10.1000/a_b"),
    ],
)
def test_in_apa_a_day_of_reading_stands_before_an_address_and_a_doi_for_both(fields: dict[str, str], end: str) -> None:
    cited = entry("online", "Doe, J.", title="Rain", year="2020", url="https://example.org/", **fields)
    assert reference("en", cited) == f"Doe, J. (2020). Rain. {end}"


# 9.19: the edition in parentheses with the title; 9.25 and 10.3: pages of a chapter after p. or pp.
@pytest.mark.parametrize(("pages", "printed"), [("10--20", "pp. 10–20"), ("10", "p. 10"), ("10, 12", "pp. 10, 12")])
def test_in_apa_a_chapter_names_the_editor_and_the_pages_in_the_book(pages: str, printed: str) -> None:
    cited = entry("incollection", "Doe, J.", title="Rain?", booktitle="Weather", year="2020", pages=pages, edition="2")
    cited.persons["editor"] = [Person("Roe, Richard")]
    assert reference("en", cited) == f"Doe, J. (2020). Rain? In R. Roe (Ed.), Weather (2nd ed., {printed})."


@pytest.mark.parametrize(
    ("kind", "fields", "printed"),
    [
        ("phdthesis", {"school": "University"}, "Rain : диссертация PhD, март 2020 г. – University."),
        ("misc", {"howpublished_ru": "Послание"}, "Rain : Послание, март 2020 г."),
        ("misc", {"publisher": "House"}, "Rain. – House, март 2020 г."),
        ("misc", {"note": "printed twice"}, "Rain. – Март 2020 г. – Printed twice."),
        # After an address, and the day on which it was read, stands no full stop.
        ("misc", {"url": "https://example.org/"}, "Rain. – Март 2020 г. – URL: https://example.org/"),
        (
            "misc",
            {"url": "https://example.org/", "urldate": "2022-03"},
            "Rain. – Март 2020 г. – URL: https://example.org/ (дата обращения: март 2022 г.)",
        ),
    ],
)
def test_in_a_list_by_gost_each_area_is_told_once(kind: str, fields: dict[str, str], printed: str) -> None:
    cited = entry(kind, "Doe, Jane", title="Rain", date="2020-03", **fields)
    assert reference("ru", cited) == f"Doe J. (2020). {printed}"


@pytest.mark.parametrize(
    ("langid", "printed"),
    [("english", "– Vol. 7, no. 2. – P. 1–9."), ("russian", "– Т. 7, № 2. – С. 1–9."), ("", "– 7-т., № 2. – 1–9-б.")],
)
def test_volume_and_pages_are_named_in_the_language_of_the_work(langid: str, printed: str) -> None:
    fields = {"journal": "Weather", "volume": "7", "number": "2", "pages": "1--9", "langid": langid}
    assert reference("kk", entry("article", "Doe, Jane", title="Rain", year="2020", **fields)).endswith(printed)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # A title that stands for the author is not printed twice.
        ({"title": "Page"}, {"en": "Page. (2020).", "ru": "Page (2020)."}),
        (
            {"title": "Page", "organization": "Office of Rain", "organization_kk": "Жаңбыр кеңсесі"},
            {
                "en": "Office of Rain. (2020). Page.",
                "kk": "Жаңбыр кеңсесі [Office of Rain] (2020). Page.",
                "ru": "Office of Rain (2020). Page.",
            },
        ),
    ],
)
def test_a_body_goes_by_its_name_in_the_readers_language_with_that_of_the_work_behind(
    fields: dict[str, str], expected: dict[str, str]
) -> None:
    assert {language: reference(language, entry(year="2020", **fields)) for language in expected} == expected


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        (
            "techreport",
            {"title": "Rain: Methods", "type": "Working Paper", "number": "5", "institution": "The Bank"},
            {
                "en": "Doe, J. (2010). Rain: Methods (Working Paper No. 5). The Bank.",
                "ru": "Doe J. (2010). Rain: Methods. – The Bank. – (Working Paper ; no. 5).",
            },
        ),
        # What is said of a work stays in its language.
        (
            "book",
            {"title": "Rain", "edition": "3", "publisher": "House", "address": "London", "pagetotal": "304"},
            {
                "en": "Doe, J. (2010). Rain (3rd ed.). House.",
                "kk": "Doe J. (2010). Rain. – 3rd ed. – London : House. – 304 p.",
                "ru": "Doe J. (2010). Rain. – 3rd ed. – London : House. – 304 p.",
            },
        ),
        # 9.38: APA has a translation behind a title; in the other editions it stands for the title.
        (
            "misc",
            {"title": "Page", "title_kk": "Бет", "howpublished": "Message", "howpublished_ru": "Послание"},
            {
                "en": "Doe, J. (2010). Page [Message].",
                "kk": "Doe J. (2010). Бет : Message.",
                "ru": "Doe J. (2010). Page : Послание.",
            },
        ),
        ("misc", {"title": "Дождь", "title_en": "Rain"}, {"en": "Doe, J. (2010). Дождь [Rain]."}),
    ],
)
def test_a_work_is_told_in_the_words_of_its_own_or_the_readers_language(
    kind: str, fields: dict[str, str], expected: dict[str, str]
) -> None:
    cited = entry(kind, "Doe, Jane", year="2010", langid="english", **fields)
    assert {language: reference(language, cited) for language in expected} == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Doe, J., & Roe, R. (Eds.). (1977). Rain."), ("ru", "Doe J., Roe R. (eds.) (1977). Rain.")],
)
def test_editors_stand_where_there_are_no_authors(language: str, text: str) -> None:
    cited = entry("book", title="Rain", year="1977", langid="english")
    cited.persons["editor"] = [Person("Doe, Jane"), Person("Roe, Rob")]
    assert reference(language, cited) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Abay, A.-B., et al. (2020)."),
        ("kk", "Abay A.-B. et al. (2020)."),
        ("ru", "Абай А.-Б. и др. [Abay A.-B. et al.] (2020)."),
    ],
)
def test_others_are_named_in_the_words_of_the_script(language: str, text: str) -> None:
    cited = entry("misc", "Abay, Aru-Bota", "others", author_ru="Абай, Ару-Бота and others", year="2020")
    assert reference(language, cited) == text
