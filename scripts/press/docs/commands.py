"""Tell commands as they do themselves when asked for help."""

from __future__ import annotations

from collections.abc import Iterator

import click

from press.cli import main

_WIDTH = 110


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
