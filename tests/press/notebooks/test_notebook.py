"""A notebook is read, or told by its file, and its cells are found in it by number and by line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from small_books import BOOKS

from press.core.errors import PressError
from press.notebooks.notebook import (
    code_cell_number,
    code_cells,
    lines_in_file,
    read_notebook,
    text_cells,
)

NOTEBOOK = (BOOKS / "weather" / "book" / "notebooks" / "rain.ipynb").read_bytes()


def written(path: Path, notebook: NotebookNode) -> Path:
    nbformat.write(notebook, path)
    return path


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}, "language_info": {"name": "R"}},
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
    ],
)
def test_a_notebook_of_another_language_is_told_before_it_runs(tmp_path: Path, metadata: dict[str, Any]) -> None:
    source = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x <- 1")], metadata=metadata)
    with pytest.raises(PressError, match=r"other\.ipynb: the notebook is written in R, and press runs Python alone"):
        read_notebook(written(tmp_path / "other.ipynb", source))


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"kernelspec": {"name": "conda-env", "display_name": "Conda", "language": "python"}},
        {"language_info": {"name": "ipython"}},
    ],
)
def test_any_kernel_of_python_will_do(tmp_path: Path, metadata: dict[str, Any]) -> None:
    source = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")], metadata=metadata)
    assert read_notebook(written(tmp_path / "other.ipynb", source)).cells


def test_a_notebook_without_cells_is_told(tmp_path: Path) -> None:
    with pytest.raises(PressError, match="the notebook has no cells"):
        read_notebook(written(tmp_path / "empty.ipynb", nbformat.v4.new_notebook()))


MIXED = nbformat.v4.new_notebook(
    cells=[
        nbformat.v4.new_markdown_cell('# "Дождь"\n\nA \\ b'),
        nbformat.v4.new_code_cell("x = 1\ny = 'a'"),
        nbformat.v4.new_raw_cell("raw"),
        nbformat.v4.new_markdown_cell("Second"),
        nbformat.v4.new_code_cell("y = 'a'"),
    ]
)


def test_cells_of_prose_are_numbered_among_all_and_those_of_code_among_themselves(tmp_path: Path) -> None:
    path = written(tmp_path / "mixed.ipynb", MIXED)
    assert list(text_cells(path)) == [(1, '# "Дождь"\n\nA \\ b'), (4, "Second")]
    assert [cell.source for cell in code_cells(MIXED)] == ["x = 1\ny = 'a'", "y = 'a'"]
    assert [code_cell_number(MIXED, index) for index in (1, 4)] == [1, 2]


def test_lines_of_cells_are_found_in_the_file_where_they_stand_first(tmp_path: Path) -> None:
    path = written(tmp_path / "mixed.ipynb", MIXED)
    lines, found = path.read_text(encoding="utf-8").splitlines(), lines_in_file(path)
    for text in ('# "Дождь"', "A \\ b", "x = 1", "y = 'a'", "Second"):
        (first, *_) = [
            number for number, line in enumerate(lines, start=1) if json.dumps(text, ensure_ascii=False)[1:-1] in line
        ]
        assert found[text] == first
