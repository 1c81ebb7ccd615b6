"""The small book that cites works, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from cited_works import BOOK, LANGUAGES, build
from filelock import FileLock


@pytest.fixture(scope="session")
def site(shared: Path) -> dict[str, Path]:
    """The book in three languages, built once, one after the other in one process."""
    folders = {language: shared / "cited-works" / language for language in LANGUAGES}
    with FileLock(shared / "cited-works.lock"):
        for language, folder in folders.items():
            if not (folder / "index.html").exists():
                assert build(BOOK, folder, language) == ""
    return folders
