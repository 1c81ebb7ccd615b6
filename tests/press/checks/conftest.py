"""The orchard book, for tests of checks that change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def orchard(book: Callable[[str], Path]) -> Path:
    return book("orchard")
