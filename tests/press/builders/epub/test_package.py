"""The file of an EPUB, its metadata and its cover."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from epub_files import Epub
from pybtex.richtext import Text
from sphinx.testing.util import SphinxTestApp

from press.builders.epub.builder import (
    Item,
    NavEntry,
    contents,
    documents,
    epub_file,
    render,
)
from press.citation.press_citation import Author
from press.citation.record import People, Work

TITLE, AUTHOR = {"title": Text("Rain & snow")}, Author(family="Doe", given="Ann")
ABOUT = {
    "book": Work("book", "weather", TITLE, "en", {"author": People((AUTHOR,))}),
    "identifier": "urn:uuid:00000000-0000-5000-8000-000000000000",
    "modified": "2026-03-09T12:00:00Z",
    "licence": "",
    "source": "",
    "access": {"accessMode": ["textual"]},
}
ITEMS = [
    Item("nav.xhtml", b"<nav/>", "nav", is_page=True),
    Item("2019/жыл.xhtml", b"<p/>", is_page=True),
    Item("images/a b.SVG", b"<svg/>"),
]
CHAPTERS = {
    "index": "Start\n=====\n\n.. toctree::\n   :caption: One\n\n   rain\n   notebooks\n\n.. toctree::\n   :caption: Two\n\n   notes\n\n.. toctree::\n\n   Last <end>\n   Far <https://far.example>\n",
    "rain": "*Rain*\n======\n\nIn May\n------\n\nIn a week of May\n~~~~~~~~~~~~~~~~\n\nIn June\n-------\n",
    "notebooks": "Notebooks\n=========\n\n.. toctree::\n\n   deep\n",
    "deep": "Deep\n====\n",
    "notes": "Notes\n=====\n",
    "end": "The end\n=======\n",
}


@pytest.fixture
def epub(tmp_path: Path) -> Epub:
    path = tmp_path / "book.epub"
    path.write_bytes(epub_file(ABOUT, ITEMS))
    return Epub(path)


def test_the_type_stands_first_and_is_not_compressed(epub: Epub) -> None:
    first = epub.zip.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert epub.zip.read(first) == b"application/epub+zip"


def test_files_are_named_by_themselves_in_the_archive_and_by_addresses_in_the_manifest(epub: Epub) -> None:
    assert epub.spine() == ["nav.xhtml", "2019/жыл.xhtml"]
    assert epub.read("images/a b.SVG") == b"<svg/>"
    places = epub.found("//opf:manifest/opf:item/@href")
    assert places == ["nav.xhtml", "2019/%D0%B6%D1%8B%D0%BB.xhtml", "images/a%20b.SVG"]
    kinds = epub.found("//opf:manifest/opf:item/@media-type")
    assert kinds == ["application/xhtml+xml", "application/xhtml+xml", "image/svg+xml"]


def test_ids_are_names_of_xml_which_begin_with_no_digit() -> None:
    assert [item.identifier for item in ITEMS] == ["nav-xhtml", "_2019-жыл-xhtml", "images-a-b-SVG"]


def test_what_is_unknown_is_left_out_and_signs_are_words(epub: Epub) -> None:
    assert epub.found("//dc:title/text()") == ["Rain & snow"]
    assert epub.found("//opf:meta[@property='file-as']/text()") == ["Doe, Ann"]
    assert epub.found("//dc:publisher | //dc:date | //dc:rights | //dc:source | //dc:description") == []


def test_a_value_that_a_template_needs_cannot_be_forgotten() -> None:
    with pytest.raises(Exception, match="undefined"):
        render("page.xhtml", title="x")


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The builder of a small project whose documents are read."""
    folder = tmp_path_factory.mktemp("contents")
    (folder / "conf.py").touch()
    for name, text in CHAPTERS.items():
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")
    app = SphinxTestApp("html", folder)
    app.builder.read()
    yield app.builder
    app.cleanup()


def outline(entries: Sequence[NavEntry]) -> list[Any]:
    return [
        (entry.title, entry.target, outline(entry.below)) if entry.below else (entry.title, entry.target)
        for entry in entries
    ]


def test_the_contents_have_parts_chapters_and_sections(builder: Any) -> None:
    entries = contents(builder, [])
    sections = [("In May", "rain.html#in-may"), ("In June", "rain.html#in-june")]
    assert outline(entries) == [
        ("Start", "index.html"),
        ("One", "", [("Rain", "rain.html", sections), ("Notebooks", "notebooks.html", [("Deep", "deep.html")])]),
        ("Two", "", [("Notes", "notes.html")]),
        ("Last", "end.html"),
    ]
    assert list(documents(entries)) == ["index", "rain", "notebooks", "deep", "notes", "end"]


def test_what_is_below_an_excluded_chapter_takes_its_place_and_an_empty_part_has_no_name(builder: Any) -> None:
    entries = contents(builder, ["notebook*", "notes", "rain"])
    assert outline(entries) == [("Start", "index.html"), ("One", "", [("Deep", "deep.html")]), ("Last", "end.html")]
