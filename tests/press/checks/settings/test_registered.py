"""What Sphinx and the extensions of a book register is known with its types, without building."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book

from press.checks.settings.registered import registered_settings
from press.core.settings import load_settings


@pytest.fixture(scope="module")
def registered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    root = copy_book("weather", tmp_path_factory.mktemp("registered"))
    found = registered_settings(load_settings(root))
    assert (root / "_build" / "press" / "registered.pickle").is_file()
    return dict(found)


@pytest.mark.parametrize(
    ("name", "value", "takes"),
    [
        # Sphinx's documentation: numfig is a boolean, language a string, exclude_patterns a sequence, nitpicky a boolean.
        ("numfig", True, True),
        ("language", "en", True),
        ("language", 5, False),
        ("exclude_patterns", [], True),
        ("nitpicky", False, True),
        ("html_theme_options", {}, True),
        # Extensions of Jupyter Book, and press.
        ("myst_heading_anchors", 3, True),
        ("bibtex_reference_style", "label", True),
        ("typst_contents_depth", 2, True),
        ("typst_contents_depth", "two", False),
        ("press_slug", "weather", True),
    ],
)
def test_a_setting_is_registered_with_the_types_of_its_values(
    registered: dict[str, tuple[str, ...]], name: str, value: object, takes: bool
) -> None:
    types = registered[name]
    assert (not types or type(value).__name__ in types) == takes


def test_options_of_the_theme_are_registered_with_a_dot(registered: dict[str, tuple[str, ...]]) -> None:
    assert registered["html_theme_options.show_navbar_depth"] == ("int",)
    assert registered["html_theme_options.home_page_in_toc"] == ("bool",)
    # Of the theme of Jupyter Book, which may stand in any book.
    assert "html_theme_options.use_repository_button" in registered


def test_nothing_is_known_where_sphinx_cannot_start(book: Callable[[str], Path]) -> None:
    root = book("weather")
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("[press.extension]", "[press.extension, sphinx.ext.nothing]")
    config.write_text(text, encoding="utf-8")
    assert registered_settings(load_settings(root)) == {}
    assert not (root / "_build" / "press" / "registered.pickle").exists()
