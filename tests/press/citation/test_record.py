"""The edition, its chapters, its data and what it cites as works: what is known of each, and in which language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import nbformat
import pytest
from support.cited_works import entry

from press.citation.edition_works import dataset_work, edition_work
from press.citation.imprint import edition_line, imprint, release_line
from press.citation.record import Author, cited_work
from press.citation.settings import CitationSettings
from press.core.caches import clear_caches
from press.core.settings import Edition, Settings
from press.edition.chapters import english_titles
from press.language.catalogues import get_translation

EDITIONS = (
    Edition("en", "English", "Rain", "How it falls"),
    Edition("kk", "Қазақша", "Жаңбыр"),
    Edition("ru", "Русский", "Дождь"),
)
DAY = dt.date(2026, 11, 25)
CITATION = CitationSettings(
    version="1.2",
    authors=(Author("Abay", "Aru"), Author(name="We")),
    publisher="House",
    place="Almaty",
    licence="https://creativecommons.org/licenses/by/4.0/",
    not_licensed={"en": "Not its quotations.", "kk": "Дәйексөздер емес."},
    based_on={"en": "An article."},
)


def settings(root: Path = Path("/book"), editions: tuple[Edition, ...] = EDITIONS, commit: str = "") -> Settings:
    return Settings(root, editions, "rain", base_url="https://rain.example/", commit=commit)


def test_the_english_title_stands_beside_that_of_another_edition_alone() -> None:
    titles = {one.language: edition_work(settings(), one.language, CITATION, None).text("title_en") for one in EDITIONS}
    assert titles == {"en": "", "kk": "Rain: How it falls", "ru": "Rain: How it falls"}
    assert edition_work(settings(editions=EDITIONS[1:]), "ru", CITATION, None).text("title_en") == ""


@pytest.mark.parametrize(
    ("language", "titles", "title", "english"),
    [
        ("ru", {"ru": "Дни с дождём", "en": "Days of rain"}, "Дни с дождём", "Days of rain"),
        ("ru", {"ru": "Дни с дождём"}, "Дни с дождём", "Rainy days"),
        # The title of the package itself is taken for English.
        ("ru", {}, "Rainy days", ""),
        ("en", {"ru": "Дни с дождём"}, "Rainy days", ""),
        ("en", {"en": "Days of rain"}, "Days of rain", ""),
    ],
)
def test_data_have_the_title_of_their_language_or_that_of_the_package(
    language: str, titles: dict[str, str], title: str, english: str
) -> None:
    data = dataset_work(edition_work(settings(), language, CITATION, None), titles, "Rainy days")
    assert (data.with_subtitle(), data.text("title_en")) == (title, english)


@pytest.mark.parametrize(
    ("chapter", "title"),
    [
        ("(label)=\n# A *storm* in `data` #\n\n# Another\n", "A storm in data"),
        ("# The setting press_names and _others_\n", "The setting press_names and others"),
        ("---\r\n# not shown: to readers\r\nvoice: editors\r\n---  \r\n# Storm #\r\n\r\nRain.\r\n", "Storm"),
        ("```\n# code\n```\n\n# Storm\n", "Storm"),
        ("## Storm\n", None),
        ("# {number}`claims/x` storms\n", None),
    ],
)
def test_the_english_title_of_a_page_is_its_first_heading(tmp_path: Path, chapter: str, title: str | None) -> None:
    clear_caches()
    (tmp_path / "_toc.yml").write_text("root: book/ru/storm\n", encoding="utf-8")
    (tmp_path / "book" / "en").mkdir(parents=True)
    (tmp_path / "book" / "en" / "storm.md").write_text(chapter, encoding="utf-8", newline="")
    assert english_titles(settings(tmp_path, EDITIONS[::-1])) == ({"storm": title} if title else {})


def test_a_notebook_has_an_english_title_only_where_english_is_its_language(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("root: book/notebooks/birds\n", encoding="utf-8")
    (tmp_path / "book" / "notebooks").mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell("# no title"), nbformat.v4.new_markdown_cell("# Birds")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "book" / "notebooks" / "birds.ipynb")
    for editions, titles in ((EDITIONS, ["Birds"]), (EDITIONS[::-1], [])):
        clear_caches()
        assert list(english_titles(settings(tmp_path, editions)).values()) == titles


COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    ("language", "edition", "released", "otherwise", "cited"),
    [
        (
            "en",
            "Version 1.2 · 25 November 2026",
            "Version 1.2 · commit 0123456789ab",
            "Version 1.2 · working draft",
            "Abay, A., & We. (2026). Rain: How it falls (Version 1.2). House. https://rain.example/en/index.html",
        ),
        (
            "kk",
            "1.2\u00a0нұсқасы · 2026 ж. 25 қараша",
            "1.2\u00a0нұсқасы · 0123456789ab коммиті",
            "1.2\u00a0нұсқасы · жұмыс нұсқасы",
            "Abay, A. Жаңбыр : электрондық басылым / A. Abay, We. – 1.2\u00a0нұсқасы. – Almaty : House, 2026. – "
            "URL: https://rain.example/kk/index.html. – Мәтін : электрондық.",
        ),
        (
            "ru",
            "Версия 1.2 · 25 ноября 2026 г.",
            "Версия 1.2 · коммит 0123456789ab",
            "Версия 1.2 · рабочая версия",
            "Abay, A. Дождь : электронное издание / A. Abay, We. – Версия 1.2. – Almaty : House, 2026. – "
            "URL: https://rain.example/ru/index.html. – Текст : электронный.",
        ),
    ],
)
def test_an_edition_is_told_by_version_day_and_commit_and_how_to_cite_it(
    language: str, edition: str, released: str, otherwise: str, cited: str
) -> None:
    translate = get_translation(language)
    copy, release = (edition_work(settings(commit=commit), language, CITATION, DAY) for commit in ("", COMMIT))
    assert edition_line(copy, translate).replace("\u202f", " ") == edition
    assert (release_line(release, translate), release_line(copy, translate)) == (released, otherwise)
    said = dict(imprint(release, CITATION, translate))
    assert said[translate("How to cite")] == cited
    assert COMMIT[:12] in said[translate("Edition")]


def test_the_imprint_has_what_is_known_and_nothing_else() -> None:
    known = imprint(edition_work(settings(), "en", CITATION, None), CITATION, get_translation("en"))
    assert [text for label, text in known if not label] == ["Rain: How it falls", "An article."]
    said = dict(known)
    assert (said["Publisher"], said["Address"]) == ("Almaty: House", "https://rain.example/en/index.html")
    assert said["Licence"] == "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Not its quotations."
    unknown = CitationSettings()
    said = dict(imprint(edition_work(Settings(Path(), EDITIONS, "rain"), "en", unknown, None), unknown, str))
    assert set(said) == {"", "Edition", "Licence", "How to cite"}
    assert said["Edition"] == "working draft"
    assert said["Licence"] == "No licence has been chosen for this edition yet."


# RFC 3986: percent-encoding, unreserved marks. TeX would begin a comment, set a dash, a space that does not break, quotation marks.
@pytest.mark.parametrize(
    ("name", "field", "text"),
    [
        ("url", "https://example.org/a%20b", "https://example.org/a%20b"),
        ("url", "https://example.org/~doe/x--y?''q''#c", "https://example.org/~doe/x--y?''q''#c"),
        # As programs for references export them.
        ("url", r"{https://example.org/a\_b\%20c?d\&e\#f}", "https://example.org/a_b%20c?d&e#f"),
        # A real one with characters of TeX, after the handbook of the DOI foundation (2.2.1: any printable character).
        ("doi", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2--2", ...),
        ("journal", r"Caf{\'e} \& Co", "Café & Co"),
        # TeX's dash between words and numbers; names of files and repositories have hyphens.
        ("title", "Navier--Stokes, 1990--1995", "Navier–Stokes, 1990–1995"),
        (
            "note",
            r"In open-numbers/ddf--gapminder--systema\_globalis, {x\_--y.csv} on GitHub",
            "In open-numbers/ddf--gapminder--systema_globalis, x_--y.csv on GitHub",
        ),
    ],
)
def test_a_field_of_the_bib_is_tex_but_an_address_and_a_doi_are_not(name: str, field: str, text: str) -> None:
    assert cited_work(entry(**{name: field})).text(name) == (field if text is ... else text)
