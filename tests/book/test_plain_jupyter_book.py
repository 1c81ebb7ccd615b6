"""The book as any Jupyter Book user builds it, without press's own command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from small_books import ROOT


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all builds here: a later one has the documents as an earlier one has read them."""
    return tmp_path_factory.mktemp("plain")


def jupyter_book(target: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(ROOT), "-W", "--keep-going"]
    return subprocess.run(
        [*command, "--path-output", str(target), *options], capture_output=True, text=True, check=False
    )


def test_it_gives_the_english_edition_without_a_warning(target: Path) -> None:
    run = jupyter_book(target)
    assert run.returncode == 0, run.stderr[-2000:]
    assert "WARNING" not in run.stderr
    page = (target / "_build" / "html" / "officials-online.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    chapter = (ROOT / "book" / "en" / "officials-online.md").read_text(encoding="utf-8")
    assert page.count('<svg class="press-wide" role="img"') == chapter.count(":::{chart} ") > 0
    assert (target / "_build" / "html" / "pagefind" / "pagefind.js").is_file()
    search = (target / "_build" / "html" / "_static" / "search" / "data.js").read_text(encoding="utf-8")
    assert '"bundle": "../../pagefind/"' in search
    # The audit, an extension of the book, tells its verdicts here as well.
    figures = (target / "_build" / "html" / "every-figure.html").read_text(encoding="utf-8")
    assert 'id="finding-gii-77"' in figures and "press-verdict-wrong-year" in figures
