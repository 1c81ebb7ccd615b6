"""What is made of an edition in each format."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small_books import copy_book

from press.core.formats import EPUB, FORMATS, PAGES, PDF, format_named
from press.core.settings import load_settings
from press.make.sphinx_run import overrides


@pytest.mark.parametrize(
    ("builder", "is_for_browsers"), [("dirhtml", True), ("singlehtml", False), ("qthelp", False), ("json", False), ("latex", False)]
)  # fmt: skip
def test_other_builders_of_sphinx_have_the_same_pages_or_plain_files(builder: str, is_for_browsers: bool) -> None:
    found = format_named(builder)
    assert (found.is_for_browsers, found.is_site) == (is_for_browsers, is_for_browsers)


def test_what_only_pages_show_is_left_out_of_all_other_formats() -> None:
    assert FORMATS[PAGES].excluded_classes == frozenset()
    assert all("only-html" in FORMATS[name].excluded_classes for name in (PDF, EPUB))
    assert "only-html" in format_named("latex").excluded_classes


def test_what_a_book_sets_of_a_format_is_kept_but_for_the_names_of_files(tmp_path: Path) -> None:
    root = copy_book("weather", tmp_path)
    with (root / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("    typst_title: Rain\n    typst_exclude: [book/*/rain]\n    typst_file_name: rain\n")
        config.write("    epub_exclude_documents: [book/*/rain]\n")
    of_pdf, of_epub = (overrides(load_settings(root), "ru", name) for name in (PDF, EPUB))
    assert (of_pdf["typst_title"], of_pdf["typst_subtitle"], of_pdf["typst_file_name"]) == ("Rain", "", "weather.ru")
    assert of_pdf["typst_exclude"] == ["book/notebooks/*", "book/*/rain"]
    assert of_epub["epub_exclude_documents"] == ["book/notebooks/*", "book/*/rain"]
