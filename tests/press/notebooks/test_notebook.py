"""A notebook is read, or told by its file, and its cells are found in it by number and by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

from press.core.errors import PressError
from press.notebooks.notebook import (
    read_notebook,
)


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
