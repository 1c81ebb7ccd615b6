"""The book as any Jupyter Book user builds it, without press's own command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.small_books import ROOT


def test_it_gives_the_english_edition_without_a_warning(tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("jupyter-book")
    command = [program, "build", ROOT, "-W", "--keep-going", "--path-output", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    assert "WARNING" not in run.stderr
    pages = tmp_path / "_build" / "html"
    page = (pages / "officials-online.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in page
    chapter = (ROOT / "book" / "en" / "officials-online.md").read_text(encoding="utf-8")
    assert page.count('<svg class="press-wide" role="img"') == chapter.count(":::{chart} ") > 0
    assert (pages / "pagefind" / "pagefind.js").is_file()
    search = (pages / "_static" / "search" / "data.js").read_text(encoding="utf-8")
    assert '"bundle": "../../pagefind/"' in search
    # The audit, an extension of the book, tells its verdicts here as well.
    figures = (pages / "every-figure.html").read_text(encoding="utf-8")
    assert 'id="finding-gii-77"' in figures and "press-verdict-wrong-year" in figures
