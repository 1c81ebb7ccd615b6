"""Small real books for the tests: copied, changed, built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_books import copy_book


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a small book into a folder of the test's own."""
    return lambda name: copy_book(name, tmp_path)
