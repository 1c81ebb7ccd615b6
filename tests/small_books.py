"""Where the small books are, and how a test gets its own copy of one."""

from __future__ import annotations

import shutil
from pathlib import Path

BOOKS = Path(__file__).parent / "books"
# Extensions that a test puts into a small book.
EXTENSIONS = Path(__file__).parent / "extensions"
ROOT = Path(__file__).parents[1]


def copy_book(name: str, target: Path) -> Path:
    """A fresh copy of the small book ``name`` in ``target``."""
    return Path(shutil.copytree(BOOKS / name, target / name, ignore=shutil.ignore_patterns("_build", "*.mo")))
