"""Combine the sources of a book with its executed notebooks: what all editions are made from, loaded once and passed on."""

from __future__ import annotations

from dataclasses import dataclass

from press.data.sources import Sources
from press.notebooks.execute import Reporter
from press.notebooks.notebook import Executed
from press.notebooks.results import Results, collect_results
from press.notebooks.run import cached_notebooks, executed_notebooks


@dataclass(frozen=True, eq=False)
class Book:
    """The sources of a book, its notebooks with current outputs, and their results; not to be changed."""

    sources: Sources
    notebooks: tuple[Executed, ...]
    results: Results


def cached_book(sources: Sources) -> Book | None:
    """Return the book if the cached outputs of all notebooks are current, otherwise None."""
    executed = cached_notebooks(sources)
    return None if executed is None else Book(sources, tuple(executed), collect_results(executed))


def run_book(sources: Sources, reporter: Reporter | None = None) -> Book:
    """Run the stale notebooks, reporting to ``reporter``, and collect the results of all.

    Raises PressError where a notebook fails or publishes a key twice.
    """
    executed = executed_notebooks(sources, reporter)
    return Book(sources, tuple(executed), collect_results(executed))
