"""What is made of an edition in each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.formats import EPUB, FORMATS, PAGES, PDF, format_named
from press.core.settings import Edition, Settings

EDITION = Edition("ru", "Русский", "Дождь", "Как он идёт")


def settings(base_url: str = "") -> Settings:
    return Settings(Path("/book"), (EDITION,), "rain", base_url=base_url)


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
