"""The pages of docs/reference are what the code says of itself."""

from __future__ import annotations

from apart import run_apart
from small_books import BOOKS, ROOT

from press.core.text import read_utf8
from press.docs.pages import reference_pages


def test_the_pages_are_what_the_code_says_of_itself() -> None:
    made = run_apart(reference_pages, ROOT, BOOKS / "reference")
    assert {path.name: read_utf8(path) for path in (ROOT / "docs" / "reference").glob("*.md")} == made, (
        "run: make reference"
    )
