"""The book of two tables, for tests of each module that reads tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.rain_tables import write_rain_book


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book with two tables, one pointing to the other."""
    return write_rain_book(tmp_path)
