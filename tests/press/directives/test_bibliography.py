"""Citations, the list of works, and cards of works, in three languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from filelock import FileLock
from pybtex.database import Person
from support.built_pages import key_of, parsed, with_class, words
from support.cited_works import entry
from support.small_books import Built, copy_book, make_edition, make_editions, replace

from press.citation.in_text import alphabetical
from press.citation.record import cited_work
from press.citation.styles import STYLES
from press.data.addresses import WebPage
from press.directives.bibliography import state_of_page

LANGUAGES = ("en", "kk", "ru")
APA = STYLES["apa"].in_text
ADDRESS = "https://example.org/rain"


@pytest.fixture(scope="session")
def site(shared: Path) -> dict[str, Path]:
    """The pages of a book that cites works of every kind, made once in three languages."""
    root = shared / "works" / "bibliography"
    with FileLock(shared / "works.lock"):
        if not root.exists():
            made = make_editions(copy_book("bibliography", shared / "works"), LANGUAGES)
            assert [told.faults for told in made.values()] == [[], [], []]
    return {language: root / "_build" / "press" / language / "html" for language in LANGUAGES}


# APA 7, 8.17: "and" in sentences, "&" in brackets; et al. from three authors on. GOST R 7.0.5-2008, 7.4: commas in brackets.
# What stands behind Latin names is Latin, as the standard describes a work in its own language.
@pytest.mark.parametrize(
    ("language", "cited"),
    [
        ("en", "Naím (2013); Abay and Isa (2021a); Bek et al. (2020); Baim et al. (2001)."),
        ("kk", "Naím (2013); Абай және Иса (2021\u0430); Bek et al. (2020); Баим және т.б. (2001)."),
        ("ru", "Naím (2013); Абай и Иса (2021\u0430); Bek et al. (2020); Баим и др. (2001)."),
        ("en", "(Abay & Isa, 2021a; Abay & Isa, 2021b); (Bek et al., 2020); (example.kz, n.d.)"),
        ("kk", "(Абай, Иса, 2021\u0430; Абай, Иса, 2021б); (Bek et al., 2020); (example.kz, жылы белгісіз)"),
        ("ru", "(Абай, Иса, 2021\u0430; Абай, Иса, 2021б); (Bek et al., 2020); (example.kz, б. г.)"),
        # Words of the author stand around a work.
        ("en", "(see Naím, 2013, 12)."),
        # Parts of a citation, and one without its brackets.
        ("en", "Abay and Isa 2021a (2021a, n.d.) Abay & Isa, 2021a."),
    ],
)
def test_works_are_named_in_a_sentence_and_cited_in_brackets(site: dict[str, Path], language: str, cited: str) -> None:
    paragraphs = [words(one) for one in parsed(site[language] / "index.html").iter("p")]
    assert any(cited in text for text in paragraphs)


NOT_FOUND = {
    "en": "[Not identified.]",
    "kk": "[Анықталмаған еңбек.]",
    "ru": "[Полное описание не найдено.]",
}


@pytest.fixture
def listed(site: dict[str, Path]) -> Callable[[str], list[str]]:
    """The entries of the list of works in a language."""
    return lambda language: [words(box[0]) for box in entries_of(site[language])]


def entries_of(pages: Path) -> list[Element]:
    """The boxes of the entries."""
    return with_class(parsed(pages / "references.html"), "press-reference")


# English entries as APA 7 has them (Publication Manual, 9.8 to 9.34 and 10.1 to 10.16), the others as the areas of GOST R
# 7.0.100-2018 follow one another, the year behind the name.
@pytest.mark.parametrize(
    ("language", "entries"),
    [
        (
            "en",
            [
                "Abay, G., & Isa, F. (2021a). A paper. Journal of Papers, 11(2), 44–51. https://doi.org/10.1000/182",
                "Abay, G., & Isa, F. (2021b). Zebra. Journal of Papers, 7.",
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
                "Абай Г., Иса Ф. [Abay G., Isa F.] (2021б). Zebra // Journal of Papers. — С. 7.",
                "example.kz (б. г.). Front page. — URL: https://example.kz/ (дата обращения: 1 марта 2022 г.)",
                "Naím M. (2013). The End of Power. — New York : Basic Books. — ISBN 978-0-465-03156-6.",
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
def test_works_stand_in_alphabetical_order(listed: Callable[[str], list[str]], language: str, order: list[str]) -> None:
    assert [re.split(r"[, (]|\. ", text)[0] for text in listed(language)] == order


def test_a_work_without_authors_goes_by_its_editors_its_site_or_its_title() -> None:
    edited = entry(title="Rain")
    edited.persons["editor"] = [Person("Roe, Richard")]
    works = [
        edited,
        entry(key="Site", organization="Office", title="Page"),
        entry(organization="Office", title="Page"),
        entry(title="Page"),
    ]
    assert [APA.names(cited_work(work), "en") for work in works] == ["Roe", "Site", "Office", "Page"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([{"year": "2019"}, {"year": "2020"}, {"year": "2020"}], ["Doe, 2019", "Doe, 2020a", "Doe, 2020b"]),
        ([{}, {}], ["Doe, n.d.-a", "Doe, n.d.-b"]),
        ([{"date": "2019/2020"}], ["Doe, 2019–2020"]),
        ([{"date": "2019-05/2019-09"}], ["Doe, 2019"]),
    ],
)
def test_works_of_the_same_names_and_year_differ_by_a_letter(fields: list[dict[str, str]], expected: list[str]) -> None:
    works = [cited_work(entry("misc", "Doe, J.", **known)) for known in fields]
    marks = APA.marks(works, "en")
    assert [APA.label(work, "en", mark) for work, mark in zip(works, marks, strict=True)] == expected


def test_works_of_one_author_stand_by_year_those_without_one_last_and_of_one_year_by_title() -> None:
    works = [
        cited_work(entry("misc", "Doe, J.", title=title, **fields))
        for title, fields in (
            ("E", {}),
            ("D", {"year": "2020"}),
            ("C", {"date": "2020-05-01"}),
            ("B", {"year": "2021"}),
        )
    ]
    assert [work.text("title") for work in sorted(works, key=lambda work: APA.place_in_list(work, "en"))] == [*"CDBE"]


@pytest.mark.parametrize(
    ("letters", "ordered"),
    [
        (["я", "і", "қ", "к", "ә", "а", "б", "z", "é", "f"], ["é", "f", "z", "а", "ә", "б", "к", "қ", "і", "я"]),
        (["Émile", "Eve", "emil", "Zoe"], ["emil", "Émile", "Eve", "Zoe"]),
    ],
)
def test_kazakh_letters_are_in_their_places_accents_move_no_latin_name(letters: list[str], ordered: list[str]) -> None:
    assert sorted(letters, key=alphabetical) == ordered


def test_an_entry_tells_where_the_work_is_cited_with_a_number_for_each_further_citation(site: dict[str, Path]) -> None:
    told = {words(text).split()[0].strip(",."): words(foot) for text, foot in entries_of(site["en"])}
    # Cited three times on one page, and once.
    assert told["Naím"] == "Found in public records. Cited in: Works [2] [3]"
    assert told["Dos"] == "Found in public records. Cited in: Works"
    # Of which no record was found.
    assert told["Bek"] == "Cited in: Works [2]"


def test_a_further_citation_has_the_name_of_its_page_for_who_hears_it(site: dict[str, Path]) -> None:
    tree = parsed(site["en"] / "references.html")
    names = [link.get("aria-label") for link in tree.iter("a") if "".join(link.itertext()) == "[2]"]
    assert set(names) == {"Works [2]"}


# 404 and 410: gone (RFC 9110, 15.5.5 and 15.5.11). Another host after redirects: moved.
@pytest.mark.parametrize(
    ("page", "words"),
    [
        (WebPage(ADDRESS, tried="2027-01-05", answer="200", final=ADDRESS), ""),
        (WebPage(ADDRESS), ""),
        (WebPage(ADDRESS, tried="2027-01-05", answer="404"), "not there when tried on 5 January 2027"),
        (
            WebPage(ADDRESS, tried="2027-01-05", answer="200", final="https://other.example/"),
            "led to another page when tried on 5 January 2027",
        ),
        (
            WebPage(ADDRESS, tried="2027-01-05", answer="410", archived="https://kept.example/rain"),
            "not there when tried on 5 January 2027; archived copy",
        ),
        (
            WebPage(ADDRESS, archived="https://kept.example/rain", archived_on="2027-01-06"),
            "archived copy (6 January 2027)",
        ),
    ],
)
def test_the_state_of_a_page_is_told_where_it_is_gone_or_has_moved(page: WebPage, words: str) -> None:
    assert "".join(node.astext() for node in state_of_page(page, "en")) == words


@pytest.fixture(scope="module")
def pages(built_book: Callable[[str], Built]) -> Path:
    return built_book("weather").site


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_citation_leads_to_the_entry_that_it_opens(pages: Path, language: str) -> None:
    page = parsed(pages / language / "rain.html")
    citation, *_ = with_class(page, "press-citation")
    entries = with_class(page, "press-reference")
    assert citation.get("href", "").startswith("#")
    (opened,) = (entry for entry in entries if entry.get("id") == key_of(citation))
    assert "2001" in words(citation) and words(opened).startswith("Doe")


@pytest.mark.parametrize(("language", "marked"), [("en", []), ("ru", ["The End of Power", "Basic Books"])])
def test_words_of_a_work_are_marked_with_its_language(site: dict[str, Path], language: str, marked: list[str]) -> None:
    spans = (span for box in entries_of(site[language]) for span in box.iter() if span.get("lang") == "en")
    assert [span.text or span[0].text for span in spans] == marked


def test_a_style_of_works_that_nobody_knows_is_told_with_the_line_of_the_list(weather: Path) -> None:
    chapter = weather / "book" / "en" / "rain.md"
    replace(chapter, "{bibliography}", "{bibliography}\n:style: natur")
    (fault,) = make_edition(chapter.parents[2], "en").faults
    assert "rain.md:" in fault and "no style of pybtex is called 'natur'" in fault
