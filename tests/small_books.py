"""Where the small books are, how a test gets its own copy of one, and makes one edition of it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

from press.build.sphinx_run import Warned
from press.build.sphinx_run import run as run_sphinx
from press.core.caches import forget
from press.core.children.work import Job
from press.core.jobs import run_jobs
from press.edition.load import load_book

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


def make_edition(root: Path, language: str, builder: str = "html") -> Warned:
    """Make one edition as ``python -m press.build.sphinx_run`` does, in a child that need not import all that this process has."""
    forget()
    outcome = run_jobs([Job(language, run_sphinx, (load_book(root), language, builder))])[language]
    if outcome.error:
        raise outcome.error
    warned: Warned = outcome.value
    return warned
