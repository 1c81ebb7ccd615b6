"""A notebook runs once for all editions, and again only when its code or what it read has changed."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from support.rain_tables import point_to_cities
from support.small_books import replace

from press.core.extensions import load_extensions
from press.data.sources import Sources
from press.data.validation import validated_rows
from press.edition.chapters import load_sources
from press.notebooks.results import FRAME, Executed
from press.notebooks.run import cached_book, run_book, run_notebooks, save_outputs


def notebook(*sources: str) -> NotebookNode:
    """A notebook of prose, and of a cell of code for each of ``sources``."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), *cells])


@pytest.fixture
def book(weather: Path) -> Sources:
    return load_sources(weather)


def ran(book: Sources) -> list[str]:
    told: list[str] = []
    run_book(book, told.append)
    return [line.split()[1] for line in told if line.startswith("ran ")]


def test_a_notebook_runs_again_only_when_its_code_or_what_it_read_has_changed(book: Sources) -> None:
    folder, data = book.root / "book" / "notebooks", book.root / "data"
    (data / "other.txt").write_text("a", encoding="utf-8")
    nbformat.write(notebook("open('../../data/other.txt').read()"), folder / "other.ipynb")
    assert sorted(ran(book)) == ["other.ipynb", "rain.ipynb"]
    assert ran(book) == []
    assert cached_book(book) is not None
    (data / "other.txt").write_text("b", encoding="utf-8")
    assert ran(book) == ["other.ipynb"]
    prose = nbformat.read(folder / "other.ipynb", as_version=4)
    prose.cells[0].source = "# Another title"
    nbformat.write(prose, folder / "other.ipynb")
    assert ran(book) == []
    prose.cells[1].source += " + 'more'"
    nbformat.write(prose, folder / "other.ipynb")
    assert ran(book) == ["other.ipynb"]


def test_a_notebook_depends_on_a_table_that_was_checked_before_and_on_those_that_it_points_to(book: Sources) -> None:
    point_to_cities(book.root)
    assert len(validated_rows(book.package, "rain")) == 2
    path = book.root / "book" / "notebooks" / "new.ipynb"
    source = notebook("from press.tables import load_table\nlen(load_table('rain'))")
    done = run_notebooks(book, {path: source})[path]
    assert done.notebook.cells[-1].outputs[0].data["text/plain"] == "2"
    assert {"data/rain.csv", "data/cities.csv"} <= done.inputs["reads"].keys()


def test_a_notebook_that_imports_an_extension_of_the_book_runs_again_when_that_has_changed(book: Sources) -> None:
    config = book.root / "_config.yml"
    named = "sphinx:\n  local_extensions: {added_words: extensions}"
    replace(config, "sphinx:", named)
    extension = book.root / "extensions" / "added_words.py"
    extension.parent.mkdir()
    extension.write_text("WORD = 'one'\n\ndef setup_press():\n    pass\n", encoding="utf-8")
    load_extensions(book.root)
    nbformat.write(notebook("from added_words import WORD\nWORD"), book.root / "book" / "notebooks" / "other.ipynb")
    assert sorted(ran(book)) == ["other.ipynb", "rain.ipynb"]
    extension.write_text("WORD = 'another'\n\ndef setup_press():\n    pass\n", encoding="utf-8")
    assert ran(book) == ["other.ipynb"]
    other, _ = run_book(book).notebooks
    assert other.notebook.cells[1].outputs[0].data["text/plain"] == "'another'"


def executed(path: Path, *, count: int = 3) -> Executed:
    """A notebook as it is after a run on some machine."""
    ran = notebook("frame")
    ran.metadata.update({"kernelspec": {"name": "conda-env"}, "widgets": {"state": {}}})
    cell = ran.cells[1]
    cell.metadata.update({"execution": {"iopub.status.busy": "2026-11-27T09:00:00Z"}, "tags": ["hide-input"]})
    data = {"text/plain": "1", FRAME: {"rows": []}}
    cell.outputs, cell.execution_count = (
        [nbformat.v4.new_output("execute_result", data=data, execution_count=count)],
        count,
    )
    return Executed(path, ran)


def test_outputs_are_stored_once(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    nbformat.write(notebook("frame"), path)
    item = executed(path)
    assert save_outputs([item]) == [path]
    kept = nbformat.read(path, as_version=4)
    assert kept.metadata.kernelspec.name == "python3" and "widgets" not in kept.metadata
    assert kept.cells[1].metadata == {"tags": ["hide-input"]}
    assert kept.cells[1].outputs[0].data == {"text/plain": "1"}
    assert FRAME in item.notebook.cells[1].outputs[0].data
    assert save_outputs([item]) == []
