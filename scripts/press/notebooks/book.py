"""Hold a book with its notebooks as they ran: what all editions are made from, found once and handed down to each."""

from __future__ import annotations

from dataclasses import dataclass

from press.data.sources import Sources
from press.notebooks.notebook import Executed
from press.notebooks.reporting import Reporter
from press.notebooks.results import Results, collect_results
from press.notebooks.run import executed_notebooks, kept_notebooks


@dataclass(frozen=True, eq=False)
class Book:
    """The sources of a book, its notebooks with current outputs, and what these published; not to be changed."""

    sources: Sources
    notebooks: tuple[Executed, ...]
    results: Results


def kept_book(sources: Sources) -> Book | None:
    """Return the book if no notebook has to run, otherwise none."""
    executed = kept_notebooks(sources)
    return None if executed is None else Book(sources, tuple(executed), collect_results(executed))


def run_book(sources: Sources, telling: Reporter | None = None) -> Book:
    """Run the notebooks that are stale, which ``telling`` tells, and collect the results of all.

    A key that a notebook publishes twice is a PressError.
    """
    executed = executed_notebooks(sources, telling)
    return Book(sources, tuple(executed), collect_results(executed))
