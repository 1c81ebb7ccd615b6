"""The book of two tables, and a way to break it, for tests of each module that reads tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from rain_tables import Edit, write_rain_book


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book with two tables, one pointing to the other."""
    return write_rain_book(tmp_path)


@pytest.fixture
def edit(root: Path) -> Edit:
    """Replaces text in the rain table."""

    def replace(old: str, new: str) -> Path:
        path = root / "data" / "rain.csv"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return path

    return replace
