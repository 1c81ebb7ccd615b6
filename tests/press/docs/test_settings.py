"""The theme says what its options are for."""

from __future__ import annotations

from sphinx.config import Config

from press.builders.html.theme import known_options
from press.docs.settings import settings_page, theme_options


def test_each_option_of_the_theme_is_described() -> None:
    described = theme_options()
    assert set(known_options(dict.fromkeys(described, "x"))) == set(described)
    assert "show_navbar_depth" in described


def test_an_option_is_described_by_the_comment_above_it() -> None:
    assert all(said and "\n" not in said for _, said in theme_options().values())


def test_a_setting_is_listed_in_the_section_of_what_reads_it_with_type_and_default() -> None:
    config = Config()
    config.add("press_rain", ["a", "b"], "env", [list, tuple], "what falls")
    config.add("press_parts", None, "", [], "set by press: what it is a part of")
    config.add("typst_wind", "", "", [str], "what blows")
    config.add("epub_sun", True, "", [bool], "what shines")
    page = "\n".join(settings_page(config))
    book, printed, epub, rest = (
        page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
        for heading in ("The book", "The printed edition", "The EPUB", "What press sets itself")
    )
    assert '| `press_rain` | list | `["a", "b"]` | what falls |' in book
    assert "| `typst_wind` | text |  | what blows |" in printed
    assert "| `epub_sun` | true or false | `true` | what shines |" in epub
    assert "press_parts" in rest and "press_parts" not in book
