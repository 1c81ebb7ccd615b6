"""The main Typst file: settings, typefaces, words."""

from __future__ import annotations

import ast
from pathlib import Path

import pikepdf
import pytest
import typst
from printing import Printer  # type: ignore[import-not-found]
from sphinx.config import Config
from sphinx.errors import ConfigError

import press.builders.typst
from press.builders.typst.assemble import OWN_TITLE
from press.builders.typst.builder import OPTIONS
from press.builders.typst.escape import WORDS
from press.builders.typst.source import (
    FONT_FOLDERS,
    LISTS,
    FrontPages,
    main_file,
    title,
)
from press.language.catalogues import get_translation


def test_the_families_of_a_book_are_in_the_packages() -> None:
    found = set(typst.Fonts(include_system_fonts=False, font_paths=list(map(str, FONT_FOLDERS))).families())
    assert {"Noto Serif", "Noto Sans", "IBM Plex Mono"} <= found


def test_families_of_the_book_replace_those_of_one_role_alone(config: Config) -> None:
    config.typst_fonts = {"sans": ["Some Sans"]}
    source = main_file(config, FrontPages(), "", "")
    assert 'sans: ("Some Sans",)' in source and 'serif: ("Noto Serif", ' in source


def test_a_folder_of_fonts_that_is_not_there_is_told(printed: Printer) -> None:
    with pytest.raises(ConfigError, match="nowhere"):
        printed({"index.md": "# T"}, typst_font_paths=["nowhere"])


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
    for name, (default, types) in OPTIONS.items():
        config.add(name, default, "", types)
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


SOURCES = Path(press.builders.typst.__file__).parent


def _words_in_calls() -> set[str]:
    """The English words that the code asks for: ``t.words("Illustration")``, ``words("Contents")``."""
    calls = [
        node
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    ]
    return {
        str(call.args[0].value)
        for call in calls
        if "words" in ast.unparse(call.func) or ast.unparse(call.func) == "titled"
    }  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_of_the_builder_is_translated(language: str) -> None:
    translate = get_translation(language, domain=WORDS)
    used = _words_in_calls() | {OWN_TITLE} | {heading for _, heading in LISTS.values()}

    assert {"Contents", "Illustration", "Typefaces"} <= used
    assert [word for word in sorted(used) if translate(word) == word] == []
