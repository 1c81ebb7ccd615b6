"""HTML that a chapter or a notebook brings, in the edition: cleaned, and told with its place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import nbformat
import pandas as pd
import pytest
from support.small_books import copy_book, make_edition

from press.edition.filtering import CLEANER, cleaned_html, removed

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
        chapter.write(
            "\n```{eval-rst}\n.. figure:: http://127.0.0.1:9/dot.png\n   :alt: A dot.\n\n   A caption.\n\n   A legend.\n```\n"
        )
        chapter.write(
            '\n<b onclick="x()">bold</b>\n\n<div class="kept">\n\nwithin\n\n</div>\n\n<p class="whole">kept</p>\n'
        )
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


def test_what_runs_is_told_with_chapter_and_line_or_notebook_and_cell(made: Made) -> None:
    notes = made.notes
    clicked = r"en/rain\.md:\d+, \S+rain\.ipynb: the prose after cell \d+, line 1, \S+rain\.ipynb: cell \d+, line 1: .*onclick"
    assert any(re.search(clicked, note) for note in notes)
    for told in ("onclick", "<script", 'src="https://example.org/a.png'):
        assert any(re.search(rf"rain\.ipynb: cell \d+, line \d+: .*{told}", note) for note in notes), told


def test_a_picture_of_a_notebook_is_a_file_in_which_scripts_do_not_run(made: Made) -> None:
    assert re.search(r'<img [^>]*src="[^"]+\.svg"', made.pages["notebook"])


FRAME = pd.DataFrame({"city": ["Алматы", "<b>"], "days": [12.5, None]})


@pytest.mark.parametrize(
    ("output", "shown"),
    [
        (FRAME.to_html(), FRAME.to_html().replace(' style="text-align: right;"', "")),
        ('<img src="data:image/png;base64,iVBORw0KGgo=" alt="A dot">', '<img src="data:image/png;base64,iVBORw0KGgo=" alt="A dot">'),
        ('<a href="https://example.org/?a=1&amp;b">a</a> <a href="rain.html#x">b</a>', '<a href="https://example.org/?a=1&amp;b">a</a> <a href="rain.html#x">b</a>'),
        ('<img src="https://example.org/a.png" alt="">', '<img alt="">'),
        ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
        ('<p style="position: fixed; top: 0">a</p>', "<p>a</p>"),
        ("<style>body { display: none }</style><p>a</p>", "<p>a</p>"),
    ],
)  # fmt: skip
def test_of_an_output_is_shown_what_says_something_and_stays_in_its_place(output: str, shown: str) -> None:
    assert CLEANER.clean(output) == shown


def test_a_picture_of_another_host_is_told_and_not_asked_for(made: Made) -> None:
    (note,) = (note for note in made.notes if "127.0.0.1:9" in note)
    assert re.search(r"en/rain\.md:\d+: .*the picture http://127\.0\.0\.1:9/dot\.png is not shown", note)
    assert "127.0.0.1:9" not in made.pages["chapter"]
    figure = made.pages["chapter"].partition("A dot.")[2].partition("</figure>")[0]
    assert (figure.count("<figcaption>"), figure.count("</figcaption>")) == (1, 1)


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ('<img src="&#104;ttps://example.org/a.png">', 'src="&#104;ttps://example.org/a.png'),
        ('<img src="/\\example.org/a.png">', 'src="/\\example.org/a.png'),
        ('<img srcset="a.png 1x, https://example.org/b.png 2x">', 'srcset="a.png'),
        ('<a href="java&#115;cript:x()">a</a>', 'href="java&#115;cript:x()'),
        ('<a href="data:text/html,x">a</a>', 'href="data:text/html,x'),
        ('<p style="background:url(https://example.org/a)">a</p>', 'style="background:url(https://example.org/a)'),
        ('<style scoped>p { display: none }</style>', "<style"),
        ("<body onload=x()>", "onload=x()"),
        ("<textarea>", "<textarea"),
        ("<!--><img src=//example.org/a>", "src=//example.org/a"),
    ],
)  # fmt: skip
def test_what_hides_from_a_pattern_is_taken_out_of_a_chapter_and_told(written: str, lost: str) -> None:
    before, cleaned, after = cleaned_html(["<b>", written, "</b>"])
    assert lost in removed(written, cleaned)
    assert not re.search(r"example\.org|script|data:|onload|<(?:style|textarea)", before + cleaned + after)


def test_html_of_authors_with_markdown_between_its_elements_stays_as_it_is() -> None:
    table = ['<table class="a">', "<tr>", '<td colspan="2">', "</td></tr></table>"]
    block = [
        '<div style="display: flex">',
        "<kbd>",
        "</kbd>",
        "<br>",
        '<a href="?a=1&amp;copy=2" target="_blank">',
        "</a></div>",
    ]
    media = ['<video controls="" src="a.mp4"></video>', "<!-- a note -->", '<p title="one = 1">a &lt; b</p>']
    written = [*block, *table, *media]
    assert [removed(*pair) for pair in zip(written, cleaned_html(written), strict=True)] == [[]] * len(written)
    assert cleaned_html([*block, *media]) == [*block, *media]
