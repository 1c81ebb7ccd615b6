"""Where the small books are, how a test gets its own copy of one, and makes editions of it."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from press.checks.sphinx_warnings import warning_lines
from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.jobs import Job, run_jobs
from press.edition.chapters import load_sources
from press.make.checking import check_book
from press.make.new import new_book
from press.make.sphinx_run import run as run_sphinx
from press.notebooks.run import Book, run_book

BOOKS = Path(__file__).parents[1] / "books"
ROOT = Path(__file__).parents[2]
# What takes press long to make and is kept under names that tell what it is made from: pictures, the program of the
# search. Small books get it from one another.
_KEPT = ("charts/*", "search/programs/*")
_STORE: list[Path] = []


class Built(NamedTuple):
    """A book that was built, and what the build told."""

    root: Path
    lines: list[str]

    @property
    def site(self) -> Path:
        return self.root / "_build" / "site"


def copy_book(name: str, target: Path) -> Path:
    """Return a fresh copy of the small book ``name`` in ``target``; weather is the one that `press new` writes."""
    root = target / name
    if name == "weather":
        new_book(root, ["en", "ru"])
        (root / "pyproject.toml").unlink()  # nothing but this tells a version
    else:
        shutil.copytree(BOOKS / name, root, ignore=shutil.ignore_patterns("_build", "*.mo"))
    take_kept(root)
    return root


def rows(path: str, **where: str) -> list[dict[str, str]]:
    """Return the rows of a table of this book by its path below ``data``, as text, read without press; those alone that hold ``where``."""
    with (ROOT / "data" / path).open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in where.items())]


def replace(path: Path, old: str, new: str) -> None:
    """Write ``new`` wherever ``old`` stands in a file, which it has to."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Write ``text`` at the end of a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def contents(folder: Path) -> dict[str, bytes]:
    """The files in a folder, by their path in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def faults_of(root: Path, *checks: str) -> list[str]:
    """Return the lines of what ``checks`` find in the book at ``root``; by default all checks."""
    try:
        check_book(root, checks)
    except PressError as error:
        return str(error).splitlines()
    finally:
        share_kept(root)
    return []


def take_kept(root: Path) -> None:
    """Give the book at ``root`` what was made for other books."""
    for store in _STORE:
        _copy_kept(store, root / "_build" / "press")


def keep_in(store: Path) -> None:
    """Have books that are copied from now on share in ``store`` what takes long to make."""
    store.mkdir(parents=True, exist_ok=True)
    _STORE[:] = [store]


class Warned(NamedTuple):
    """What was told of an edition: what stops a build, and what does not."""

    faults: list[str]
    notes: list[str]


def load_book(root: Path) -> Book:
    """Load the sources of the book at ``root``, and run those of its notebooks that are outdated."""
    return run_book(load_sources(root))


def make_edition(root: Path, language: str, builder: str = "html") -> Warned:
    """Make one edition in a child that need not import all that this process has."""
    return make_editions(root, [language], builder)[language]


def make_editions(root: Path, languages: Iterable[str], builder: str = "html") -> dict[str, Warned]:
    """Make editions in one format, side by side."""
    clear_caches()
    book = load_book(root)
    outcomes = run_jobs([Job(language, run_sphinx, (book, language, builder)) for language in languages])
    share_kept(root)
    for outcome in outcomes.values():
        if outcome.error:
            raise outcome.error
    found = {str(language): outcome.value.all() for language, outcome in outcomes.items()}
    return {
        language: Warned(
            *(warning_lines(one for one in warnings if one.is_note is is_note) for is_note in (False, True))
        )
        for language, warnings in found.items()
    }


def share_kept(root: Path) -> None:
    """Let other books have what was made for the one at ``root``."""
    for store in _STORE:
        _copy_kept(root / "_build" / "press", store)


def _copy_kept(source: Path, target: Path) -> None:
    """Copy what is kept in ``source`` and not yet in ``target``; other processes find whole files there."""
    for path in (path for pattern in _KEPT for path in source.glob(pattern)):
        copy = target / path.relative_to(source)
        if path.suffix != ".part" and not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            part = copy.with_name(f"{copy.name}.{os.getpid()}.part")
            shutil.copyfile(path, part)
            part.replace(copy)
