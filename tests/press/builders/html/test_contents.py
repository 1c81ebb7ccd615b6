"""The contents of the book and the page, what opens a page, and its captions."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from docutils import nodes
from reading import words
from small_books import Built
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace

from press.builders.html.contents import (
    REST,
    Contents,
    ContentsEntry,
    outline,
    setup_contents,
    setup_opener,
    split_caption,
)

PAGES = {
    "index": "Start\n=====\n\n.. toctree::\n   :caption: One\n\n   a\n   deep/b\n\n.. toctree::\n   :caption: Two\n   :numbered:\n\n   z\n   Far <https://far.example>\n",
    "a": "First\n=====\n\nPart\n----\n\n.. toctree::\n\n   deep/c\n",
    "deep/c": "Third *set*\n===========\n\n.. toctree::\n\n   /deep/er/d\n",
    "deep/er/d": "Fourth\n======\n\nA part\n------\n\nA part of it\n~~~~~~~~~~~~\n\nThe last part\n-------------\n",
    "deep/b": "Second & more\n=============\n",
    "z": "Last\n====\n",
    "alone": ":orphan:\n\nAlone\n=====\n",
}
Context = dict[str, object]


@pytest.fixture(scope="module")
def offered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Context]:
    """Build a small book; return what the templates of each page are given."""
    folder, found = tmp_path_factory.mktemp("contents"), dict[str, Context]()
    for name, text in PAGES.items():
        path = folder / "source" / f"{name}.rst"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    contents = Contents()

    def note(app: Sphinx, page: str, template: str, context: Context, doctree: object) -> None:
        contents.offer(app, page, template, context, doctree)
        found[page] = dict(context)

    settings = {"html_theme": "basic"}
    with docutils_namespace():
        app = Sphinx(folder / "source", None, folder / "out", folder / "trees", "html", settings, status=None)
        app.connect("html-page-context", note)
        app.build()
    return found


def flat(entries: list[ContentsEntry]) -> list[ContentsEntry]:
    return [one for entry in entries for one in [entry, *flat(entry.entries)]]


def entries_of(context: Context) -> list[ContentsEntry]:
    return [entry for part in context["press_contents"] for entry in flat(part.entries)]  # type: ignore[attr-defined]


def test_parts_have_their_titles_and_chapters_theirs_as_html_with_their_numbers(offered: dict[str, Context]) -> None:
    parts = offered["index"]["press_contents"]
    assert [part.title for part in parts] == ["One", "Two"]  # type: ignore[attr-defined]
    titles = [entry.title for entry in entries_of(offered["index"])]
    assert titles == ["First", "Third <em>set</em>", "Fourth", "Second &amp; more", "1. Last", "Far"]
    assert offered["index"]["press_home"] == "Start"


@pytest.mark.parametrize("page", ["a", "deep/b", "deep/c", "deep/er/d", "z"])
def test_every_entry_leads_to_its_page_and_one_is_the_page_itself(offered: dict[str, Context], page: str) -> None:
    entries = entries_of(offered[page])
    folder = Path("/", page).parent
    led = [str((folder / entry.address).resolve()) for entry in entries if not entry.external]
    assert led == [f"/{name}.html" for name in ("a", "deep/c", "deep/er/d", "deep/b", "z")]
    assert [
        str((folder / entry.address).resolve()) for entry in entries if entry.address == offered[page]["press_here"]
    ] == [f"/{page}.html"]
    assert [entry.address for entry in entries if entry.external] == ["https://far.example"]


def test_a_chapter_knows_what_is_below_it(offered: dict[str, Context]) -> None:
    first, *_ = entries_of(offered["z"])
    assert first.addresses == {"deep/c.html", "deep/er/d.html"}


def test_a_page_that_no_contents_name_has_no_place_in_them(offered: dict[str, Context]) -> None:
    assert offered["alone"]["press_here"] not in {entry.address for entry in entries_of(offered["alone"])}


def test_the_outline_has_all_sections_but_the_title_and_is_whole(offered: dict[str, Context]) -> None:
    made = str(offered["deep/er/d"]["press_outline"])
    tree = html5lib.parseFragment(made, namespaceHTMLElements=False)
    assert [child.tag for child in tree] == ["ul"]
    assert ["".join(link.itertext()) for link in tree.iter("a")] == ["A part", "A part of it", "The last part"]
    assert offered["z"]["press_outline"] == ""
    assert outline("") == ""


PAGES_OPENER = {
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
    for name, text in PAGES_OPENER.items():
        (folder / f"{name}.rst").write_text(text)
    (folder / "a.svg").write_text(SVG)
    (folder / "opener.html").write_text("<aside>Tools</aside>")
    settings = {"templates_path": ["."], "numfig": True}
    # Sphinx keeps the language of what was made before in this process.
    translators.clear()
    with docutils_namespace():
        app = Sphinx(folder, None, folder / "out", folder / "trees", "html", settings, status=None, warning=None)
        setup_contents(app)
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


def parted(*children: nodes.Node, language: str = "en") -> tuple[str, str]:
    """Return the message of a caption with ``children``, and the rest."""
    caption = nodes.caption("", "", *children)
    whole = caption.astext()
    split_caption(caption, language)
    assert caption.astext() == whole
    rest = [child for child in caption.children if isinstance(child, nodes.inline) and REST in child["classes"]]
    words = "".join(child.astext() for child in rest)
    return whole[: len(whole) - len(words)], words


def test_the_first_sentence_stays_and_the_others_are_the_rest() -> None:
    assert parted(nodes.Text("It rained. Bars are days. Lines are weeks.")) == (
        "It rained.",
        " Bars are days. Lines are weeks.",
    )


def test_a_caption_of_one_sentence_is_left_alone() -> None:
    assert parted(nodes.Text("It rained i.e. poured")) == ("It rained i.e. poured", "")


@pytest.mark.parametrize("ending", ["It rained on ", "On "])
def test_a_number_belongs_to_the_sentence_in_which_it_stands(ending: str) -> None:
    number = nodes.inline("", "12 days")
    assert parted(nodes.Text(ending), number, nodes.Text(". Bars are days, ")) == (
        f"{ending}12 days.",
        " Bars are days, ",
    )


def test_an_element_after_the_first_sentence_goes_with_the_rest() -> None:
    assert parted(nodes.Text("It rained."), nodes.emphasis("", " Bars"), nodes.Text(" are days.")) == (
        "It rained.",
        " Bars are days.",
    )


def test_a_sentence_that_ends_within_an_element_is_not_parted() -> None:
    assert parted(nodes.emphasis("", "It rained. Bars"), nodes.Text(" are days."))[1] == ""


def test_an_abbreviation_of_the_language_ends_no_sentence() -> None:
    assert parted(nodes.Text("В 2016 г. Казахстан рос. Столбцы — годы."), language="ru") == (
        "В 2016 г. Казахстан рос.",
        " Столбцы — годы.",
    )


@pytest.mark.parametrize(("language", "rest"), [("en", "Each row is a city."), ("ru", "Каждая строка — город.")])
def test_a_page_sets_what_explains_a_table_apart_from_what_it_says(
    built_book: Callable[[str], Built], language: str, rest: str
) -> None:
    page = html5lib.parse(
        (built_book("weather").site / language / "rain.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    (span,) = (span for span in page.iter("span") if span.get("class") == "caption-rest")
    assert " ".join(words(span).split()) == rest
