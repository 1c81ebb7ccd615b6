"""What only a screen can show is said, with an address."""

from __future__ import annotations

import pytest
from printing import Printer  # type: ignore[import-not-found]

FILM = '<iframe src="https://example.org/film?x=1"></iframe>'


def test_a_film_in_a_chapter_is_said_as_well(printed: Printer) -> None:
    book = printed({"index.md": f"# T\n\n{FILM}\n\nAfter."})

    assert "screen: https://example.org/film?x=1 After." in book.words()


GRAPH = "# T\n\n```{graphviz}\ndigraph { a -> b }\n```"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        (
            "https://site.example/en",
            '#link("https://site.example/en/index.html")[https:\\/\\/site.example\\/en\\/index.html];',
        ),
        ("", "index.html"),
    ],
)
def test_a_diagram_for_the_screen_is_said_with_its_page(printed: Printer, address: str, shown: str) -> None:
    book = printed({"index.md": GRAPH}, extensions=["sphinx.ext.graphviz"], typst_base_url=address)

    assert f"#placeholder[This can only be seen on a screen: {shown}];" in book.source
