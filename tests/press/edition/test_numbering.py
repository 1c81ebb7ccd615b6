"""Numbers of sections and figures, and references to them in the case of their sentence: the words are the chapter's, the number is press's."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymupdf
import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.testing.util import SphinxTestApp
from support.small_books import append, copy_book, load_book, replace

from press.core.jobs import Job, run_jobs
from press.edition.numbering import begins_sentence, setup_numbering
from press.language.profiles.ru import RUSSIAN
from press.make.book import build_book
from press.make.checking import check_book
from press.make.sphinx_run import run

NBSP = "\u00a0"
REFERENCES = "см. {numref}`fig-rain-days` и {numref}`таблицу %s <tab-rain-days>`"
# "Суретте" is Kazakh, in which the number comes first.
IN_CASES = "дни на {numref}`рисунке %s <fig-rain-days>`, итоги в {numref}`таблице %s <tab-rain-days>`"
KAZAKH = "Мұнда {numref}`%s-суретте <fig-rain-days>`."


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book with such references, built once."""
    book = copy_book("weather", tmp_path_factory.mktemp("cases"))
    russian, english = (book / "book" / language / "rain.md" for language in ("ru", "en"))
    replace(russian, REFERENCES, IN_CASES)
    append(russian, f"\n{KAZAKH}\n")
    append(english, "\nSee {numref}`fig-rain-days`.\n")
    build_book(book, lambda line: None)
    return book


def test_the_languages_of_a_book_may_word_a_reference_each_in_its_own_way(root: Path) -> None:
    check_book(root)


def test_a_page_has_the_words_as_they_are_written_and_the_number_beside_them(root: Path) -> None:
    html = (root / "_build" / "site" / "ru" / "rain.html").read_text(encoding="utf-8")
    found = re.findall(r'class="std std-numref">([^<]+)<', html)
    assert found == [f"рисунке{NBSP}1", f"таблице{NBSP}1", "1-суретте"]


def test_a_pdf_has_references_in_their_case(root: Path) -> None:
    with pymupdf.open(root / "_build" / "site" / "pdf" / "weather.ru.pdf") as pdf:
        words = " ".join("".join(page.get_text() for page in pdf).replace(NBSP, " ").split())
    assert "на рисунке 1, итоги в таблице 1" in words and "1-суретте" in words


@pytest.mark.parametrize(
    ("before", "begins"),
    [
        ([], True),
        (["Так бывает. "], True),
        (["«Так бывает.» "], True),
        (["Так ли? "], True),
        (["Так бывает ("], False),
        (["Так бывает; см. "], False),
        ([nodes.emphasis("", "Так")], False),
        ([nodes.emphasis("", "Так"), " бывает. "], True),
        ([nodes.emphasis("", "Так"), " "], False),
    ],
)
def test_a_reference_knows_whether_its_sentence_begins_with_it(before: list[nodes.Node | str], begins: bool) -> None:
    place = nodes.inline()
    nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in before), place)
    assert begins_sentence(place, RUSSIAN.referring) is begins


# Figures in lists and notes, without captions and without numbers, sections on several levels, a listing, a formula.
NUMBERED = {
    "index": "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   a\n   b\n\n.. toctree::\n\n   c\n",
    "a": """A
=

One
---

Deep
~~~~

- In a list:

  .. figure:: x.svg

     A figure.

.. figure:: x.svg

Two
---

.. note::

   .. table:: A table

      == ==
      1  2
      == ==

.. toctree::

   d
""",
    "b": """B
=

.. code-block:: python
   :caption: A listing

   1

.. math:: x
   :label: sum

.. _named:

.. figure:: x.svg

   Another, see :numref:`named`.
""",
    "c": "C\n=\n\n.. _last:\n\n.. figure:: x.svg\n\n   Unnumbered sections.\n\nSee :numref:`last` and :numref:`named`.\n",
    "d": "D\n=\n\n.. figure:: x.svg\n\n   Below A.\n\nE\n-\n",
}


def numbers(folder: Path, *setups: Callable[[Sphinx], object]) -> tuple[Any, Any, str]:
    """The numbers of sections and figures of that project, and a page, with what is set up."""
    folder.mkdir()
    (folder / "conf.py").touch()
    (folder / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    for name, text in NUMBERED.items():
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")
    app = SphinxTestApp("html", folder, confoverrides={"numfig": True, "html_theme": "basic"})
    for setup in setups:
        setup(app)
    app.build()
    found = app.env.toc_secnumbers, app.env.toc_fignumbers
    page = (folder / "_build" / "html" / "c.html").read_text(encoding="utf-8")
    app.cleanup()
    return *found, page


def test_sections_figures_and_references_have_the_numbers_that_sphinx_gives_whole_documents(tmp_path: Path) -> None:
    sections, figures, page = numbers(tmp_path / "sphinx")
    # By the documentation of numfig_secnum_depth: the first figure of the second chapter is 2.1.
    assert list(figures["b"]["figure"].values()) == [(2, 1)]
    assert numbers(tmp_path / "press", setup_numbering) == (sections, figures, page)


def test_no_document_is_loaded_to_be_numbered(weather: Path) -> None:
    book = load_book(weather)

    def loaded() -> list[str]:
        load, names, numbered = BuildEnvironment.get_doctree, list[str](), list[str]()

        def note(app: Sphinx, gathered: object) -> None:
            app.connect("env-get-updated", lambda *_: names.clear() or [], priority=0)
            app.connect("env-check-consistency", lambda *_: numbered.extend(names), priority=0)

        BuildEnvironment.get_doctree = lambda env, name: (names.append(name), load(env, name))[1]  # type: ignore
        run(book, "en", "html", note)
        return numbered

    assert run_jobs([Job("pages", loaded)])["pages"].value == []
