"""A page is told the part of the book that it is in, and the figures and tables that it holds."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace

from press.builders.html.opener import setup_opener

PAGES = {
    "index": "Start\n=====\n\n.. toctree::\n   :caption: The argument\n\n   a\n\n.. toctree::\n\n   z\n",
    "a": """First
=====

.. figure:: a.svg

   Rain fell in May. Each bar is a week, i.e. seven days [1]_.

.. figure:: a.svg

.. table:: *Wet* days

   == ==
   1  2
   == ==

.. table::

   == ==
   1  2
   == ==

.. [1] A note.

.. toctree::

   deep
""",
    "deep": "Second\n======\n",
    "z": "Last\n====\n",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Build a small book; return what the templates of each page are told."""
    folder = tmp_path_factory.mktemp("opener")
    found: dict[str, dict[str, Any]] = {}
    for name, text in PAGES.items():
        (folder / f"{name}.rst").write_text(text)
    (folder / "a.svg").write_text(SVG)
    (folder / "opener.html").write_text("<aside>Tools</aside>")
    settings = {"templates_path": ["."], "numfig": True}
    # Sphinx keeps the language of what was made before in this process.
    translators.clear()
    with docutils_namespace():
        app = Sphinx(folder, None, folder / "out", folder / "trees", "html", settings, status=None, warning=None)
        setup_opener(app)
        app.connect(
            "html-page-context",
            lambda app, page, template, context, doctree: found.update({page: context}),
            priority=950,
        )
        app.build()
    return found


def test_a_page_and_what_stands_below_it_are_in_the_part_that_names_the_page(told: dict[str, dict[str, Any]]) -> None:
    assert told["a"]["press_part"] == told["deep"]["press_part"] == "The argument"


def test_the_first_page_and_one_in_a_part_without_a_name_are_in_none(told: dict[str, dict[str, Any]]) -> None:
    assert told["index"]["press_part"] == told["z"]["press_part"] == ""


def test_figures_and_tables_are_named_by_the_first_sentence_of_their_captions_and_others_are_left_out(
    told: dict[str, dict[str, Any]],
) -> None:
    assert [exhibit.title for exhibit in told["a"]["press_exhibits"]] == ["Rain fell in May.", "Wet days"]
    assert [exhibit.number for exhibit in told["a"]["press_exhibits"]] == ["Fig. 1", "Table 1"]
    assert all(exhibit.href.startswith("#id") for exhibit in told["a"]["press_exhibits"])


def test_a_page_that_is_no_document_holds_nothing(told: dict[str, dict[str, Any]]) -> None:
    assert told["genindex"]["press_exhibits"] == []


def test_what_can_be_done_with_a_page_stands_behind_its_title(told: dict[str, dict[str, Any]]) -> None:
    assert re.search(r"</h1>\s*<aside>Tools</aside>", told["a"]["body"])
    assert "Tools" not in told["genindex"].get("body", "")
