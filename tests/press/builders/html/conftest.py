"""The pages of the weather book as they are published at an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import append, copy_book

from press.make.book import build_book

# 9 March 2026, noon.
DATED_AT = {"SOURCE_DATE_EPOCH": "1773057600", "PRESS_BASE_URL": "https://weather.example/book/"}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the weather book, whose address is known; of its files for readers the pages alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in DATED_AT.items():
            patch.setenv(name, value)
        root = copy_book("weather", tmp_path_factory.mktemp("published"))
        append(root / "_config.yml", "    press_citation:\n      keywords: {en: 'rain, snow', ru: 'дождь, снег'}\n")
        return build_book(root, lambda line: None, only_pages=True).folder
