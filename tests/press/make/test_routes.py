"""A changed row of a table reaches the reader on every route: its notebook runs again, the pages that show it change, and no others."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from small_books import copy_book

from press.core import jobs
from press.data.accept import accept
from press.make.book import build_book

# What stands at the end of each notebook, so that it can be told which ran, whoever ran it.
NOTE = "\nwith open({log!r}, 'a') as log:\n    log.write({name!r})"
TOC = "format: jb-book\nroot: book/en/index\nchapters:\n"
SHOWN = {"rain.html", "notebooks/rain.html"}


def write_book(folder: Path) -> Path:
    """A book in English, with two tables that a notebook and a chapter of its own show, and a chapter that shows neither."""
    root = copy_book("weather", folder)
    shutil.rmtree(root / "book" / "ru")
    shutil.rmtree(root / "book" / "locale")
    config = root / "_config.yml"
    config.write_text(re.sub(r" +ru:\n( {8}.*\n)+", "", config.read_text("utf-8")), encoding="utf-8")
    words = root / "data" / "vocabulary" / "words.csv"
    rows = [line.rpartition(",")[0] for line in words.read_text("utf-8").splitlines()]
    rows += [row.replace("rain", "snow") for row in rows if "rain" in row.partition(",")[0]]
    words.write_text("\n".join(rows) + "\n", encoding="utf-8")
    (root / "data" / "snow.csv").write_bytes((root / "data" / "rain.csv").read_bytes())
    descriptor = root / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text("utf-8"))
    package["resources"].append({**package["resources"][0], "name": "snow", "path": "snow.csv"})
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    chapters, notebooks = root / "book" / "en", root / "book" / "notebooks"
    (chapters / "numbers.md").unlink()
    (chapters / "index.md").write_text("# Weather\n\nIt changes.\n", encoding="utf-8")
    source = nbformat.read(notebooks / "rain.ipynb", as_version=4)
    (notebooks / "rain.ipynb").unlink()
    for name in ("rain", "snow"):
        (chapters / f"{name}.md").write_text(f"# Days\n\nThere were {{number}}`{name}/total`.\n", encoding="utf-8")
        notebook = nbformat.from_dict(source)
        code = notebook.cells[1]
        code.source = code.source.replace("rain", name) + NOTE.format(log=str(folder / "ran"), name=f"{name} ")
        nbformat.write(notebook, notebooks / f"{name}.ipynb")
    names = ("book/en/rain", "book/en/snow", "book/notebooks/rain", "book/notebooks/snow")
    (root / "_toc.yml").write_text(TOC + "".join(f"  - file: {name}\n" for name in names), encoding="utf-8")
    return root


def set_row(root: Path, days: int) -> str:
    """Write another number of rainy days in the south; return what both cities then have."""
    table = root / "data" / "rain.csv"
    table.write_text(re.sub(r"south,\d+", f"south,{days}", table.read_text("utf-8")), encoding="utf-8")
    accept([table], root)
    return str(12 + days)


def pages(folder: Path) -> dict[str, bytes]:
    """All pages by their path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """The pages that are not as they were."""
    return {page for page in {*before, *after} if before.get(page) != after.get(page)}


def ran(root: Path) -> list[str]:
    """The notebooks that have run so far, whoever ran them."""
    return (root.parent / "ran").read_text(encoding="utf-8").split()


def build_plainly(root: Path) -> Path:
    """Build the pages as any Jupyter Book."""
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", "--quiet", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root / "_build" / "html"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book, built with press, and plainly."""
    root = write_book(tmp_path_factory.mktemp("routes"))
    build_book(root, lambda line: None)
    build_plainly(root)
    return root


@pytest.mark.parametrize(("is_forked", "days"), [(True, 3), (False, 4)], ids=["forked children", "other children"])
def test_press_build_makes_anew_what_shows_a_changed_row_and_nothing_else(
    book: Path, is_forked: bool, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, before = book / "_build" / "press" / "en" / "html", ran(book)
    known = pages(folder)
    monkeypatch.setitem(jobs._FORKING, "safe", is_forked)
    total = set_row(book, days)
    build_book(book, lambda line: None)
    assert ran(book)[len(before) :] == ["rain"]
    assert changed(known, pages(folder)) == SHOWN
    assert f">{total}<" in (book / "_build" / "site" / "en" / "rain.html").read_text(encoding="utf-8")


def test_a_plain_build_of_jupyter_book_makes_anew_what_shows_a_changed_row_and_nothing_else(book: Path) -> None:
    folder, before = book / "_build" / "html", ran(book)
    known = pages(folder)
    total = set_row(book, 5)
    build_plainly(book)
    assert ran(book)[len(before) :] == ["rain"]
    assert changed(known, pages(folder)) == SHOWN
    assert f">{total}<" in (folder / "rain.html").read_text(encoding="utf-8")


def test_a_kernel_of_its_own_reads_a_changed_row_as_in_jupyterlab(book: Path) -> None:
    total = set_row(book, 6)
    path = book / "book" / "notebooks" / "rain.ipynb"
    kernel = NotebookClient(nbformat.read(path, as_version=4), resources={"metadata": {"path": str(path.parent)}})
    outputs = kernel.execute().cells[1].outputs
    (number,) = (output for output in outputs if output.metadata.get("press", {}).get("kind") == "number")
    assert number.metadata.press.value == total
