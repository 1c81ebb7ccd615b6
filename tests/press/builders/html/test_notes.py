"""Footnotes, their links, and their place in the margin."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import copy_book, make_edition

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
    ["p It rained.2 And again.3", "2 A note.", "3 Another, with Doe (2001)."],
    ["p First4", "4 Of an item."],
    ["div Note Take care.7", "7 Of a frame."],
    ["p It stopped.8", "8 Outer.9", "9 Inner."],
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
    tree = parsed(book / "_build" / "press" / "en" / "html" / "rain.html")
    return next(tree.iter("article"))


def parts(box: Element) -> list[str]:
    """What is in the element of a block: the block, and all in its margin, which comes last."""
    *block, margin = box
    assert margin.get("class") == "press-margin"
    return [told(part) for part in (*block, *margin)]


def told(part: Element) -> str:
    return words(part) if part.tag == "aside" else f"{part.tag} {words(part)}"


def test_a_note_stands_behind_what_first_refers_to_it_and_a_remark_of_the_editors_in_the_text(article: Element) -> None:
    assert [parts(box) for box in with_class(article, "press-noted")] == BESIDE
    assert [words(said) for said in with_class(article, "press-editors")] == ["Editors We asked."]


def test_every_note_has_a_name_and_none_stands_in_a_list_of_notes_or_below_a_line(article: Element) -> None:
    # What can be done with the page stands first.
    tools, *asides = article.iter("aside")
    assert tools.get("class") == "page-tools"
    assert {aside.get("role") for aside in asides} == {"doc-footnote"}
    assert {aside.get("aria-label") for aside in asides} == {f"Note {number}" for number in range(1, 10)}
    assert list(article.iter("hr")) == []


def test_mark_and_note_lead_to_one_another_by_links_with_names(article: Element) -> None:
    first, second = [link for link in with_class(article, "press-note") if link.text == "2"]
    assert first.get("href") == second.get("href") and first.get("aria-label") == "Note 2"
    (note,) = [aside for aside in article.iter("aside") if f"#{aside.get('id')}" == first.get("href")]
    (back,) = (one for one in note.iter("a") if one.get("role") == "doc-backlink")
    assert (back.get("href"), back.get("aria-label")) == (f"#{first.get('id')}", "Back to the text, note 2")
    # A heading is shown in the contents, where a link of press would lead nowhere.
    assert with_class(next(article.iter("h1")), "press-note") == []
