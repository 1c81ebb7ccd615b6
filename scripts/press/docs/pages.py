"""Make the pages of the reference, and their index."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from sphinx.config import Config

from press.checks.markup.registered import application
from press.cli import main
from press.docs.markup import directives_page, docstring, press_directives, press_roles, roles_page, summary, table
from press.docs.settings import press_settings, settings_page
from press.docs.snippets import load_snippets
from press.edition.load import load_sources

_WIDTH = 110
_MODULES = ("press.publish", "press.tables", "press.references", "press.project")


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


def commands_page() -> Iterator[str]:
    """Yield the parts of the page of commands."""
    yield "# Commands"
    yield _help(main, "press")
    for name, command in main.commands.items():
        yield f"## `press {name}`"
        yield _help(command, f"press {name}")


def _help(command: click.Command, called: str) -> str:
    context = click.Context(
        command, info_name=called, terminal_width=_WIDTH, max_content_width=_WIDTH, help_option_names=["-h", "--help"]
    )
    return f"```text\n{command.get_help(context)}\n```"


def functions() -> dict[str, Callable[..., Any]]:
    """Return the functions by their full names."""
    modules = {name: import_module(name) for name in _MODULES}
    return {f"{name}.{each}": getattr(module, each) for name, module in modules.items() for each in module.__all__}


def functions_page() -> Iterator[str]:
    """Yield the parts of the page on functions."""
    yield "# Functions for notebooks"
    yield "What notebooks import from press, and no more: `from press import publish`."
    for name, function in functions().items():
        yield f"## `{name}`"
        # Annotations are text until somebody asks for them.
        signature = str(inspect.signature(function)).replace("'", "")
        yield f"```python\n{name.rpartition('.')[2]}{signature}\n```"
        yield docstring(function)
