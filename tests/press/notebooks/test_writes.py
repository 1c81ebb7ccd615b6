"""What a cell would write into the book is refused before it happens, by whatever way of Python; all else is let alone."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from notebook_runs import sources_of

from press.notebooks.writes import ELSEWHERE, WriteRefusedError, writes_refused

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
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folders of a book, in whose folder of notebooks this process works, as a notebook does."""
    root = tmp_path / "book"
    for path in ("data/rain.csv", "book/en/rain.md", "book/notebooks/rain.ipynb", "_build/made"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("as it was", encoding="utf-8")
    monkeypatch.chdir(root / "book" / "notebooks")
    return root


@pytest.mark.parametrize(("source", "told"), WRITES.items(), ids=lambda text: text.splitlines()[-1])
def test_a_write_into_the_book_is_refused_and_told(root: Path, source: str, told: str) -> None:
    before = sources_of(root)
    with writes_refused(root) as guard:
        with pytest.raises(WriteRefusedError):
            exec(source, {})
        fault = guard.fault()
    assert fault is not None and fault[0].startswith(f"the cell was about to {told}") and fault[1] == ELSEWHERE
    assert sources_of(root) == before


def test_a_write_that_is_refused_and_caught_is_told_all_the_same(root: Path) -> None:
    with writes_refused(root) as guard:
        with pytest.raises(PermissionError):
            (root / "data" / "rain.csv").unlink()
        assert guard.fault() == ("the cell was about to remove data/rain.csv", ELSEWHERE)


def test_what_other_programs_wrote_is_found_where_nothing_else_protects_the_data(root: Path) -> None:
    table = root / "data" / "rain.csv"
    for is_alone, fault in ((True, ("data/rain.csv was written while the cell ran", ELSEWHERE)), (False, None)):
        with writes_refused(root, is_alone=is_alone) as guard:
            assert guard.fault() is None
            assert os.system(f"echo {is_alone} > {table}") == 0
            assert guard.fault() == fault
            # Each cell is told of its own writes alone.
            assert guard.fault() is None


def test_reading_the_book_and_writing_elsewhere_are_let_alone(root: Path, tmp_path: Path) -> None:
    sqlite3.connect(root / "data" / "rain.db").close()
    with writes_refused(root) as guard:
        Path("../../data/rain.csv").read_text(encoding="utf-8")
        Path("../../data").mkdir(exist_ok=True)
        sqlite3.connect("file:../../data/rain.db?mode=ro", uri=True).close()
        sqlite3.connect(":memory:").close()
        Path("../../_build/mine").touch()
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "rain.csv").write_text("mine", encoding="utf-8")
        # The name begins as that of the book does.
        (tmp_path / "book2").mkdir()
        (tmp_path / "book2" / "mine").touch()
        descriptor = os.open(tmp_path, os.O_RDONLY)
        os.mkdir("beside", dir_fd=descriptor)
        os.close(descriptor)
        assert guard.fault() is None


def test_a_folder_descriptor_does_not_hide_where_a_path_leads(root: Path) -> None:
    folder = os.open(root / "data", os.O_RDONLY)
    try:
        with writes_refused(root), pytest.raises(WriteRefusedError, match=r"does not remove data/rain\.csv"):
            os.remove("rain.csv", dir_fd=folder)
    finally:
        os.close(folder)


def test_after_the_block_the_book_can_be_written(root: Path) -> None:
    with writes_refused(root):
        pass
    (root / "data" / "rain.csv").write_text("new", encoding="utf-8")
