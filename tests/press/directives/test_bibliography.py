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
from press.language.catalogues import words

BOOK = Path(__file__).parents[2] / "books" / "bibliography"
LANGUAGES = ("en", "kk", "ru")
NOT_FOUND = {
    "en": "[Not identified in public records.]",
    "kk": "[Ашық дереккөздерден табылмады.]",
    "ru": "[В открытых источниках не найдено.]",
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


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Naím (2013); Abay and Isa (2021a); Bek et al. (2020); Baim et al. (2001)."),
        ("kk", "Naím (2013); Abay және Isa (2021a); Bek және т.б. (2020); Baim және т.б. (2001)."),
        ("ru", "Naím (2013); Abay и Isa (2021a); Bek и др. (2020); Baim и др. (2001)."),
    ],
)
def test_works_are_named_in_a_sentence(site: dict[str, Path], language: str, sentence: str) -> None:
    assert sentence in paragraphs(site[language] / "index.html")


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("en", "(Abay and Isa, 2021a; Abay and Isa, 2021b); (Bek et al., 2020); (example.kz, n.d.)"),
        (
            "kk",
            "Abay және Isa, 2021b); (Bek және т.б., 2020); (example.kz, жылы белгісіз)",
        ),
        ("ru", "(Abay и Isa, 2021a; Abay и Isa, 2021b); (Bek и др., 2020); (example.kz, б. г.)"),
    ],
)
def test_works_are_cited_in_brackets(site: dict[str, Path], language: str, citation: str) -> None:
    assert any(citation in text for text in paragraphs(site[language] / "index.html"))


def test_the_other_roles_print_their_part(site: dict[str, Path]) -> None:
    expected = "2021b; Abay and Isa; Bek, Ali and Kim (2020); (see Naím, 2013, 12)."
    assert expected in paragraphs(site["en"] / "index.html")


@pytest.mark.parametrize(
    ("language", "entries"),
    [
        (
            "en",
            [
                "Dos, Aru (2019). A part, edition 2. In Ed, One and Ed, Two (eds.), The Whole, pp. 10–20. House.",
                "Er, Kanat (2018). A thesis. Ph.D. thesis, A University.",
                "example.kz (n.d.). Front page. URL: https://example.kz/ (accessed 1 March 2022)",
            ],
        ),
        (
            "kk",
            [
                "Abay, Gulnar және Isa, Farida (2021a). A paper. Journal of Papers, 11-т., № 2, 44–51-б."
                " DOI: 10.1000/182",
                "Dos, Aru (2019). A part, 2-басылым. Кітапта: Ed, One және Ed, Two (ред.), The Whole, 10–20-б. House.",
                "Президент (2019). Жолдау. 2019 ж. 2 қыркүйек.",
            ],
        ),
        (
            "ru",
            [
                "Abay, Gulnar и Isa, Farida (2021b). Zebra. Journal of Papers, с. 7.",
                "Er, Kanat (2018). A thesis. Диссертация PhD, A University.",
                "example.kz (б. г.). Front page. URL: https://example.kz/ (дата обращения: 1 марта 2022 г.)",
            ],
        ),
    ],
)
def test_entries_have_their_words_in_the_language(
    listed: Callable[[str], list[str]], language: str, entries: list[str]
) -> None:
    assert set(entries) <= set(listed(language))


def test_an_entry_prints_what_the_bib_has_and_leaves_out_the_rest(listed: Callable[[str], list[str]]) -> None:
    assert "Naím, Moisés (2013). The End of Power. New York: Basic Books. ISBN 978-0-465-03156-6." in listed("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unresolved_work_says_so_at_its_end(listed: Callable[[str], list[str]], language: str) -> None:
    marked = [text for text in listed(language) if text.endswith(NOT_FOUND[language])]
    assert [text.split()[0].strip(",") for text in marked] == ["Baim", "Bek"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_works_stand_in_the_order_of_the_alphabet(listed: Callable[[str], list[str]], language: str) -> None:
    first = [re.split(r"[, (]", text)[0] for text in listed(language)]
    assert first == ["Abay", "Abay", "Baim", "Bek", "Dos", "Er", "example.kz", "Naím", "Әлі", "Президент"]


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


def test_works_of_one_year_without_year_are_told_apart_by_a_letter() -> None:
    works = [entry("misc", organization="example.kz", title=title) for title in ("One", "Two")]
    assert list(labels(works, words("en", domain="bibliography"))) == [
        "example.kz, n.d. a",
        "example.kz, n.d. b",
    ]


def test_a_work_without_any_maker_goes_by_its_site_then_its_title() -> None:
    word = words("en", domain="bibliography")
    assert cited_names(entry(key="Site", organization="Office", title="Page"), word) == "Site"
    assert cited_names(entry(organization="Office", title="Page"), word) == "Office"
    assert cited_names(entry(title="Page"), word) == "Page"


def test_a_title_that_stands_for_the_author_is_not_printed_twice() -> None:
    text = str(entry_style("en")().format_entry("Page, 2020", entry(title="Page", year="2020")).text)
    assert text == "Page (2020)."


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Page. Message."), ("kk", "Бет. Message."), ("ru", "Страница. Послание.")],
)
def test_words_that_the_bib_has_in_the_readers_language_are_printed_in_it(language: str, text: str) -> None:
    fields = {"title": "Page", "title_kk": "Бет", "title_ru": "Страница"}
    fields |= {"howpublished": "Message", "howpublished_ru": "Послание", "year": "2019", "langid": "english"}
    work = entry_style(language)().format_entry("Naím, 2019", entry("misc", "Naím, Moisés", **fields))
    assert str(work.text) == f"Naím, Moisés (2019). {text}"


def test_a_month_is_printed_in_the_language() -> None:
    work = entry("misc", "Naím, Moisés", title="Page", year="2016", month="mar")
    text = str(entry_style("ru")().format_entry("Naím, 2016", work).text)
    assert " ".join(text.split()) == "Naím, Moisés (2016). Page. март 2016 г."


def test_kazakh_letters_stand_in_their_places() -> None:
    letters = ["я", "і", "қ", "к", "ә", "а", "б", "z", "é", "f"]
    assert sorted(letters, key=alphabetical) == ["é", "f", "z", "а", "ә", "б", "к", "қ", "і", "я"]


def test_the_bib_may_set_the_order_itself() -> None:
    works = [entry("misc", "Abay, A.", title="A"), entry("misc", "Zu, Z.", title="Z", sortkey="A0")]
    assert [work.fields["title"] for work in sorted_entries(works)] == ["Z", "A"]
