"""Editions of small books as parts of press know them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from support.small_books import Built, load_book

from press.edition.context import EditionContext, edition_context


@pytest.fixture(scope="session")
def edition(built_book: Callable[[str], Built]) -> Callable[..., EditionContext]:
    """A small book in a language, with what its notebooks published."""
    load = cache(lambda name: load_book(built_book(name).root))
    return lambda language, name="weather": edition_context(load(name), language)
