"""What only a screen can show is said, with an address."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]

FILM = '<iframe src="https://example.org/film?x=1"></iframe>'


def test_a_film_in_a_chapter_is_said_as_well(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{FILM}\n\nAfter."})

    assert "screen: https://example.org/film?x=1 After." in book.words()
