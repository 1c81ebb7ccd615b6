"""The edition, its chapters and its data as works: what is known of each, and in which language."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import nbformat
import pytest
from docutils import nodes

from press.citation.record import (
    Title,
    chapter_work,
    dataset_title,
    dataset_work,
    edition_work,
    english_titles,
    plain_text,
)
from press.citation.settings import Author, CitationSettings
from press.core.caches import clear_caches
from press.core.settings import Edition, Settings
from press.data.descriptor import DataPackage

EDITIONS = (
    Edition("en", "English", "Rain", "How it falls"),
    Edition("ru", "Русский", "Дождь"),
)
CITATION = CitationSettings(version="1.2", authors=(Author("Abay", "Aru"),), publisher="House", place="Almaty")


def settings(root: Path = Path("/book"), base_url: str = "", editions: tuple[Edition, ...] = EDITIONS) -> Settings:
    return Settings(root, editions, "rain", base_url=base_url)


def test_a_title_is_followed_by_its_subtitle() -> None:
    assert Title("Rain", "How it falls").full == "Rain: How it falls"
    assert Title("Rain").full == "Rain"


def test_the_english_title_stands_beside_that_of_another_edition_alone() -> None:
    english, russian = (edition_work(settings(), language, CITATION, None) for language in ("en", "ru"))
    assert (english.title.english, russian.title.english) == ("", "Rain: How it falls")
    assert edition_work(settings(editions=EDITIONS[1:]), "ru", CITATION, None).title.english == ""


def test_a_chapter_has_what_its_edition_has_and_an_address_of_its_own() -> None:
    known = settings(base_url="https://rain.example/")
    book = edition_work(known, "ru", CITATION, dt.date(2026, 3, 9))
    chapter = chapter_work(known, book, "wind/storm", "Буря", "Storm")
    assert (chapter.name, chapter.address) == ("rain.ru.chapter-wind-storm", "https://rain.example/ru/wind/storm.html")
    assert (chapter.book, chapter.title.english) == (book.title, "Storm")
    assert (chapter.authors, chapter.version, chapter.year) == (book.authors, "1.2", "2026")


def test_a_site_without_an_address_gives_none_to_its_chapters() -> None:
    book = edition_work(settings(), "en", CITATION, None)
    assert (book.address, chapter_work(settings(), book, "storm", "Storm").address, book.year) == ("", "", "")


@pytest.mark.parametrize(
    ("language", "titles", "title"),
    [
        ("ru", {"ru": "Дни с дождём", "en": "Days of rain"}, Title("Дни с дождём", english="Days of rain")),
        ("ru", {"ru": "Дни с дождём"}, Title("Дни с дождём", english="Rainy days")),
        # The title of the package itself is taken for English.
        ("ru", {}, Title("Rainy days")),
        ("en", {"ru": "Дни с дождём"}, Title("Rainy days")),
        ("en", {"en": "Days of rain"}, Title("Days of rain")),
    ],
)
def test_data_have_the_title_of_their_language_or_that_of_the_package(
    language: str, titles: dict[str, str], title: Title
) -> None:
    book = edition_work(settings(), language, CITATION, None)
    assert dataset_work(book, titles, "Rainy days").title == title


def test_a_package_without_a_title_is_called_by_its_name() -> None:
    def package(**about: str) -> DataPackage:
        return DataPackage(Path("datapackage.json"), {**about, "resources": []}, Path())

    assert dataset_title(package(name="rain", title="Rainy days")) == "Rainy days"
    assert dataset_title(package(name="rain", title="")) == "rain"


def test_a_title_is_one_line_without_places_where_it_may_be_divided() -> None:
    title = nodes.title("", "", nodes.Text("Дни с\nдож\u00adдём  "), nodes.literal("", "rain.csv"))
    assert plain_text(title) == "Дни с дождём rain.csv"


@pytest.mark.parametrize(
    ("chapter", "title"),
    [
        ("# Storm\n\n# Another\n", "Storm"),
        ("(label)=\n# A *storm* in `data` #\n", "A storm in data"),
        ("# The setting press_names and _others_\n", "The setting press_names and others"),
        ("---\n# not shown: to readers\nvoice: editors\n---\n# Storm\n", "Storm"),
        ("---\n# not shown\nvoice: editors\n---  \n# Storm\n", "Storm"),
        ("---\r\n# not shown\r\nvoice: editors\r\n---\r\n# Storm #\r\n\r\nRain.\r\n", "Storm"),
        ("## Storm\n", None),
        ("# {number}`claims/x` storms\n", None),
    ],
)
def test_the_english_title_of_a_page_is_its_first_heading(tmp_path: Path, chapter: str, title: str | None) -> None:
    clear_caches()
    (tmp_path / "_toc.yml").write_text("root: book/ru/storm\n", encoding="utf-8")
    (tmp_path / "book" / "en").mkdir(parents=True)
    (tmp_path / "book" / "en" / "storm.md").write_text(chapter, encoding="utf-8", newline="")
    assert english_titles(settings(tmp_path, editions=EDITIONS[::-1])) == ({"storm": title} if title else {})


def test_a_notebook_has_an_english_title_only_where_english_is_its_language(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("root: book/notebooks/birds\n", encoding="utf-8")
    (tmp_path / "book" / "notebooks").mkdir(parents=True)
    cells = [nbformat.v4.new_code_cell("# no title"), nbformat.v4.new_markdown_cell("# Birds")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "book" / "notebooks" / "birds.ipynb")
    for editions, titles in ((EDITIONS, ["Birds"]), (EDITIONS[::-1], [])):
        clear_caches()
        assert list(english_titles(settings(tmp_path, editions=editions)).values()) == titles
