"""What is made of an edition in each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.formats import EPUB, FORMATS, PAGES, PDF, book_files, edition_output, format_named, site_of
from press.core.settings import Edition, Settings

EDITION = Edition("ru", "Русский", "Дождь", "Как он идёт")


def settings(base_url: str = "") -> Settings:
    return Settings(Path("/book"), (EDITION,), "rain", base_url=base_url)


@pytest.mark.parametrize("base_url", ["https://rain.example/book", "https://rain.example/book/"])
def test_the_pdf_links_to_its_edition_on_the_site_if_the_site_has_an_address(base_url: str) -> None:
    assert FORMATS[PDF].config(settings(base_url), EDITION)["typst_base_url"] == "https://rain.example/book/ru/"
    assert FORMATS[PDF].config(settings(), EDITION)["typst_base_url"] == ""


# Sphinx's own: the format of dirhtml and singlehtml is "html", that of epub3 as well, that of gettext is empty.
@pytest.mark.parametrize(
    ("builder", "output", "is_for_browsers", "is_site"),
    [("html", "html", True, True), ("dirhtml", "html", True, False), ("latex", "latex", False, False), ("gettext", "", False, False)],
)  # fmt: skip
def test_a_builder_of_sphinx_that_press_does_not_know_is_one_for_browsers_or_another(
    builder: str, output: str, is_for_browsers: bool, is_site: bool
) -> None:
    found = format_named(builder, output)
    assert (found.is_for_browsers, found.is_site) == (is_for_browsers, is_site)


def test_what_only_pages_show_is_left_out_of_all_other_formats() -> None:
    assert FORMATS[PAGES].excluded_classes == frozenset()
    assert all("only-html" in FORMATS[name].excluded_classes for name in (PDF, EPUB))
    assert "only-html" in format_named("latex", "latex").excluded_classes


def test_the_files_of_the_site_are_those_of_each_format_in_each_language_and_the_supplement() -> None:
    known = Settings(Path("/book"), (Edition("en", "English", "Rain"), EDITION), "rain", has_supplement=True)
    site = site_of(known)
    assert site.folder == Path("/book/_build/site")
    assert [file.path for file in site.files] == [
        "pdf/rain.en.pdf",
        "pdf/rain.ru.pdf",
        "epub/rain.en.epub",
        "epub/rain.ru.epub",
        "pdf/rain.en.supplement.pdf",
        "pdf/rain.ru.supplement.pdf",
    ]
    assert {file.made.parent for file in book_files(known, "ru")} == {
        edition_output(known, "ru", "typst"),
        edition_output(known, "ru", "epub"),
    }
