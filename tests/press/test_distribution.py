"""Press as others get it: a wheel in an environment of its own, which begins a book that names it in one line."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.small_books import ROOT

from press.directives.notebook_zip import press_wheel

UV = Path(sys.executable).with_name("uv")


def run(*command: object, folder: Path) -> str:
    """What ``command`` prints in ``folder``; nothing of this environment is on its path."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files(wheel: Path | io.BytesIO) -> dict[str, bytes]:
    """What a wheel holds, by name; of its list only which files there are, as their order is free."""
    archive = zipfile.ZipFile(wheel)
    held = {name: archive.read(name) for name in archive.namelist()}
    return {name: b"\n".join(sorted(text.split())) if "RECORD" in name else text for name, text in held.items()}


@pytest.mark.skipif(not UV.is_file(), reason="no uv in this environment: `make` puts it there")
def test_a_new_book_is_begun_and_built_with_nothing_but_press_installed(tmp_path: Path) -> None:
    press, environment, book = tmp_path / "press", tmp_path / "environment", tmp_path / "weather"
    # A build of the package leaves files beside its code.
    shutil.copytree(
        ROOT / "scripts", press, ignore=shutil.ignore_patterns("__pycache__", "build", "*.egg-info", "*.mo")
    )
    wheels = ("--wheel", "--no-build-isolation", "--python", sys.executable, "--out-dir", tmp_path)
    run(UV, "build", "--quiet", "--offline", *wheels, press, folder=tmp_path)
    (wheel,) = tmp_path.glob("*.whl")
    # What goes with notebooks, packed of press as it is installed here, is what setuptools builds.
    name, content = press_wheel(tmp_path / "kept")
    assert name == wheel.name
    assert files(io.BytesIO(content)) == files(wheel)
    run(UV, "venv", "--quiet", "--python", sys.executable, environment, folder=tmp_path)
    here = ("--offline", "--python", environment)
    run(UV, "pip", "sync", "--quiet", "--require-hashes", *here, ROOT / "requirements.txt", folder=tmp_path)
    # The book of this repository computes with it, press does not.
    run(UV, "pip", "uninstall", "--quiet", "--python", environment, "scipy", folder=tmp_path)
    run(UV, "pip", "install", "--quiet", *here, wheel, folder=tmp_path)
    command = environment / "bin" / "press"
    run(command, "new", "weather", "--languages", "en,kk", folder=tmp_path)
    # The book names press by one line, as it was installed, which an installer understands.
    run(UV, "pip", "install", "--quiet", *here, "--requirement", "pyproject.toml", folder=book)
    run(UV, "pip", "check", "--quiet", "--python", environment, folder=book)
    assert "nothing is wrong" in run(command, "check", folder=book)
    assert "all done" in run(command, "build", folder=book)
    for made in ("index.html", "kk/rain.html", "pdf/weather.en.pdf", "epub/weather.kk.epub"):
        assert (book / "_build" / "site" / made).is_file(), made
