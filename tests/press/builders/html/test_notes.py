"""Footnotes, their links, and their place in the margin."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
import pytest
from small_books import copy_book, make_edition
from sphinx.testing.util import SphinxTestApp

from press.builders.html.notes import setup_note_links
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


CHAPTER = """\
(rain)=
# Rain[^head]

It rained.[^one] And again.[^two]

Nobody knows why.[^one]

- First[^item]
- Second

:::{list-table} Days[^caption]
:name: tab-days

* - Day[^cell]
* - Monday
:::

:::{note}
Take care.[^frame]
:::

It stopped.[^outer]

:::{editors}
We asked.
:::

(rain-after)=
## After

Last.[^inner]

[^one]: A note.
[^two]: Another, with {cite:t}`doe2001`.
[^head]: Of the title.
[^item]: Of an item.
[^caption]: Of the caption.
[^cell]: Of a cell.
[^frame]: Of a frame.
[^outer]: Outer.[^inner]
[^inner]: Inner.
"""

# The parts of each element that holds a block with what stands beside it: a note by its number, any other by the kind of element.
BESIDE = [
    ["1 Of the title."],
    ["p It rained.2 And again.3", "2 (1,2) A note.", "3 Another, with Doe (2001)."],
    ["p First4", "4 Of an item."],
    ["div Note Take care.7", "7 Of a frame."],
    ["p It stopped.8", "8 Outer.9", "9 (1,2) Inner."],
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_book("weather", tmp_path_factory.mktemp("margin"))
    for language in ("en", "ru"):
        (root / "book" / language / "rain.md").write_text(CHAPTER + "\n```{bibliography}\n```\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def article(book: Path) -> Element:
    assert make_edition(book, "en").faults == []
    text = (book / "_build" / "press" / "en" / "html" / "rain.html").read_text(encoding="utf-8")
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    return next(tree.iter("article"))


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def all_of(article: Element, tag: str, name: str) -> list[Element]:
    return [element for element in article.iter(tag) if name in classes(element)]


def parts(box: Element) -> list[str]:
    """What is in the element of a block: the block, if it is no heading, and all in its margin, which comes last."""
    *block, margin = box
    assert classes(margin) == ["press-margin"]
    return [told(part) for part in (*block, *margin)]


def told(part: Element) -> str:
    return words(part) if part.tag == "aside" else f"{part.tag} {words(part)}"


def test_a_note_stands_behind_what_first_refers_to_it_and_a_remark_of_the_editors_stays_in_the_text(
    article: Element,
) -> None:
    assert [parts(box) for box in all_of(article, "div", "press-noted")] == BESIDE
    assert [words(said) for said in all_of(article, "div", "press-editors")] == ["Editors We asked."]


def test_every_note_has_a_name_and_none_stands_in_a_list_of_notes_or_below_a_line(article: Element) -> None:
    # What can be done with the page stands first.
    tools, *asides = article.iter("aside")
    assert classes(tools) == ["page-tools"]
    assert {aside.get("role") for aside in asides} == {"doc-footnote"}
    assert {aside.get("aria-label") for aside in asides} == {f"Note {number}" for number in range(1, 10)}
    assert list(article.iter("hr")) == []


def test_blocks_keep_the_ids_that_they_have_where_they_were_written(article: Element) -> None:
    """Those of notes come after those of the last section, in which they are defined."""
    section = next(element for element in article.iter("section") if element.get("id") == "rain-after")
    held = [element.get("id") for element in section.iter("p") if element.get("id")]
    moved = {paragraph.get("id") for aside in article.iter("aside") for paragraph in aside.iter("p")} - set(held)
    assert held == ["rain-after.1"]
    assert moved == {f"rain-after.{number}" for number in range(2, 11)}
