"""Notebooks run in children side by side: none shares anything with another, and one that does not end is ended and named."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from support.notebook_runs import allow, notebook, run

from press.core import jobs
from press.core.errors import PressError
from press.data.sources import Sources
from press.edition.chapters import load_sources
from press.notebooks import run as runs
from press.notebooks.run import cached_run, load_timeout, run_book, run_notebooks


@pytest.fixture
def book(weather: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """A book whose notebooks are forked, whatever other tests have started in this process."""
    monkeypatch.setitem(jobs._FORKING, "safe", True)
    (weather / "_build").mkdir(exist_ok=True)
    return load_sources(weather)


def test_faults_of_all_notebooks_are_told_at_once(book: Sources) -> None:
    folder = book.root / "book" / "notebooks"
    with pytest.raises(PressError) as raised:
        run_notebooks(book, {folder / "a.ipynb": notebook("1 / 0"), folder / "b.ipynb": notebook("no_such_name")})
    assert "a.ipynb: cell 1" in str(raised.value)
    assert "b.ipynb: cell 1" in str(raised.value)


def test_runs_that_succeed_are_kept_where_another_notebook_fails(book: Sources) -> None:
    path, told = book.root / "book" / "notebooks" / "wrong.ipynb", list[str]()
    nbformat.write(notebook("1 / 0"), path)
    for _ in range(2):
        with pytest.raises(PressError, match=r"wrong\.ipynb: cell 1"):
            run_book(book, told.append)
    assert sum(line.startswith("ran rain.ipynb") for line in told) == 1


@pytest.mark.parametrize(
    ("deed", "file"),
    [
        ("import pandas as pd\npd.DataFrame({'a': [1]}).to_csv('../../data/rain.csv')", "data/rain.csv"),
        ("!touch ../../data/new.csv", "data/new.csv"),
        ("!echo more >> ../en/rain.md", "book/en/rain.md"),
        (
            "import subprocess, time\n"
            "subprocess.Popen('echo more >> ../../_toc.yml; sleep 60', shell=True, start_new_session=True)\ntime.sleep(0.5)",
            "_toc.yml",
        ),
        ("import os\nos.system('echo lost > ../../data/rain.csv')\nos._exit(3)", "data/rain.csv"),
    ],
    ids=["written", "added", "chapter", "program that stays", "notebook that dies"],
)
def test_a_notebook_that_writes_to_the_book_is_told_with_the_file_and_its_results_are_not_kept(
    book: Sources, deed: str, file: str
) -> None:
    path, source = book.root / "book" / "notebooks" / "new.ipynb", notebook("ok = True", deed)
    with pytest.raises(PressError) as raised:
        run_notebooks(book, {path: source})
    assert f"{file} changed while new.ipynb ran" in str(raised.value)
    assert "What to do: if a cell wrote it, restore it from version control" in str(raised.value)
    assert cached_run(book.settings, path, source) is None


def test_notebooks_share_nothing(book: Sources) -> None:
    folder = book.root / "book" / "notebooks"
    change = "import pandas as pd, os\npd.set_option('display.max_rows', 1)\nos.environ['LEFT'] = 'yes'\nshared = 1"
    look = "import pandas as pd, os\npd.get_option('display.max_rows'), os.environ.get('LEFT'), 'shared' in globals()"
    runs = run_notebooks(book, {folder / "a.ipynb": notebook(change), folder / "b.ipynb": notebook(look)})
    assert runs[folder / "b.ipynb"].notebook.cells[0].outputs[0].data["text/plain"] == "(60, None, False)"


def test_a_notebook_that_loops_is_named_while_it_runs_and_ended_when_it_may_no_longer(
    book: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "_GRACE", 1)
    allow(book, "timeout: 2")
    told: list[str] = []
    with pytest.raises(PressError) as raised:
        run(book, "1", "import time\nwhile True:\n    time.sleep(0.01)", say=told.append)
    assert told == ["running new.ipynb ..."]
    assert "cell 2, at 'import time': the cell ran for more than 2 seconds" in str(raised.value)
    assert "execute: timeout: 4" in str(raised.value)


@pytest.mark.parametrize(("timeout", "seconds"), [("600", 600), ("-1", 0), ("0", 0), ("1.6", 2)])
def test_the_time_of_a_cell_is_that_of_jupyter_book_or_without_limit(book: Sources, timeout: str, seconds: int) -> None:
    assert load_timeout(book.root) == 300
    allow(book, f"timeout: {timeout}")
    assert load_timeout(book.root) == seconds


@pytest.mark.parametrize("timeout", ["long", ".inf"])
def test_a_time_that_is_no_number_is_told_with_its_line(book: Sources, timeout: str) -> None:
    allow(book, f"timeout: {timeout}")
    with pytest.raises(PressError, match=r"_config\.yml:\d+: timeout is '\w+', which is no number"):
        load_timeout(book.root)
