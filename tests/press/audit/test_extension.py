"""The audit is an extension: press does without it, and knows neither it nor what it is about."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from small_books import copy_book

from press.core.digests import press_files
from press.core.resources import press_folder


@pytest.fixture(scope="module")
def without_audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds press, but not the audit."""
    folder = tmp_path_factory.mktemp("scripts")
    ignored = shutil.ignore_patterns("audit", "__pycache__")
    shutil.copytree(press_folder(), folder / "press", ignore=ignored)
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the press in ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=folder)


def test_a_book_that_names_no_audit_is_checked_and_built_without_it(without_audit: Path, tmp_path: Path) -> None:
    assert "No module named 'press.audit'" in run(without_audit, "-c", "import press.audit").stderr
    root = copy_book("weather", tmp_path)
    checked = run(without_audit, "-m", "press.cli", "--root", str(root), "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    built = run(without_audit, "-m", "press.make.sphinx_run", str(root), "en", "html")
    assert (built.returncode, built.stderr.strip()) == (0, "")
    assert (root / "_build" / "press" / "en" / "html" / "rain.html").is_file()


def test_a_book_that_names_the_audit_is_told_that_it_is_not_there(without_audit: Path, tmp_path: Path) -> None:
    checked = run(without_audit, "-m", "press.cli", "--root", str(copy_book("audit", tmp_path)), "check")
    assert checked.returncode == 1
    assert "_config.yml:10: the extension press.audit cannot be loaded: ModuleNotFoundError" in checked.stderr


def texts_of_press() -> Iterator[tuple[str, str]]:
    """Every file of press but the audit, by its name, and but what is bundled of all of them."""
    for path in press_files():
        inside = path.relative_to(press_folder())
        if (
            inside.parts[0] != "audit"
            and "bundle" not in inside.parts
            and path.suffix in (".py", ".po", ".html", ".js", ".css", ".typ", ".txt")
        ):
            yield inside.as_posix(), path.read_text(encoding="utf-8")


def lines_with(pattern: str) -> list[str]:
    return [
        f"{name}: {line.strip()}"
        for name, text in texts_of_press()
        for line in text.splitlines()
        if re.search(pattern, line, re.IGNORECASE)
    ]


def test_press_says_nothing_of_the_article_that_a_book_is_about() -> None:
    assert lines_with(r"\b(the|an|of) article\b|\barticle's\b|\bстать|\bмақала") == []


def test_a_plain_build_of_jupyter_book_tells_verdicts_as_well(tmp_path: Path) -> None:
    root = copy_book("audit", tmp_path)
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", "--quiet", str(root)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    pages = root / "_build" / "html"
    assert 'id="finding-cars"' in (pages / "audit.html").read_text(encoding="utf-8")
    assert "Verdict: + adds up" in plain_text(pages / "numbers.html")
    assert (pages / "_downloads" / "audit.en.csv").is_file()


def plain_text(page: Path) -> str:
    document = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return " ".join("".join(document.itertext()).split())
