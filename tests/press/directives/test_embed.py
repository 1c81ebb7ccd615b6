"""What all directives have in common that show a result or a table: its caption, its source, its file, and what is told where one is missing."""

from __future__ import annotations

import pytest
from docutils import nodes
from support.bare_sphinx import BareSphinx


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


def test_each_column_has_meaning_type_and_allowed_values(sphinx: BareSphinx) -> None:
    (about, _, folds) = sphinx.read(".. codebook:: rain\n").children
    (table,) = folds.children
    assert about.astext() == "Days of rain by city."
    assert isinstance(table, nodes.table)
    assert [[cell.astext() for cell in row.children] for row in table.findall(nodes.row)] == [
        ["Column", "Meaning", "Type", "Allowed values"],
        # Codes of an enumeration, as they stand in the file, tell all that may stand there.
        ["city", "The city", "string", "north, south"],
        ["days", "How often it rained", "integer", "required, minimum 0, maximum 31"],
    ]
    assert [code.astext() for code in table.findall(nodes.literal)] == ["city", "north", "south", "days"]


def test_the_file_is_offered_with_its_rows_and_licence_and_the_columns_fold(sphinx: BareSphinx) -> None:
    _, facts, folds = sphinx.read(".. codebook:: rain\n").children
    assert facts.astext() == "Download: rain.csv · 2 rows · Licence: unknown"
    assert folds["summary"] == "2 columns"
