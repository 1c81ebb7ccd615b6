"""Where the small books are, how a test gets its own copy of one, and makes one edition of it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from press.build import sphinx_run
from press.build.sphinx_run import Warned
from press.build.sphinx_run import run as run_sphinx
from press.core.caches import clear_caches
from press.core.children.work import Job
from press.core.jobs import run_jobs
from press.edition.load import load_book
from press.notebooks.book import Book

BOOKS = Path(__file__).parent / "books"
# Extensions that a test puts into a small book.
EXTENSIONS = Path(__file__).parent / "extensions"
ROOT = Path(__file__).parents[1]


class Built(NamedTuple):
    """A book that was built, and what the build told."""

    root: Path
    lines: list[str]

    @property
    def site(self) -> Path:
        return self.root / "_build" / "site"


def copy_book(name: str, target: Path) -> Path:
    """A fresh copy of the small book ``name`` in ``target``."""
    return Path(shutil.copytree(BOOKS / name, target / name, ignore=shutil.ignore_patterns("_build", "*.mo")))


def _run_and_tell_all(book: Book, language: str, builder: str) -> Warned:
    """Make one edition. In the child, as one that was not forked has nothing that a test has changed in its parent."""
    sphinx_run._MOST = sys.maxsize
    return run_sphinx(book, language, builder)


def make_edition(root: Path, language: str, builder: str = "html", *, is_whole: bool = False) -> Warned:
    """Make one edition as ``python -m press.build.sphinx_run`` does, in a child that need not import all that this process has.

    Of many faults it tells the first ones, or all of them where what it tells ``is_whole``.
    """
    clear_caches()
    run = _run_and_tell_all if is_whole else run_sphinx
    outcome = run_jobs([Job(language, run, (load_book(root), language, builder))])[language]
    if outcome.error:
        raise outcome.error
    warned: Warned = outcome.value
    return warned
