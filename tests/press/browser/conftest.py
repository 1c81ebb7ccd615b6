"""The site of the book on an orchard, served: three languages, with charts, citations, notes, a glossary and a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.browser_pages import serving_below_a_path
from support.chromium import browser, new_page, no_errors, page, pytest_runtest_teardown  # noqa: F401
from support.small_books import Built


@pytest.fixture(scope="session")
def site(built_book: Callable[[str], Built]) -> Path:
    """The folder of the site, which tests only read."""
    return built_book("orchard").site


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Where the site is served."""
    with serving_below_a_path(site) as address:
        yield address
