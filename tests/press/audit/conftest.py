"""The book on a bridge: copies to change, and the site of the one with problems, which is built once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from support.bridge_book import with_problems
from support.small_books import copy_book

from press.make.book import build_book


@pytest.fixture
def bridge(book: Callable[[str], Path]) -> Path:
    """A copy of the book."""
    return book("audit")


@pytest.fixture
def problems(bridge: Path) -> Path:
    """A copy of the book with problems, statements and findings that it leads with."""
    return with_problems(bridge)


@pytest.fixture(scope="session")
def site_with_problems(shared: Path) -> Path:
    """The site of the book with problems, built once for all tests of all processes, which only read it."""
    root = shared / "problems" / "audit"
    with FileLock(shared / "problems.lock"):
        if not (root / "_build" / "site").exists():
            build_book(with_problems(copy_book("audit", shared / "problems")), lambda line: None)
    return root / "_build" / "site"
