"""All checks of a whole book, one of whose files an accident has met, end with faults in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from support.damaged_files import damaged

from press.checks.registry import check_sources, chosen_checks
from press.core.errors import PressError
from press.edition.chapters import load_sources

FILES = ("_config.yml", "_toc.yml", "references.bib", "book/style/en.yml",
    "book/locale/ru/LC_MESSAGES/notebooks.po", "book/notebooks/harvest.ipynb",
    "data/datapackage.json", "data/harvest.csv", "data/vocabulary/words.csv")  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_book_with_a_damaged_file_is_checked_or_told(book: Callable[[str], Path], name: str) -> None:
    root = book("orchard")
    whole = (root / name).read_bytes()

    @settings(max_examples=max(4, settings.default.max_examples // 12))
    @given(damaged(whole))
    def checked(content: bytes) -> None:
        (root / name).write_bytes(content)
        try:
            sources = load_sources(root)
        except PressError as error:
            assert str(error)
            return
        faults, _ = check_sources(sources, chosen_checks())
        assert all(words.strip() for words in faults)

    checked()
