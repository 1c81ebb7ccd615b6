"""What a Jupyter Book sets that was not written for press: author, repository, style of citing, outputs, what does nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import Warned, make_edition

CONFIG = """
title: Ein Buch
author: Aru Abay
copyright: ""
repository: {url: https://github.com/owner/book, path_to_book: docs, branch: main}
html:
  use_repository_button: true
  use_edit_page_button: true
  use_issues_button: true
  comments: {hypothesis: true, utterances: false}
launch_buttons: {notebook_interface: classic, thebe: true}
bibtex_bibfiles: [works.bib]
sphinx:
  extra_extensions: [press.extension]
  config:
    language: de
    press_editions:
      de: {name: Deutsch, title: Ein Buch}
    press_without_checks: [sphinx, pictures, slips]
"""
CHAPTER = """---
kernelspec: {name: python3, display_name: Python 3}
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
Shown(text_html="<table><tr><td>eins</td></tr></table>", text_plain="<Table object at 0x7f00aa00>")
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
def page(made: tuple[Path, Warned]) -> str:
    return words(parsed(made[0] / "_build/press/de/html/one.html")).replace("\xa0", " ")


@pytest.fixture
def printed(made: tuple[Path, Warned]) -> str:
    source = (made[0] / "_build/press/de/typst/book.de.typ").read_text("utf-8")
    return re.sub(r"#link\(label\([^)]*\)\)\[(.*?)\];", r"\1", source)


def test_the_author_is_named_below_pages_in_citations_and_in_the_imprint(page: str, printed: str) -> None:
    assert "Aru Abay · " in page and "Aru Abay. (n.d.). Ein Buch." in page
    assert '"How to cite"' in printed and "Aru Abay" in printed.split('"How to cite"')[1].splitlines()[0]


def test_the_foot_of_a_page_leads_to_the_repository_to_its_issues_and_to_where_the_page_is_edited(
    made: tuple[Path, Warned],
) -> None:
    (foot,) = with_class(parsed(made[0] / "_build/press/de/html/one.html"), "page-footer")
    issues, repository, edit = (link.get("href", "") for link in foot.iter("a"))
    assert issues.startswith("https://github.com/owner/book/issues/new?title=")
    assert (repository, edit) == (
        "https://github.com/owner/book",
        "https://github.com/owner/book/edit/main/docs/one.md",
    )


def test_a_setting_that_does_nothing_is_told_with_its_line(made: tuple[Path, Warned]) -> None:
    told = [note.split(" does nothing here")[0] for note in made[1].notes if note.endswith("[dropped]")]
    assert told == ["_config.yml:11: launch_buttons: thebe", "_config.yml:10: html: comments: hypothesis"]


def test_a_style_of_pybtex_cites_by_its_labels_in_square_brackets(page: str, printed: str) -> None:
    assert "Knuth [1] sagt es [1, 2]." in page and "[1] Knuth" in page and "[2] Abay" in page
    assert r"Knuth \[1\] sagt es \[1, 2\]." in printed and "#citation(mark: [2])" in printed


def test_what_needs_a_script_is_its_picture_or_a_line_and_no_address_of_memory_is_shown(
    page: str, printed: str
) -> None:
    interactive, elsewhere = (
        "[This output is interactive, and cannot be shown here.]",
        "[This output is shown on its page alone.]",
    )
    assert (page.count(interactive), page.count(elsewhere), page.count("eins"), page.count("<object>")) == (1, 0, 2, 1)
    shown = printed.replace("\\[", "[").replace("\\]", "]")
    assert (shown.count(interactive), shown.count(elsewhere), shown.count('text: "<object>"')) == (1, 1, 1)
    # That of the figure, and that of the output.
    assert printed.count("book-image(") == 2
    # Only the code has them.
    assert [text.count(part) for text in (page, printed) for part in ("alt.Chart", " at 0x")] == [1, 1, 1, 1]


def test_a_language_that_only_sphinx_knows_has_its_words(page: str, printed: str) -> None:
    assert "Abb. 1" in page and "[Abb. 1]" in printed
