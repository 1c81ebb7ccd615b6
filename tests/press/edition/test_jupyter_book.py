"""What a Jupyter Book sets that was not written for press: author, repository, style of citing, outputs, what does nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import Warned, make_edition

CONFIG = """
title: Ein Buch
author: Aru Abay
copyright: ""
repository: {url: https://github.com/owner/book, path_to_book: docs, branch: main}
html: {use_repository_button: true, use_edit_page_button: true, use_issues_button: true, comments: {hypothesis: true}}
launch_buttons: {notebook_interface: classic, thebe: true}
bibtex_bibfiles: [works.bib]
sphinx:
  extra_extensions: [press.extension]
  config:
    language: de
    press_editions: {de: {name: Deutsch, title: Ein Buch}}
    press_without_checks: [sphinx, pictures, slips]
"""
CHAPTER = """---
kernelspec: {name: python3, display_name: Python}
jupytext: {text_representation: {extension: .md, format_name: myst}}
---
# Kapitel

{numref}`fig-one`. {cite:t}`knuth` sagt es {cite:p}`knuth,abay`.

```{figure} one.svg
:name: fig-one
Ein Strich.
```

```{code-cell}
class Shown:
    def __init__(self, **kinds): self.kinds = kinds
    def _repr_mimebundle_(self, **_): return {kind.replace("_", "/"): text for kind, text in self.kinds.items()}
PLOT = '<div id="vis"></div><script>draw("#vis")</script>'
Shown(text_html=PLOT, text_plain="alt.Chart(...)")
```
```{code-cell}
Shown(**{"text_html": PLOT, "image_svg+xml": open("one.svg").read()})
```
```{code-cell}
Shown(text_html="<ul><li>eins</li></ul>", text_plain="<List object at 0x7f00aa00>")
```
```{code-cell}
import pandas
pandas.DataFrame({("zwei", "drei"): [7, -8], ("zwei", "vier"): ["fünf", "sechs"]})
```
```{code-cell}
object()
```

```{bibliography}
:style: unsrt
```
"""
FILES = {
    "_config.yml": CONFIG,
    "_toc.yml": "format: jb-book\nroot: one\n",
    "one.md": CHAPTER,
    "one.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 5h9" stroke="#000"/></svg>',
    "works.bib": "@misc{abay, author={Abay, Aru}, title={A}, year={2001}}\n@misc{knuth, author={Knuth, Donald}, title={B}, year={1984}}",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Warned]:
    """The pages and the source of the PDF of such a book, in a language of which press has no words."""
    root = tmp_path_factory.mktemp("book")
    for name, text in FILES.items():
        (root / name).write_text(text, encoding="utf-8")
    warned, printed = make_edition(root, "de"), make_edition(root, "de", "typst")
    assert warned.faults == printed.faults == []
    return root, warned


@pytest.fixture
def page(made: tuple[Path, Warned]) -> Element:
    return parsed(made[0] / "_build/press/de/html/one.html")


@pytest.fixture
def text(page: Element) -> str:
    return words(page).replace("\xa0", " ")


@pytest.fixture
def printed(made: tuple[Path, Warned]) -> str:
    source = (made[0] / "_build/press/de/typst/book.de.typ").read_text("utf-8")
    return re.sub(r"#link\(label\([^)]*\)\)\[(.*?)\];", r"\1", source).replace("\\", "")


def test_the_author_is_named_below_pages_in_citations_and_in_the_imprint(text: str, printed: str) -> None:
    assert "Aru Abay · " in text and "Aru Abay. (n.d.). Ein Buch." in text
    assert re.search('"How to cite", .*Aru Abay', printed)


def test_the_foot_of_a_page_leads_to_the_repository_its_issues_and_where_the_page_is_edited(page: Element) -> None:
    (foot,) = with_class(page, "page-footer")
    issues, *others = (link.get("href", "").removeprefix("https://github.com/owner/book") for link in foot.iter("a"))
    assert issues.startswith("/issues/new?title=") and others == ["", "/edit/main/docs/one.md"]


def test_a_setting_that_does_nothing_is_told_with_its_line(made: tuple[Path, Warned]) -> None:
    told = [note.split(" does nothing here")[0] for note in made[1].notes if note.endswith("[dropped]")]
    assert told == ["_config.yml:7: launch_buttons: thebe", "_config.yml:6: html: comments: hypothesis"]


def test_a_style_of_pybtex_cites_by_its_labels_in_square_brackets(text: str, printed: str) -> None:
    assert "Knuth [1] sagt es [1, 2]." in text and "[1] Donald Knuth" in text and "[2] Aru Abay" in text
    assert "Knuth [1] sagt es [1, 2]." in printed and "#citation(mark: [2])" in printed


def test_what_needs_a_script_is_its_picture_or_a_line_and_no_address_of_memory_is_shown(
    text: str, printed: str
) -> None:
    lines = ("[This output is interactive, and", "[This output is shown on its page alone.]", "<object>")
    assert [text.count(line) for line in (*lines, "eins")] == [1, 0, 1, 2]
    # With the figure; the last two are those of the code alone.
    assert [printed.count(line) for line in (*lines, "book-image(")] == [1, 1, 1, 2]
    assert [each.count(part) for each in (text, printed) for part in ("alt.Chart", " at 0x")] == [1, 1, 1, 1]


def test_a_language_that_only_sphinx_knows_has_its_words(text: str, printed: str) -> None:
    assert "Abb. 1" in text and "[Abb. 1]" in printed


def test_a_data_frame_is_a_table_in_print_with_headings_over_several_columns(printed: str) -> None:
    assert "table.cell(colspan: 2)[#head[zwei];]" in printed
    assert "table.cell(align: right)[1], table.cell(align: right)[-8], [sechs]" in printed
