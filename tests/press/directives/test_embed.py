"""What all directives have in common that show a result: its caption, its source, and what is told where one is missing."""

from __future__ import annotations

import pytest
from bare_sphinx import BareSphinx
from docutils import nodes


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (".. datatable:: rain/day\n\n   Rain.\n", "no notebook publishes a table called 'rain/day'"),
        (".. datatable:: rain/days\n", "the table has no caption"),
        (".. datatable:: rain/days\n\n   - a list\n", "the table has no caption"),
    ],
)
def test_wrong_input_is_a_warning_with_its_line_and_shows_nothing(sphinx: BareSphinx, text: str, told: str) -> None:
    sphinx.warned()
    assert sphinx.read(f"Text.\n\n{text}").astext() == "Text."
    assert sphinx.warned().startswith(f"index.rst:3: WARNING: {told}")


def test_a_number_in_words_that_begins_a_caption_has_a_capital(sphinx: BareSphinx) -> None:
    text = ".. datatable:: rain/days\n\n   :number:`rain/total approx=about` days.\n"
    (caption,) = sphinx.read(text).findall(nodes.title)
    assert caption.astext() == "About 19 days."
