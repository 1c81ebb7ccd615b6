"""Provide what commands share: the book's folder, its lock, and lines of output."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import click


def book_root(ctx: click.Context) -> Path:
    """Return the folder of the book that the command was given for."""
    from press.core.project import find_root  # noqa: PLC0415

    return find_root(ctx.obj or Path.cwd())


def locked_book(root: Path) -> AbstractContextManager[None]:
    """Return a context manager that holds the lock of the book at ``root``."""
    from press.make.lock import locked  # noqa: PLC0415

    return locked(root, say)


def say(line: str) -> None:
    """Print a line on what is being done."""
    click.echo(f"  {line}")


def short(path: Path) -> Path:
    """Return a path as seen from the working directory, where it is below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
