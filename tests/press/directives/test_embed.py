"""What all directives have in common that show a result: its caption, its source, and what is told where one is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.embed import file_path
from press.edition.context import EditionContext
from press.notebooks.kinds import CHART, TABLE


def test_files_of_a_chart_and_a_table_of_one_name_do_not_meet(edition: Callable[..., EditionContext]) -> None:
    paths = {file_path(edition("ru"), "survey/answers", "csv", kind) for kind in (CHART, TABLE)}
    assert paths == {"_downloads/results/survey-answers.ru.csv", "_downloads/results/survey-answers-table.ru.csv"}


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
