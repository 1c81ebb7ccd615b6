"""Make the pages of the reference, and their index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sphinx.config import Config

from press.checks.markup.registered import application
from press.cli import main
from press.docs.commands import commands_page
from press.docs.functions import functions, functions_page
from press.docs.markup import directives_page, press_directives, press_roles, roles_page, summary, table
from press.docs.settings import press_settings, settings_page
from press.docs.snippets import load_snippets
from press.edition.load import load_sources


def reference_pages(root: Path, snippets: Path) -> dict[str, str]:
    """Return the pages by file, for the book at ``root`` and its extensions; for a process of its own, as these change what they like in it."""
    shown = load_snippets(snippets)
    with application(load_sources(root)) as app:
        parts = {
            "README.md": _index(app.config),
            "roles.md": roles_page(shown),
            "directives.md": directives_page(shown),
            "settings.md": settings_page(app.config),
            "commands.md": commands_page(),
            "functions.md": functions_page(),
        }
        return {name: "\n\n".join(parts) + "\n" for name, parts in parts.items()}


def _index(config: Config) -> Iterator[str]:
    yield "# Reference"
    yield (
        "Every role, directive, setting and command of press, and every function for notebooks, in the words of the code: `make reference` writes these pages anew. "
        "The snippets are chapters of a small book (`tests/books/reference`), which a test builds."
    )
    yield "How things are done with them is told in [CONTRIBUTING](../../CONTRIBUTING.md), where the [checks](../../CONTRIBUTING.md#check) are listed as well."
    for heading, page, found in (("Roles", "roles", press_roles()), ("Directives", "directives", press_directives())):
        yield f"## {heading}"
        rows = ([f"[`{name}`]({page}.md#{name})", summary(made)] for name, made in found.items())
        yield table(["name", "what it does"], rows)
    yield "## Settings"
    yield f"[{len(press_settings(config))} settings](settings.md), the options of the theme and the front matter of chapters."
    yield "## Commands"
    rows = (
        [f"[`press {name}`](commands.md#press-{name})", made.get_short_help_str(200)]
        for name, made in main.commands.items()
    )
    yield table(["command", "what it does"], rows)
    yield "## Functions for notebooks"
    rows = ([f"[`{name}`](functions.md#{name.replace('.', '')})", summary(made)] for name, made in functions().items())
    yield table(["function", "what it does"], rows)
