"""A changed row of a table reaches readers and authors who do without the commands of press: its notebook runs again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from support.small_books import replace

from press.data.accept import accept


def set_row(root: Path) -> None:
    """Write 9 days of rain in the south instead of 7: 21 in both cities."""
    replace(root / "data" / "rain.csv", "south,7", "south,9")
    accept([root / "data" / "rain.csv"], root)


def test_a_plain_build_of_jupyter_book_makes_anew_what_shows_a_changed_row_and_nothing_else(weather: Path) -> None:
    pages = weather / "_build" / "html"
    written = []
    for total in ("19", "21"):
        command = [str(Path(sys.executable).with_name("jupyter-book")), "build", "--quiet", str(weather)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert f">{total}<" in (pages / "rain.html").read_text(encoding="utf-8")
        written.append({path.name: path.read_bytes() for path in pages.rglob("*.html")})
        set_row(weather) if total == "19" else None
    changed = {name for name, page in written[0].items() if written[1][name] != page}
    assert {"rain.html", "rain.total.html"} <= changed and "index.html" not in changed


def test_a_kernel_of_its_own_reads_a_changed_row_as_in_jupyterlab(weather: Path) -> None:
    set_row(weather)
    path = weather / "book" / "notebooks" / "rain.ipynb"
    kernel = NotebookClient(nbformat.read(path, as_version=4), resources={"metadata": {"path": str(path.parent)}})
    outputs = kernel.execute().cells[1].outputs
    (number,) = (output for output in outputs if output.metadata.get("press", {}).get("kind") == "number")
    assert number.metadata.press.value == "21"
