"""Roles and directives say what they are for."""

from __future__ import annotations

from typing import ClassVar

import pytest
from apart import run_apart
from docutils.parsers.rst import Directive
from small_books import BOOKS, ROOT

from press.checks.markup.registered import application
from press.core.errors import PressError
from press.docs.markup import (
    directives_page,
    docstring,
    option_help,
    press_directives,
    press_roles,
    summary,
    table,
)
from press.docs.settings import press_settings
from press.docs.snippets import Snippet, load_snippets
from press.edition.load import load_sources


def test_everything_that_press_registers_says_what_it_is_for_and_has_a_snippet() -> None:
    assert run_apart(undocumented) == []


def undocumented() -> list[str]:
    """What lacks words, a snippet or something to say on an option."""
    snippets = load_snippets(BOOKS / "reference")
    with application(load_sources(ROOT)) as app:
        made = {**press_roles(), **press_directives()}
        options = {name: getattr(found, "option_spec", None) or {} for name, found in made.items()}
        return [
            *(name for name in made if name not in snippets),
            *(name for name, found in made.items() if not (found.__doc__ or "").split(".")[0]),
            *(
                f"{name}: {option}"
                for name in made
                for option in options[name]
                if option not in option_help(made[name])
            ),
            *(name for name, setting in press_settings(app.config).items() if not setting.description),
        ]


class Rain(Directive):
    """Show how it rains, with ``days``.

    More is not for the index.
    """

    has_content = True
    option_help: ClassVar = {"days": "how many"}


def test_a_docstring_is_markdown_and_its_first_line_the_summary() -> None:
    assert docstring(Rain) == "Show how it rains, with `days`.\n\nMore is not for the index."
    assert summary(Rain) == "Show how it rains, with `days`."


def test_a_table_has_its_head_and_a_line_a_row() -> None:
    assert table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_a_directive_is_shown_with_its_options_and_its_snippet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("press.docs.markup.press_directives", lambda: {"rain": Rain})
    page = "\n".join(directives_page({"rain": Snippet(":::{rain}\n:::", "div.rain", "It rains")}))
    assert "## `rain`" in page and "Arguments: none. Content: needed." in page
    assert "| `days` | how many |" in page
    assert "````markdown\n:::{rain}\n:::\n````" in page and "> It rains" in page
    with pytest.raises(PressError, match="no snippet shows 'rain'"):
        list(directives_page({}))
