"""Citations and the style of reference lists."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cited_works import LANGUAGES, entry, paragraphs, reference
from pybtex.database import Person

from press.directives.bibliography.fields import cited_names


# APA 7, 8.17: "and" in sentences, "&" in brackets; et al. from three authors on. GOST R 7.0.5-2008, 7.4: commas in brackets.
# What stands behind Latin names is Latin, as the standard describes a work in its own language.
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Naím (2013); Abay and Isa (2021a); Bek et al. (2020); Baim et al. (2001)."),
        ("kk", "Naím (2013); Абай және Иса (2021\u0430); Bek et al. (2020); Баим және т.б. (2001)."),
        ("ru", "Naím (2013); Абай и Иса (2021\u0430); Bek et al. (2020); Баим и др. (2001)."),
    ],
)
def test_works_are_named_in_a_sentence(site: dict[str, Path], language: str, sentence: str) -> None:
    assert sentence in paragraphs(site[language] / "index.html")


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("en", "(Abay & Isa, 2021a; Abay & Isa, 2021b); (Bek et al., 2020); (example.kz, n.d.)"),
        ("kk", "(Абай, Иса, 2021\u0430; Абай, Иса, 2021б); (Bek et al., 2020); (example.kz, жылы белгісіз)"),
        ("ru", "(Абай, Иса, 2021\u0430; Абай, Иса, 2021б); (Bek et al., 2020); (example.kz, б. г.)"),
    ],
)
def test_works_are_cited_in_brackets(site: dict[str, Path], language: str, citation: str) -> None:
    assert any(citation in text for text in paragraphs(site[language] / "index.html"))


def test_the_other_roles_print_their_part(site: dict[str, Path]) -> None:
    expected = "2021b; Abay and Isa; Bek, Ali, and Kim (2020); (see Naím, 2013, 12)."
    assert expected in paragraphs(site["en"] / "index.html")


NOT_FOUND = {
    "en": "[Not identified.]",
    "kk": "[Анықталмаған еңбек.]",
    "ru": "[Полное описание не найдено.]",
}


@pytest.fixture
def listed(site: dict[str, Path]) -> Callable[[str], list[str]]:
    """The entries of the reference list in a language."""
    return lambda language: [text for text in paragraphs(site[language] / "references.html") if " (" in text]


# English entries as APA 7 has them (Publication Manual, 9.8 to 9.34 and 10.1 to 10.16), the others as the areas of GOST
# 7.1-2003 follow one another, the year behind the name.
@pytest.mark.parametrize(
    ("language", "entries"),
    [
        (
            "en",
            [
                "Abay, G., & Isa, F. (2021a). A paper. Journal of Papers, 11(2), 44–51. https://doi.org/10.1000/182",
                "Abay, G., & Isa, F. (2021b). Zebra. Journal of Papers, 7.",
                "Dos, A. (2019). A part. In O. Ed & T. Ed (Eds.), The Whole (2nd ed., pp. 10–20). House.",
                "Er, K. (2018). A thesis [Doctoral dissertation, A University].",
                "example.kz. (n.d.). Front page. Retrieved March 1, 2022, from https://example.kz/",
                "Naím, M. (2013). The End of Power. Basic Books.",
                "Президент. (2019, September 2). Жолдау.",
            ],
        ),
        (
            "kk",
            [
                "Абай Г., Иса Ф. [Abay G., Isa F.] (2021\u0430). A paper // Journal of Papers. – 11-т., № 2. – 44–51-б."
                " – DOI 10.1000/182",
                "Dos A. (2019). A part // The Whole / ред. O. Ed, T. Ed. – 2-басылым. – House. – 10–20-б.",
                "Президент (2019). Жолдау. – 2019 ж. 2 қыркүйек.",
            ],
        ),
        (
            "ru",
            [
                "Абай Г., Иса Ф. [Abay G., Isa F.] (2021б). Zebra // Journal of Papers. – С. 7.",
                "Dos A. (2019). A part // The Whole / ред. O. Ed, T. Ed. – 2-е изд. – House. – С. 10–20.",
                "Er K. (2018). A thesis : диссертация PhD. – A University.",
                "example.kz (б. г.). Front page. – URL: https://example.kz/ (дата обращения: 1 марта 2022 г.)",
                "Naím M. (2013). The End of Power. – New York : Basic Books. – ISBN 978-0-465-03156-6.",
            ],
        ),
    ],
)
def test_entries_are_in_the_style_and_the_words_of_the_edition(
    listed: Callable[[str], list[str]], language: str, entries: list[str]
) -> None:
    assert set(entries) <= set(listed(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unresolved_work_says_so_at_its_end(listed: Callable[[str], list[str]], language: str) -> None:
    marked = [text for text in listed(language) if text.endswith(NOT_FOUND[language])]
    first = {text.split()[0].strip(",") for text in marked}
    assert first == ({"Baim", "Bek"} if language == "en" else {"Баим", "Bek"})


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("en", ["Abay", "Abay", "Baim", "Bek", "Dos", "Er", "example.kz", "Naím", "Әлі", "Президент"]),
        ("kk", ["Абай", "Абай", "Әлі", "Баим", "Президент", "Bek", "Dos", "Er", "example.kz", "Naím"]),
        ("ru", ["Абай", "Абай", "Әлі", "Баим", "Президент", "Bek", "Dos", "Er", "example.kz", "Naím"]),
    ],
)
def test_works_stand_in_the_order_of_the_alphabet(
    listed: Callable[[str], list[str]], language: str, order: list[str]
) -> None:
    assert [re.split(r"[, (]|\. ", text)[0] for text in listed(language)] == order


@pytest.mark.parametrize(("language", "text"), [("en", "Page. (2020)."), ("ru", "Page (2020).")])
def test_a_title_that_stands_for_the_author_is_not_printed_twice(language: str, text: str) -> None:
    assert reference(language, entry(title="Page", year="2020")) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Office of Rain. (2020). Page."),
        ("kk", "Жаңбыр кеңсесі [Office of Rain] (2020). Page."),
        ("ru", "Office of Rain (2020). Page."),
    ],
)
def test_a_body_goes_by_its_name_in_the_readers_language_with_that_of_the_work_behind(language: str, text: str) -> None:
    work = entry(organization="Office of Rain", organization_kk="Жаңбыр кеңсесі", title="Page", year="2020")
    assert reference(language, work) == text


@pytest.mark.parametrize(
    ("language", "cited", "text"),
    [
        ("en", "Abay et al.", "Abay, A.-B., et al. (2020)."),
        ("kk", "Abay et al.", "Abay A.-B. et al. (2020)."),
        ("ru", "Абай и др.", "Абай А.-Б. и др. [Abay A.-B. et al.] (2020)."),
    ],
)
def test_others_are_named_in_the_words_of_the_script(language: str, cited: str, text: str) -> None:
    work = entry("misc", "Abay, Aru-Bota", "others", author_ru="Абай, Ару-Бота and others", year="2020")
    assert cited_names(work, language) == cited
    assert reference(language, work) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Doe, J. (2010). Rain: Methods (Working Paper No. 5). The Bank."),
        ("ru", "Doe J. (2010). Rain: Methods. – The Bank. – (Working Paper ; no. 5)."),
    ],
)
def test_a_report_is_told_by_its_series_and_number(language: str, text: str) -> None:
    fields = {"title": "Rain: Methods", "type": "Working Paper", "number": "5", "institution": "The Bank"}
    assert reference(language, entry("techreport", "Doe, Jane", year="2010", langid="english", **fields)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Doe, J. (1977). Rain (3rd ed.). House."),
        ("kk", "Doe J. (1977). Rain. – 3rd ed. – London : House. – 304 p."),
        ("ru", "Doe J. (1977). Rain. – 3rd ed. – London : House. – 304 p."),
    ],
)
def test_what_is_said_of_a_work_stays_in_its_language(language: str, text: str) -> None:
    fields = {"title": "Rain", "edition": "3", "publisher": "House", "address": "London", "pagetotal": "304"}
    assert reference(language, entry("book", "Doe, Jane", year="1977", langid="english", **fields)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Doe, J., & Roe, R. (Eds.). (1977). Rain."),
        ("ru", "Doe J., Roe R. (eds.) (1977). Rain."),
    ],
)
def test_editors_stand_where_there_are_no_authors(language: str, text: str) -> None:
    work = entry("book", title="Rain", year="1977", langid="english")
    work.persons["editor"] = [Person("Doe, Jane"), Person("Roe, Rob")]
    assert reference(language, work) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Naím, M. (2019). Page [Message]."),
        ("kk", "Naím M. (2019). Бет : Message."),
        ("ru", "Naím M. (2019). Страница : Послание."),
    ],
)
def test_words_that_the_bib_has_in_the_readers_language_are_printed_in_it(language: str, text: str) -> None:
    fields = {"title": "Page", "title_kk": "Бет", "title_ru": "Страница"}
    fields |= {"howpublished": "Message", "howpublished_ru": "Послание", "year": "2019", "langid": "english"}
    assert reference(language, entry("misc", "Naím, Moisés", **fields)) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Naím, M. (2016, March). Page."), ("ru", "Naím M. (2016). Page. – Март 2016 г.")],
)
def test_a_month_is_printed_in_the_language(language: str, text: str) -> None:
    work = entry("misc", "Naím, Moisés", title="Page", year="2016", month="mar")
    assert reference(language, work) == text
