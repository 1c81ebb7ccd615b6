"""Small real books for the tests: copied, changed, built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

BOOKS = Path(__file__).parent / "books"
ROOT = Path(__file__).parents[1]


def copy_book(name: str, target: Path) -> Path:
    """A fresh copy of the small book ``name`` in ``target``."""
    return Path(shutil.copytree(BOOKS / name, target / name, ignore=shutil.ignore_patterns("_build", "*.mo")))


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a small book into a folder of the test's own."""
    return lambda name: copy_book(name, tmp_path)
