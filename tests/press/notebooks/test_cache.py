"""A run is kept with digests of all that it depends on, and is stale when one of them, or what was kept, is another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from support.rain_tables import edit_descriptor, write_rain_book
from support.small_books import replace

from press.core.files import file_state
from press.core.tracking import DATA_PACKAGE, DATA_TABLE
from press.data.sources import Sources
from press.edition.chapters import load_sources
from press.notebooks.results import FreshRun
from press.notebooks.run import CachedRun, cached_run, is_current, run_of, store_run


def notebook(source: str = "1 + 1", prose: str = "# Title") -> NotebookNode:
    cells = [nbformat.v4.new_markdown_cell(prose), nbformat.v4.new_code_cell(source)]
    return nbformat.v4.new_notebook(cells=cells)


def executed(source: NotebookNode, text: str = "2") -> NotebookNode:
    ran: NotebookNode = nbformat.from_dict(source)
    ran.cells[1].outputs = [nbformat.v4.new_output("execute_result", data={"text/plain": text}, execution_count=1)]
    return ran


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    (write_rain_book(tmp_path) / "note.txt").write_text("one", encoding="utf-8")
    return load_sources(tmp_path)


def run(sources: Sources, source: NotebookNode) -> CachedRun:
    """A run that read a file, the description of a table and the list of tables."""
    used, path = [(DATA_PACKAGE, ""), (DATA_TABLE, "rain")], sources.root / "note.txt"
    return run_of(sources, FreshRun(executed(source), {path: file_state(path)}, used))


def described(root: Path, change: Any) -> Sources:
    edit_descriptor(root, change)
    return load_sources(root)


@pytest.mark.parametrize(("old", "new"), [("{", ""), ("inputs", "others")])
def test_a_run_that_is_not_as_it_was_kept_is_not_taken(sources: Sources, old: str, new: str) -> None:
    store_run(sources.settings, Path("a.ipynb"), run(sources, notebook()))
    kept = sources.settings.build / "notebooks" / "a.json"
    replace(kept, old, new)
    assert cached_run(sources.settings, Path("a.ipynb"), notebook()) is None


def test_a_run_is_stale_when_what_it_used_of_the_descriptor_has_changed(sources: Sources) -> None:
    done, root = run(sources, notebook()), sources.root
    assert is_current(described(root, lambda package: package["resources"][1].update(title="Lands")), done)
    described(root, lambda package: package["resources"][0].update(title="Days of rain"))
    assert not is_current(load_sources(root), done)
    described(root, lambda package: package["resources"][0].pop("title"))
    assert is_current(load_sources(root), done)
    described(root, lambda package: package.update(title="Snow"))
    assert not is_current(load_sources(root), done)


def test_a_file_that_is_saved_after_a_notebook_has_read_it_makes_its_run_stale(sources: Sources) -> None:
    path = sources.root / "note.txt"
    execution = FreshRun(executed(notebook()), {path: file_state(path)}, [])
    path.write_text("another", encoding="utf-8")
    # Other notebooks run on, and all runs are kept at the end.
    assert not is_current(sources, run_of(sources, execution))
