"""HTML that a chapter or a notebook brings, in the edition: cleaned, and told with its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from small_books import copy_book, make_edition

CELLS = [
    nbformat.v4.new_markdown_cell('Prose <b onclick="x()">bold</b>.'),
    nbformat.v4.new_code_cell(
        "from IPython.display import HTML, SVG, Javascript, Markdown, display\n"
        'display(HTML(\'<script src="https://example.org/require.min.js"></script><img src="https://example.org/a.png">\'))\n'
        "display(HTML('<p onclick=\"x()\">shown</p>'), Markdown('<i onclick=\"x()\">i</i>'), Javascript('x()'))\n"
        'SVG(\'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>x()</script></svg>\')'
    ),
    nbformat.v4.new_raw_cell("<script>x()</script>", metadata={"format": "text/html"}),
]


class Made(NamedTuple):
    """The pages by name, and what was told of them as notes."""

    pages: dict[str, str]
    notes: list[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A book with active HTML."""
    root = copy_book("weather", tmp_path_factory.mktemp("active"))
    with (root / "book" / "en" / "rain.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\n```{eval-rst}\n.. image:: http://127.0.0.1:9/dot.png\n```\n")
        chapter.write('\n<div class="kept" onclick="x()">\n\nwithin\n\n</div>\n\n<p class="whole">kept</p>\n')
    path = root / "book" / "notebooks" / "rain.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells += CELLS
    nbformat.write(notebook, path)
    warned = make_edition(root, "en")
    assert warned.faults == []
    pages = {"chapter": page(root, "en/html/rain"), "notebook": page(root, "notebooks/rain")}
    return Made(pages, warned.notes)


def page(root: Path, name: str) -> str:
    (found,) = (path for path in (root / "_build").glob("**/en/**/rain.html") if str(path).endswith(f"{name}.html"))
    return found.read_text(encoding="utf-8")


def test_pages_have_none_of_it(made: Made) -> None:
    for text in made.pages.values():
        assert "x()" not in re.sub(r"<pre>.*?</pre>", "", text, flags=re.DOTALL)
        assert not re.search(r"""<[^>]*\b(?:src|srcset)=["']?(?:https?:)?//""", text)
    assert re.search(r'<div class="kept">\s*<p.*?>within</p>\s*</div>', made.pages["chapter"])
    assert '<p class="whole">kept</p>' in made.pages["chapter"]


def test_what_was_taken_away_is_told_with_chapter_and_line_or_notebook_and_cell(
    made: Made,
) -> None:
    notes = made.notes
    assert any(re.search(r"en/rain\.md:\d+: WARNING: .*onclick of <div>", note) for note in notes)
    assert any(re.search(r"rain\.ipynb: the prose after cell \d+: WARNING: .*onclick of <b>", note) for note in notes)
    for removed in ("onclick of <p>", "onclick of <i>", "<script>", "src of <img>"):
        assert any(re.search(rf"rain\.ipynb: cell \d+: WARNING: .*{removed}", note) for note in notes), removed


def test_a_picture_of_another_host_that_no_check_saw_is_told_and_not_asked_for(made: Made) -> None:
    (note,) = (note for note in made.notes if "127.0.0.1:9" in note)
    assert re.search(
        r"en/rain\.md:\d+: WARNING: .*stands on another host is not shown: http://127\.0\.0\.1:9/dot\.png", note
    )
    assert "127.0.0.1:9" not in made.pages["chapter"]
