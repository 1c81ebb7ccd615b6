"""The configuration becomes the title page, the imprint and the data of the file."""

from __future__ import annotations

import pikepdf
import pytest
from printing import Printer  # type: ignore[import-not-found]
from sphinx.config import Config

from press.builders.typst.extension import OPTIONS
from press.builders.typst.front_pages import FrontPages
from press.builders.typst.source import authors, main_file, title


def test_the_title_page_and_the_metadata_say_what_the_book_is(printed: Printer) -> None:
    book = printed(
        {"index.md": "# T"},
        typst_title="Title & more",
        typst_subtitle="Sub",
        typst_author=["One", "Two"],
        typst_date="May 2026",
        typst_imprint=["Printed by us."],
        typst_keywords=["state", "dialogue"],
    )
    with pikepdf.open(book.pdf) as pdf:
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Title & more"
        assert metadata["dc:creator"] == ["One, Two"]
        assert "dialogue" in metadata["pdf:Keywords"]
        assert str(pdf.Root.Lang) == "en"
    assert "Title & more Sub One Two May 2026" in book.words()
    assert "Printed by us." in book.words()


@pytest.fixture
def config() -> Config:
    """A configuration in which nothing is set."""
    config = Config()
    for name, option in OPTIONS.items():
        config.add(name, option.default, "", option.types)
    return config


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"typst_title": "Own", "project": "Project", "html_title": "Html"}, "Own"),
        ({"project": "Project", "html_title": "Html"}, "Project"),
        ({"project": "Project name not set", "html_title": "Html"}, "Html"),
    ],
)
def test_the_title_is_the_first_that_somebody_has_given(config: Config, values: dict[str, str], expected: str) -> None:
    for name, value in values.items():
        setattr(config, name, value)

    assert title(config) == expected


@pytest.mark.parametrize(
    ("own", "author", "expected"),
    [
        ("", "Abay", ["Abay"]),
        ("Mukhtar", "Abay", ["Mukhtar"]),
        (["Abay", "", "Mukhtar"], "", ["Abay", "Mukhtar"]),
        ("", "Author name not set", []),
    ],
)
def test_authors_are_those_that_somebody_has_given(
    config: Config, own: str | list[str], author: str, expected: list[str]
) -> None:
    config.typst_author, config.author = own, author

    assert authors(config) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", 'lang: "en", hyphenated: true'),
        ("pt_BR", 'lang: "pt", region: "BR", hyphenated: true'),
        ("ja", 'lang: "ja", hyphenated: false'),
    ],
)
def test_the_language_of_the_book_is_that_of_the_file(config: Config, language: str, expected: str) -> None:
    config.language = language

    assert expected in main_file(config, FrontPages("", "", []), "", "")


def test_the_imprint_names_the_typefaces_after_all_else_and_only_then(config: Config) -> None:
    assert "imprint: ()" in main_file(config, FrontPages("", "", []), "", "")
    config.typst_imprint = ['Say "so"', ("Licence", "None")]
    config.typst_fonts = {"serif": ["One"], "sans": ["Two"], "mono": ["One"]}

    imprint = r'("", "Say \"so\""), ("Licence", "None"), ([A], [B]), ("Typefaces", "One, Two")'
    assert f"imprint: ({imprint})" in main_file(config, FrontPages("", "", [("A", "B")]), "", "")


def test_lists_have_their_usual_heading_or_their_own(config: Config) -> None:
    config.typst_lists = [("figures", "Charts"), "tables"]

    assert 'lists: ((image, "Charts"), (table, "Tables"))' in main_file(config, FrontPages("", "", []), "", "")
