"""Notes and their marks lead to one another, by links that say where they lead."""

from __future__ import annotations

from xml.etree.ElementTree import Element

import html5lib
import pytest
from sphinx.testing.util import SphinxTestApp

from press.builders.html.footnotes import setup_note_links
from press.directives.links import setup_links

TEXT = """Rain
====

It rained [1]_ and rained [1]_ and *snowed* [2]_.

.. [1] On most days.
.. [2] In May.
.. [3] Of which nothing is said.

In a heading [2]_
-----------------
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Element:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "conf.py").touch()
    (folder / "index.rst").write_text(TEXT, encoding="utf-8")
    app = SphinxTestApp("html", folder)
    setup_links(app)
    setup_note_links(app)
    app.build()
    text = (folder / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    app.cleanup()
    return html5lib.parse(text, namespaceHTMLElements=False)


def marks(page: Element) -> list[Element]:
    return [link for link in page.iter("a") if "press-note" in link.get("class", "").split()]


def notes(page: Element) -> dict[str, list[Element]]:
    """The links back of each note, by its number."""
    found = [element for element in page.iter("aside") if element.get("role") == "doc-footnote"]
    return {
        "".join(note[0].itertext()): [link for link in note.iter("a") if link.get("role") == "doc-backlink"]
        for note in found
    }


def test_a_mark_is_a_link_with_a_name(page: Element) -> None:
    assert [(mark.text, mark.get("aria-label")) for mark in marks(page)] == [
        ("1", "Note 1"),
        ("1", "Note 1"),
        ("2", "Note 2"),
    ]


def test_a_note_leads_back_to_each_of_its_marks_in_text(page: Element) -> None:
    back = notes(page)
    places = [mark.get("id") for mark in marks(page)]
    assert [link.get("href") for link in back["1"]] == [f"#{place}" for place in places[:2]]
    assert [link.text for link in back["1"]] == ["1", "2"]
    assert [link.get("aria-label") for link in back["1"]] == [
        "Back to the text, note 1 (1)",
        "Back to the text, note 1 (2)",
    ]


def test_a_note_that_nothing_refers_to_leads_nowhere(page: Element) -> None:
    assert notes(page)["3"] == []


def test_in_a_heading_a_mark_is_no_link_of_press_as_the_heading_is_shown_in_the_contents(page: Element) -> None:
    (heading,) = page.iter("h2")
    assert not [link for link in heading.iter("a") if "press-note" in link.get("class", "").split()]
