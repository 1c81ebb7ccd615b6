"""Press as another project gets it: installed into an environment of its own, beside a book that names it in one line."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from small_books import ROOT, copy_book

UV = Path(sys.executable).with_name("uv")
NAME = tomllib.loads((ROOT / "scripts" / "pyproject.toml").read_text(encoding="utf-8"))["project"]["name"]


def run(*command: object, folder: Path) -> str:
    """What ``command`` prints in ``folder``; nothing of this environment is on its path."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not UV.is_file(), reason="no uv in this environment: `make` puts it there")
def test_a_second_book_depends_on_press_by_one_line(tmp_path: Path) -> None:
    book, press, environment = copy_book("weather", tmp_path), tmp_path / "press", tmp_path / "environment"
    # A build of the package leaves files beside its code.
    shutil.copytree(ROOT / "scripts", press, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "*.mo"))
    (book / "pyproject.toml").write_text(
        f'[project]\nname = "weather"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["{NAME}"]\n\n'
        f'[tool.uv]\npackage = false\n\n[tool.uv.sources]\n{NAME} = {{ path = "{press}" }}\n',
        encoding="utf-8",
    )
    run(UV, "venv", "--quiet", "--python", sys.executable, environment, folder=tmp_path)
    here = ("--python", environment)
    # The packages of press as they are locked, but for uv, which pip fetched and which no book needs; then press as the book names it.
    locked = re.sub(
        r"^uv==.*?(?=^\w)", "", (ROOT / "requirements.txt").read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    (book / "locked.txt").write_text(locked, encoding="utf-8")
    run(UV, "pip", "sync", "--quiet", "--offline", "--require-hashes", *here, book / "locked.txt", folder=tmp_path)
    only = ("--offline", "--no-deps", "--no-build-isolation")
    run(UV, "pip", "install", "--quiet", *only, *here, "--requirement", "pyproject.toml", folder=book)
    run(UV, "pip", "check", "--quiet", *here, folder=book)
    assert "all done" in run(environment / "bin" / "press", "build", folder=book)
    for made in ("index.html", "ru/rain.html", "pdf/weather.en.pdf", "epub/weather.ru.epub"):
        assert (book / "_build" / "site" / made).is_file(), made
