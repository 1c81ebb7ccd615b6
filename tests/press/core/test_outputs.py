"""Where files of a book are made, and where they stand on the site."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from press.core.formats import book_files, edition_output, shared_output, site_of
from press.core.settings import Edition, Settings

SETTINGS = Settings(Path("/book"), (Edition("en", "English", "Rain"), Edition("ru", "Русский", "Дождь")), "rain")


def test_the_files_of_the_site_are_those_of_each_format_in_each_language() -> None:
    site = site_of(SETTINGS)
    assert site.folder == Path("/book/_build/site")
    assert [file.path for file in site.files] == [
        "pdf/rain.en.pdf",
        "pdf/rain.ru.pdf",
        "epub/rain.en.epub",
        "epub/rain.ru.epub",
    ]


def test_a_file_is_made_in_the_folder_of_its_edition_and_builder() -> None:
    assert [file.made for file in book_files(SETTINGS, "ru")] == [
        edition_output(SETTINGS, "ru", "typst") / "rain.ru.pdf",
        edition_output(SETTINGS, "ru", "epub") / "rain.ru.epub",
    ]


def test_a_supplement_is_made_beside_the_pdf_and_stands_there_on_the_site() -> None:
    *_, supplement = book_files(replace(SETTINGS, has_supplement=True), "ru")
    assert supplement.made == edition_output(SETTINGS, "ru", "typst") / "rain.ru.supplement.pdf"
    assert supplement.path == "pdf/rain.ru.supplement.pdf"


def test_no_two_parts_are_made_in_one_folder() -> None:
    folders = [edition_output(SETTINGS, language, name) for language in ("en", "ru") for name in ("html", "typst")]
    folders.append(shared_output(SETTINGS))
    assert not any(one != other and one.is_relative_to(other) for one in folders for other in folders)
    assert len(set(folders)) == len(folders)
