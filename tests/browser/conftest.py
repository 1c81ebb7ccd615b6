"""The site of this book, served."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.browser_pages import serving_below_a_path
from support.built_site import SITE
from support.chromium import browser, new_page, no_errors, page, pytest_runtest_teardown  # noqa: F401


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the site is served."""
    with serving_below_a_path(SITE) as address:
        yield address
