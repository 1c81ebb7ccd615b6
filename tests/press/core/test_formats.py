"""What is made of an edition in each format."""

from __future__ import annotations

from pathlib import Path

from press.core.formats import EPUB, PDF
from press.core.settings import load_settings
from press.make.sphinx_run import overrides


def test_what_a_book_sets_of_a_format_is_kept_but_for_the_names_of_files(weather: Path) -> None:
    with (weather / "_config.yml").open("a", encoding="utf-8") as config:
        config.write("    typst_title: Rain\n    typst_exclude: [book/*/rain]\n    typst_file_name: rain\n")
        config.write("    press_epub_exclude: [book/*/rain]\n")
    of_pdf, of_epub = (overrides(load_settings(weather), "ru", name) for name in (PDF, EPUB))
    assert (of_pdf["typst_title"], of_pdf["typst_subtitle"], of_pdf["typst_file_name"]) == ("Rain", "", "weather.ru")
    assert of_pdf["typst_exclude"] == ["book/notebooks/*", "book/*/rain"]
    assert of_epub["press_epub_exclude"] == ["book/notebooks/*", "book/*/rain"]
