"""The contents beside a page hold the whole book, and mark the place of the page, wherever it stands among them."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.builders.html.contents import Contents, ContentsEntry, outline

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
