"""Citations and reference list: by author and year, in the words of the edition, with what the .bib knows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import html5lib
import pytest
from pybtex.database import Entry, Person
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

from press.directives.bibliography.entries import entry_style
from press.directives.bibliography.names import alphabetical, cited_names, labels, sorted_entries

BOOK = Path(__file__).parents[3] / "books" / "bibliography"
LANGUAGES = ("en", "kk", "ru")
NOT_FOUND = {
    "en": "[Not identified in public records.]",
    "kk": "[Ашық дереккөздерден табылмады.]",
    "ru": "[Полное описание не найдено.]",
}


def build(source: Path, target: Path, language: str, **config: str) -> str:
    """Build a book and return what the build warned of."""
    warnings = StringIO()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            str(source),
            str(source),
            str(target),
            str(target / ".doctrees"),
            "html",
            confoverrides={"language": language, **config},
            status=None,
            warning=warnings,
        )
        app.build()
    lines = strip_colors(warnings.getvalue()).splitlines()
    return "\n".join(line for line in lines if "already registered" not in line)


def paragraphs(page: Path) -> list[str]:
    """The text of each paragraph of a page."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return [" ".join("".join(paragraph.itertext()).split()) for paragraph in tree.iter("p")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book in three languages, built one after the other in this one process."""
    folders = {language: tmp_path_factory.mktemp(language) for language in LANGUAGES}
    for language, folder in folders.items():
        assert build(BOOK, folder, language) == ""
    return folders


@pytest.fixture
def listed(site: dict[str, Path]) -> Callable[[str], list[str]]:
    """The entries of the reference list in a language."""
    return lambda language: [text for text in paragraphs(site[language] / "references.html") if " (" in text]


# APA 7, 8.17: "and" in sentences, "&" in brackets; et al. from three authors on. GOST R 7.0.5-2008, 7.4: commas in brackets.
# What stands behind Latin names is Latin, as the standard describes a work in its own language.
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Naím (2013); Abay and Isa (2021a); Bek et al. (2020); Baim et al. (2001)."),
        ("kk", "Naím (2013); Абай және Иса (2021a); Bek et al. (2020); Баим және т.б. (2001)."),
        ("ru", "Naím (2013); Абай и Иса (2021a); Bek et al. (2020); Баим и др. (2001)."),
    ],
)
def test_works_are_named_in_a_sentence(site: dict[str, Path], language: str, sentence: str) -> None:
    assert sentence in paragraphs(site[language] / "index.html")


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("en", "(Abay & Isa, 2021a; Abay & Isa, 2021b); (Bek et al., 2020); (example.kz, n.d.)"),
        ("kk", "(Абай, Иса, 2021a; Абай, Иса, 2021b); (Bek et al., 2020); (example.kz, жылы белгісіз)"),
        ("ru", "(Абай, Иса, 2021a; Абай, Иса, 2021b); (Bek et al., 2020); (example.kz, б. г.)"),
    ],
)
def test_works_are_cited_in_brackets(site: dict[str, Path], language: str, citation: str) -> None:
    assert any(citation in text for text in paragraphs(site[language] / "index.html"))


def test_the_other_roles_print_their_part(site: dict[str, Path]) -> None:
    expected = "2021b; Abay and Isa; Bek, Ali, and Kim (2020); (see Naím, 2013, 12)."
    assert expected in paragraphs(site["en"] / "index.html")


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
                "Абай Г., Иса Ф. [Abay G., Isa F.] (2021a). A paper // Journal of Papers. – 11-т., № 2. – 44–51-б."
                " – DOI 10.1000/182",
                "Dos A. (2019). A part // The Whole / ред. O. Ed, T. Ed. – 2-басылым. – House. – 10–20-б.",
                "Президент (2019). Жолдау. – 2019 ж. 2 қыркүйек.",
            ],
        ),
        (
            "ru",
            [
                "Абай Г., Иса Ф. [Abay G., Isa F.] (2021b). Zebra // Journal of Papers. – С. 7.",
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


def test_each_citation_leads_to_its_entry(site: dict[str, Path]) -> None:
    text = (site["kk"] / "index.html").read_text(encoding="utf-8")
    targets = set(re.findall(r'href="references\.html#([^"]+)"', text)) - {"references"}
    entries = (site["kk"] / "references.html").read_text(encoding="utf-8")
    assert len(targets) == 10
    assert all(f'id="{target}"' in entries for target in targets)


def test_a_key_that_does_not_exist_is_named_with_file_and_line(tmp_path: Path) -> None:
    source = Path(shutil.copytree(BOOK, tmp_path / "book"))
    page = source / "index.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("{cite:t}`site`", "{cite:t}`nobody1900`"), encoding="utf-8"
    )
    warnings = build(source, tmp_path / "out", "kk")
    assert re.search(r'index\.md:5: WARNING: could not find bibtex key "nobody1900"', warnings)


def test_a_style_that_the_book_chooses_is_kept(tmp_path: Path) -> None:
    build(BOOK, tmp_path, "kk", bibtex_reference_style="author_year", bibtex_default_style="plain")
    assert any("Naím [2013]" in text for text in paragraphs(tmp_path / "index.html"))


@pytest.mark.parametrize(("language", "marked"), [("en", []), ("ru", ["The End of Power", "Basic Books"])])
def test_words_of_a_work_in_another_language_are_marked_with_it(
    site: dict[str, Path], language: str, marked: list[str]
) -> None:
    tree = html5lib.parse((site[language] / "references.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert [
        span.text or span[0].text for span in tree.iter() if span.get("lang") == "en" and span.tag != "html"
    ] == marked


def entry(kind: str = "misc", *authors: str, **fields: str) -> Entry:
    """An entry of a .bib."""
    return Entry(kind, fields=fields, persons={"author": [Person(name) for name in authors]} if authors else {})


def reference(language: str, work: Entry) -> str:
    """The entry of a work in the list of an edition, with plain spaces."""
    style = entry_style(language)()
    return " ".join(str(next(iter(style.format_entries([work]))).text).split())


def test_works_of_one_year_without_year_are_told_apart_by_a_letter() -> None:
    works = [entry("misc", organization="example.kz", title=title) for title in ("One", "Two")]
    assert list(labels(works, "en")) == ["example.kz, n.d.-a", "example.kz, n.d.-b"]


def test_a_work_without_any_maker_goes_by_its_site_then_its_title() -> None:
    assert cited_names(entry(key="Site", organization="Office", title="Page"), "en") == "Site"
    assert cited_names(entry(organization="Office", title="Page"), "en") == "Office"
    assert cited_names(entry(title="Page"), "en") == "Page"


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


def test_kazakh_letters_stand_in_their_places() -> None:
    letters = ["я", "і", "қ", "к", "ә", "а", "б", "z", "é", "f"]
    assert sorted(letters, key=alphabetical) == ["é", "f", "z", "а", "ә", "б", "к", "қ", "і", "я"]


def test_the_bib_may_set_the_order_itself() -> None:
    works = [entry("misc", "Abay, A.", title="A"), entry("misc", "Zu, Z.", title="Z", sortkey="A0")]
    assert [work.fields["title"] for work in sorted_entries(works, "en")] == ["Z", "A"]
