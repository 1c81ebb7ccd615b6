"""Notebooks run in children: the same outputs as from a kernel of their own, and what is told of those that fail."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode
from small_books import copy_book

from press.core.children import processes
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.data.sources import Sources
from press.data.validation import checked_rows
from press.edition.load import load_sources
from press.notebooks.children import run_notebooks
from press.notebooks.notebook import FRAME, read_notebook
from press.notebooks.reporting import Reporter
from press.notebooks.run import executed_notebooks

CELLS = [
    "import sys, asyncio\nprint('one')\nprint('two')\nprint('three', file=sys.stderr)",
    "x = 6\nx * 7",
    "import pandas as pd\nframe = pd.DataFrame({'city': ['Алматы', 'Қостанай'], 'days': [12, 7]})\nframe",
    "pd.DataFrame({f'measure of station {number}': [number] for number in range(8)})",
    "frame.style.set_uuid('fixed').format({'days': '{:.1f}'})",
    "from IPython.display import HTML, JSON, Markdown, SVG, clear_output, display\n"
    "display(HTML('<b>bold</b>'), metadata={'key': 'value'})\ndisplay(Markdown('*a*'), JSON({'a': 1}))\nSVG('<svg/>')",
    "import altair as alt\nalt.Chart(frame).mark_bar().encode(x='days:Q', y='city:N')",
    "shown = display('first', display_id='fixed')",
    "shown.update('second')",
    "print('gone')\nclear_output()\nprint('kept')",
    "display({'text/plain': 'raw', 'application/vnd.press+json': {'a': [1, None]}}, raw=True)",
    "await asyncio.sleep(0)\n!echo from the shell",
    "%%capture kept\nprint('caught')",
    "kept.stdout",
    "class Odd:\n    def _repr_html_(self):\n        return '<i>odd</i>'\nOdd()",
    "{'set': {1}, 'deep': [list(range(3))] * 2};",
    "_ = 5\nIn[2], Out[2], __name__",
]
# Addresses in memory and ids that Altair makes up.
_RANDOM = re.compile(r"at 0x[0-9a-f]+|altair-viz-[0-9a-f]+")
RAISES = "def divide():\n    return 1 / 0\n\ndivide()"


def notebook(*sources: str, tags: tuple[str, ...] = ()) -> NotebookNode:
    cells = [nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)}) for source in sources]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# Title"), *cells])


def outputs(run: NotebookNode) -> list[list[dict[str, Any]]]:
    """What stands below each cell, pieces of one stream joined, without what names the process."""
    found = []
    for cell in run.cells[1:]:
        joined: list[dict[str, Any]] = []
        for output in cell.outputs:
            if joined and output.output_type == "stream" and joined[-1].get("name") == output.name:
                joined[-1]["text"] += output.text
            else:
                joined.append(dict(output))
        for output in joined:
            output.pop("traceback", None)
            # What press is told beside (tests/press/notebooks/test_frames.py) is not shown in JupyterLab.
            output.get("data", {}).pop(FRAME, None)
            if output.get("name") == "stderr":
                output["text"] = output["text"].partition(": ")[2] or output["text"]
        found.append(json.loads(_RANDOM.sub("random", json.dumps(joined))))
    return found


@pytest.fixture
def book(tmp_path: Path) -> Sources:
    root = copy_book("weather", tmp_path)
    (root / "_build").mkdir(exist_ok=True)
    return load_sources(root)


def run(book: Sources, source: NotebookNode, name: str = "new") -> NotebookNode:
    path = book.root / "book" / "notebooks" / f"{name}.ipynb"
    return run_notebooks(book, {path: source})[path].notebook


@pytest.mark.parametrize("may_fork", [True, False], ids=["as the system has it", "not forked"])
def test_outputs_are_those_of_a_kernel_of_its_own(
    book: Sources, may_fork: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(processes._FORKING, "safe", may_fork and processes.can_fork())
    ours = run(book, notebook(*CELLS))
    kernel = NotebookClient(notebook(*CELLS), kernel_name="python3", record_timing=False, shutdown_kernel="immediate")
    theirs = kernel.execute()
    assert [cell.execution_count for cell in ours.cells[1:]] == [cell.execution_count for cell in theirs.cells[1:]]
    pairs = zip(CELLS, outputs(ours), outputs(theirs), strict=True)
    assert [(source, mine, other) for source, mine, other in pairs if mine != other] == []


def test_an_error_that_a_cell_announces_is_an_output_and_the_next_cells_run(book: Sources) -> None:
    source = notebook(RAISES, tags=("raises-exception",))
    source.cells.append(nbformat.v4.new_code_cell("'after'"))
    done = run(book, source)
    (error,) = done.cells[1].outputs
    assert (error.output_type, error.ename, error.evalue) == ("error", "ZeroDivisionError", "division by zero")
    assert "in divide()" in re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(error.traceback))
    assert done.cells[2].outputs[0].data["text/plain"] == "'after'"


def test_a_cell_that_is_tagged_to_be_skipped_is_not_run(book: Sources) -> None:
    assert run(book, notebook("1 / 0", tags=("skip-execution",))).cells[1].outputs == []


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (RAISES, "cell 2, at 'divide()': ZeroDivisionError: division by zero"),
        ("x = (", "cell 2, at 'x = (': "),
        ("x = 1\ninput('name? ')", "cell 2, at 'input('name? ')': StdinNotImplementedError"),
        (
            "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)",
            "cell 2, at 'import os, signal': the program ended before its time",
        ),
        (
            "data = bytearray(64 << 30)",
            "cell 2, at 'data = bytearray(64 << 30)': the notebook, with all it began, wanted more memory than the 4 GB",
        ),
        ("import os\nos._exit(3)", "cell 2, at 'import os': the program ended before its time"),
    ],
)
def test_what_a_notebook_fails_of_is_told_with_cell_and_line(book: Sources, source: str, told: str) -> None:
    with pytest.raises(PressError) as raised:
        run(book, notebook("ok = True", source))
    assert f"new.ipynb: {told}" in str(raised.value)


def allow(book: Sources, execute: str = "", own: str = "") -> None:
    """Have the settings of the book allow its notebooks more, or less."""
    config = book.root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("execute:\n", f"execute:\n  {execute}\n")
    config.write_text(text.replace("    press_slug", f"    press_execute: {{{own}}}\n    press_slug"), encoding="utf-8")


def test_a_cell_that_takes_too_long_is_stopped(book: Sources) -> None:
    allow(book, "timeout: 1")
    with pytest.raises(PressError, match=r"cell 2, at 'while True:': the cell ran for more than 1 seconds") as raised:
        run(book, notebook("1", "while True:\n    try:\n        pass\n    except Exception:\n        pass"))
    assert "JupyterLab" in str(raised.value)


@pytest.mark.parametrize(
    "metadata",
    [
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}, "language_info": {"name": "R"}},
        {"kernelspec": {"name": "ir", "display_name": "R", "language": "R"}},
    ],
)
def test_a_notebook_of_another_language_is_told_before_it_runs(book: Sources, metadata: dict[str, Any]) -> None:
    source = notebook("x <- 1")
    source.metadata.update(nbformat.from_dict(metadata))
    path = book.root / "book" / "notebooks" / "other.ipynb"
    nbformat.write(source, path)
    with pytest.raises(PressError, match=r"other\.ipynb: the notebook is written in R, and press runs Python alone"):
        executed_notebooks(book)


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        {"kernelspec": {"name": "conda-env", "display_name": "Conda", "language": "python"}},
        {"language_info": {"name": "ipython"}},
    ],
)
def test_any_kernel_of_python_will_do(book: Sources, metadata: dict[str, Any]) -> None:
    source = notebook("1")
    source.metadata.update(nbformat.from_dict(metadata))
    path = book.root / "book" / "notebooks" / "other.ipynb"
    nbformat.write(source, path)
    assert read_notebook(path).cells


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
            executed_notebooks(book, Reporter(told.append))
    assert sum(line.startswith("ran rain.ipynb") for line in told) == 1


def test_notebooks_share_nothing(book: Sources) -> None:
    folder = book.root / "book" / "notebooks"
    change = "import pandas as pd, os\npd.set_option('display.max_rows', 1)\nos.environ['LEFT'] = 'yes'\nshared = 1"
    look = "import pandas as pd, os\npd.get_option('display.max_rows'), os.environ.get('LEFT'), 'shared' in globals()"
    runs = run_notebooks(book, {folder / "a.ipynb": notebook(change), folder / "b.ipynb": notebook(look)})
    assert runs[folder / "b.ipynb"].notebook.cells[1].outputs[0].data["text/plain"] == "(60, None, False)"


WRITES = {
    "open('../../data/rain.csv', 'w').write('lost')": "write data/rain.csv",
    "open('../../data/rain.csv', 'r+')": "write data/rain.csv",
    "import pandas as pd\npd.DataFrame({'a': [1]}).to_csv('../../data/rain.csv')": "write data/rain.csv",
    "open('beside.txt', 'w').write('new')": "write book/notebooks/beside.txt",
    "from pathlib import Path\nPath('../en/rain.md').write_text('lost')": "write book/en/rain.md",
    "import os\nos.remove('../../data/rain.csv')": "remove data/rain.csv",
    "import os\nos.truncate('../../data/rain.csv', 0)": "write data/rain.csv",
    "import os\nos.rename('../../data/rain.csv', '/tmp/rain.csv')": "move data/rain.csv",
    "import os, tempfile\nos.replace(tempfile.mkstemp()[1], '../../data/rain.csv')": "move data/rain.csv",
    "import os\nos.makedirs('../../data/new/folder')": "make data/new",
    "import os\nos.symlink('/tmp', '../../data/link')": "make data/link",
    "import shutil\nshutil.rmtree('../../data')": "remove data/",
    "import sqlite3\nsqlite3.connect('../../data/rain.db')": "write data/rain.db",
    "import os, tempfile\nlink = os.path.join(tempfile.mkdtemp(), 'a')\n"
    "os.symlink(os.path.abspath('../../data/rain.csv'), link)\nopen(link, 'a')": "write data/rain.csv",
    "try:\n    open('../../data/rain.csv', 'w')\nexcept OSError:\n    pass": "write data/rain.csv",
    "%%writefile ../../data/rain.csv\nlost": "write data/rain.csv",
}


def sources(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "_build" not in path.parts}


@pytest.mark.parametrize(("source", "told"), WRITES.items(), ids=lambda text: text.splitlines()[-1])
def test_a_cell_that_would_write_into_the_book_is_named_and_the_book_is_as_it_was(
    book: Sources, source: str, told: str
) -> None:
    before = sources(book.root)
    with pytest.raises(PressError) as raised:
        run(book, notebook("ok = True", source, tags=("raises-exception",)))
    assert re.search(rf"new\.ipynb: cell 2, at '.+': the cell was about to {told}", str(raised.value))
    assert "temporary folder" in str(raised.value)
    assert sources(book.root) == before


def test_a_notebook_may_write_elsewhere_and_read_the_book_however_it_likes(book: Sources) -> None:
    (book.root / "data" / "rain.db").touch()
    source = notebook(
        "import os, shutil, sqlite3, tempfile\nfrom pathlib import Path",
        "with tempfile.TemporaryDirectory() as folder:\n"
        "    Path(folder, 'rain.csv').write_text('mine')\n"
        "    shutil.copy('../../data/rain.csv', folder)\n"
        "    Path(folder, 'new.ipynb').write_text('mine')",
        "os.makedirs('../../data', exist_ok=True)",
        "sqlite3.connect('file:../../data/rain.db?mode=ro', uri=True)\nsqlite3.connect(':memory:')",
        "len(Path('../../data/rain.csv').read_text())",
        "Path('../../_build/mine').touch()",
    )
    Path(book.root, "book", "notebooks", "helper.py").write_text("value = 1", encoding="utf-8")
    source.cells.append(
        nbformat.v4.new_code_cell(
            "import sys\nsys.dont_write_bytecode = False\nsys.path.insert(0, os.getcwd())\nimport helper\nhelper.value"
        )
    )
    assert run(book, source).cells[-1].outputs[0].data["text/plain"] == "1"


def ran(book: Sources) -> list[str]:
    told: list[str] = []
    executed_notebooks(book, Reporter(told.append))
    return [line.split()[1] for line in told if line.startswith("ran ")]


def reasons(book: Sources) -> list[str]:
    told: list[str] = []
    executed_notebooks(book, Reporter(why=told.append))
    return told


def test_a_notebook_runs_again_only_when_its_code_or_what_it_read_has_changed(book: Sources) -> None:
    folder, data = book.root / "book" / "notebooks", book.root / "data"
    (data / "other.txt").write_text("a", encoding="utf-8")
    nbformat.write(notebook("open('../../data/other.txt').read()"), folder / "other.ipynb")
    assert sorted(ran(book)) == ["other.ipynb", "rain.ipynb"]
    assert ran(book) == []
    (data / "other.txt").write_text("b", encoding="utf-8")
    assert reasons(book) == ["other.ipynb: data/other.txt is changed"]
    prose = nbformat.read(folder / "other.ipynb", as_version=4)
    prose.cells[0].source = "# Another title"
    nbformat.write(prose, folder / "other.ipynb")
    assert ran(book) == []
    prose.cells[1].source += " + 'more'"
    nbformat.write(prose, folder / "other.ipynb")
    assert reasons(book) == ["other.ipynb: its code is new"]


def test_a_notebook_depends_on_a_table_that_was_checked_before_and_on_those_that_it_points_to(book: Sources) -> None:
    descriptor = book.root / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    (rain,) = package["resources"]
    rain["schema"]["foreignKeys"] = [{"fields": ["city"], "reference": {"resource": "cities", "fields": ["name"]}}]
    package["resources"] += [
        {"name": "cities", "path": "cities.csv", "schema": {"fields": [{"name": "name", "type": "string"}]}}
    ]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    (book.root / "data" / "cities.csv").write_text("name\nnorth\nsouth\n", encoding="utf-8")
    assert len(checked_rows(book.package, "rain")) == 2
    path = book.root / "book" / "notebooks" / "new.ipynb"
    source = notebook("from press.tables import load_table\nlen(load_table('rain'))")
    done = run_notebooks(book, {path: source})[path]
    assert done.notebook.cells[-1].outputs[0].data["text/plain"] == "2"
    assert {"data/rain.csv", "data/cities.csv"} <= set(done.inputs["reads"])


def test_a_notebook_that_imports_an_extension_of_the_book_runs_again_when_that_has_changed(book: Sources) -> None:
    config = book.root / "_config.yml"
    named = "sphinx:\n  local_extensions: {added_words: extensions}"
    config.write_text(config.read_text(encoding="utf-8").replace("sphinx:", named), encoding="utf-8")
    extension = book.root / "extensions" / "added_words.py"
    extension.parent.mkdir()
    extension.write_text("WORD = 'one'\n\ndef setup_press():\n    pass\n", encoding="utf-8")
    load_extensions(book.root)
    nbformat.write(notebook("from added_words import WORD\nWORD"), book.root / "book" / "notebooks" / "other.ipynb")
    assert sorted(ran(book)) == ["other.ipynb", "rain.ipynb"]
    extension.write_text("WORD = 'another'\n\ndef setup_press():\n    pass\n", encoding="utf-8")
    assert reasons(book) == ["other.ipynb: extensions/added_words.py is changed"]
    other, _ = executed_notebooks(book)
    assert other.notebook.cells[1].outputs[0].data["text/plain"] == "'another'"
