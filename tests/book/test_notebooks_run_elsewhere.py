"""The notebooks that the site gives away, run by whoever takes them: unpacked in an empty folder, by the three lines of their README."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from support.small_books import ROOT

ARCHIVES = [*(ROOT / "_build" / "site" / "kk" / "_downloads").glob("*/hearing-state-notebooks.kk.zip")]
BIN = Path(sys.executable).parent


@pytest.mark.skipif(not ARCHIVES, reason="no built book: run `make book` first (`make test` does)")
@pytest.mark.skipif(not (BIN / "uv").is_file(), reason="no uv in this environment: `make` puts it there")
def test_three_lines_give_the_same_results_in_an_empty_folder(tmp_path: Path) -> None:
    zipfile.ZipFile(*ARCHIVES).extractall(tmp_path)
    folder = tmp_path / ARCHIVES[0].stem
    readme = (folder / "README.md").read_text(encoding="utf-8")
    lines = re.findall("^    (.+)$", readme, re.MULTILINE)
    assert len(lines) == 3
    for language in ("en", "kk", "ru"):
        chapter = (ROOT / "book" / language / "notebooks.md").read_text(encoding="utf-8")
        assert "```sh\n" + "\n".join(lines) + "\n```" in chapter
    # The packages that `make` has fetched are taken from where uv keeps them, as tests ask no network.
    lines[1] = re.sub(r"^\.venv/bin/python -m pip install -r", "uv pip sync --offline --python .venv", lines[1])
    # Those of the exercises; nbval runs all.
    assert len(notebooks(folder)) == 8
    for path in folder.glob("book/notebooks/*.ipynb"):
        if path.stem not in ("survey", "audit"):
            path.unlink()
    before = notebooks(folder)
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment['PATH']}"
    for line in (*lines, "uv pip check --python .venv"):
        run = subprocess.run(line, shell=True, cwd=folder, env=environment, text=True, capture_output=True, check=False)
        assert run.returncode == 0, line + run.stdout + run.stderr
    after = notebooks(folder)
    for name, cells in before.items():
        assert after[name] == cells, name


def notebooks(folder: Path) -> dict[str, list[tuple[str, object, object]]]:
    """What each notebook holds, cell by cell, but for when it ran."""
    found = {path.name: nbformat.read(path, as_version=4) for path in folder.glob("book/notebooks/*.ipynb")}
    return {
        name: [(cell.source, cell.get("outputs"), cell.get("execution_count")) for cell in notebook.cells]
        for name, notebook in found.items()
    }
