"""The contents of the book and the page, and what opens a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace

from press.builders.html.contents import Contents, ContentsEntry, outline, setup_contents, setup_opener

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
