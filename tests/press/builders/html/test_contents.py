"""The contents of the book and the page, what opens a page, and its captions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace
from support.built_pages import parsed, words
from support.pages_with_contents import Pages
from support.small_books import Built

from press.builders.captions import split_caption
from press.builders.html.contents import ContentsEntry, contents_around, open_page

PAGES = {
    "index": """Start
=====

.. toctree::
   :caption: The argument

   a
   deep/b

.. toctree::

   Far <https://far.example>

.. toctree::
   :caption: Two & more
   :numbered:

   z
""",
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

Part
----

.. toctree::

   deep/c
""",
    "deep/c": "Third *set*\n===========\n\n.. toctree::\n\n   /deep/er/d\n   /deep/c\n",
    "deep/er/d": "Fourth\n======\n\nA part\n------\n\nA part of it\n~~~~~~~~~~~~\n\nThe last part\n-------------\n",
    "deep/b": "Second & more\n=============\n",
    "z": "Last\n====\n",
    "alone": ":orphan:\n\nAlone\n=====\n",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Build a small book; return what the templates of each page are told."""
    folder, found = tmp_path_factory.mktemp("contents"), dict[str, dict[str, Any]]()
    for name, text in PAGES.items():
        path = folder / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / "a.svg").write_text(SVG)
    (folder / "opener.html").write_text("<aside>Tools</aside>")
    settings = {"templates_path": ["."], "numfig": True}
    # Sphinx keeps the language of what was made before in this process.
    translators.clear()

    def note(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
        open_page(app, page, context, doctree)
        found[page] = context

    with docutils_namespace():
        app = Sphinx(folder, None, folder / "out", folder / "trees", "dummy", settings, status=None, warning=None)
        app.add_builder(Pages, override=True)
        app.builder = app.create_builder("html")
        app._init_builder()
        app.connect("html-page-context", note)
        app.build()
    return found


def flat(entries: list[ContentsEntry]) -> list[ContentsEntry]:
    return [one for entry in entries for one in [entry, *flat(entry.entries)]]


def test_parts_have_captions_and_chapters_titles_as_html_with_their_numbers(told: dict[str, dict[str, Any]]) -> None:
    parts: list[ContentsEntry] = told["deep/b"]["press_contents"]
    assert [part.title for part in parts] == ["The argument", "", "Two & more"]
    entries = [entry for part in parts for entry in flat(part.entries)]
    assert [(entry.title, entry.docname or entry.url) for entry in entries] == [
        ("First", "a"),
        ("Third <em>set</em>", "deep/c"),
        ("Fourth", "deep/er/d"),
        ("Second &amp; more", "deep/b"),
        ("Far", "https://far.example"),
        ("1. Last", "z"),
    ]
    assert entries[0].docnames == {"a", "deep/c", "deep/er/d"}
    assert told["a"]["press_home"] == "Start"


def test_a_page_and_what_stands_below_it_are_in_the_part_that_names_the_page(told: dict[str, dict[str, Any]]) -> None:
    assert told["a"]["press_part"] == told["deep/c"]["press_part"] == "The argument"
    assert told["index"]["press_part"] == told["alone"]["press_part"] == ""


def test_a_page_of_a_large_book_has_the_contents_around_it_and_the_way_to_the_others() -> None:
    def chapter(name: str, *below: ContentsEntry) -> ContentsEntry:
        return ContentsEntry(name.upper(), name, "", [*below])

    many = [chapter(f"b{number}") for number in range(1, 125)]
    parts = [
        ContentsEntry("A & a", "", "", [chapter("a1", chapter("a1-1")), chapter("a2", chapter("a2-1"))]),
        ContentsEntry("", "", "", many),
    ]
    others = [("B1 …", "b1"), ("B61 …", "b61"), ("B121 …", "b121")]

    def seen(page: str) -> list[tuple[str, str]]:
        return [(one.title, one.docname) for part in contents_around(parts, page) for one in flat(part.entries)]

    assert seen("a1-1") == [("A1", "a1"), ("A1-1", "a1-1"), ("A2", "a2"), *others]
    within = [(f"B{number}", f"b{number}") for number in range(61, 121)]
    assert seen("b100") == [("A &amp; a", "a1"), others[0], *within, others[2]]
    assert seen("no-chapter") == [("A &amp; a", "a1"), *others]
    # Of a smaller book all.
    assert contents_around(parts[:1], "a1") == parts[:1]


def test_figures_and_tables_are_named_by_the_first_sentence_of_their_captions_and_others_are_left_out(
    told: dict[str, dict[str, Any]],
) -> None:
    exhibits = told["a"]["press_exhibits"]
    assert [(one["number"], one["title"]) for one in exhibits] == [
        ("Fig. 1", "Rain fell in May."),
        ("Table 1", "Wet days"),
    ]
    assert all(exhibit["href"].startswith("#id") for exhibit in exhibits)
    assert told["genindex"]["press_exhibits"] == []


NUMBER = nodes.inline("", "12 days")


@pytest.mark.parametrize(
    ("children", "language", "message", "rest"),
    [
        (["It rained. Bars are days. Lines are weeks."], "en", "It rained.", " Bars are days. Lines are weeks."),
        (["It rained i.e. poured"], "en", "It rained i.e. poured", ""),
        (["It rained on ", NUMBER, ". Bars are days, "], "en", "It rained on 12 days.", " Bars are days, "),
        (["It rained.", nodes.emphasis("", " Bars"), " are days."], "en", "It rained.", " Bars are days."),
        # A sentence that ends within an element is not parted.
        ([nodes.emphasis("", "It rained. Bars"), " are days."], "en", "It rained. Bars are days.", ""),
        (["В 2016 г. Казахстан рос. Столбцы — годы."], "ru", "В 2016 г. Казахстан рос.", " Столбцы — годы."),
    ],
)
def test_the_first_sentence_of_a_caption_is_its_message_and_the_others_are_the_rest(
    children: list[nodes.Node | str], language: str, message: str, rest: str
) -> None:
    caption = nodes.caption("", "", *(nodes.Text(one) if isinstance(one, str) else one.deepcopy() for one in children))
    parts = split_caption(caption, language)
    assert ["".join(child.astext() for child in part) for part in parts] == [message, rest]


@pytest.mark.parametrize(("language", "rest"), [("en", "Each row is a city."), ("ru", "Каждая строка — город.")])
def test_a_page_sets_what_explains_a_table_apart_from_what_it_says(
    built_book: Callable[[str], Built], language: str, rest: str
) -> None:
    page = parsed(built_book("weather").site / language / "rain.html")
    (span,) = (span for span in page.iter("span") if span.get("class") == "caption-rest")
    assert " ".join(words(span).split()) == rest
