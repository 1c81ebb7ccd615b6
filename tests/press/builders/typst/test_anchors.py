"""Each target of the book has one label, which is printed once, and only if something leads to it."""

from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from press.builders.typst.anchors import Anchors, own_elements, split_uri


def _file(docname: str, *children: nodes.Node) -> addnodes.start_of_file:
    return addnodes.start_of_file("", *children, docname=docname)


def _book(*files: nodes.Element) -> nodes.Element:
    book = nodes.Element()
    book += list(files)
    return book


@pytest.mark.parametrize(("uri", "target"), [("%a", ("a", "")), ("%a/b#c", ("a/b", "c")), ("%a#b#c", ("a", "b#c"))])
def test_an_address_within_the_book_is_a_document_and_a_place(uri: str, target: tuple[str, str]) -> None:
    assert split_uri(uri) == target


def test_a_place_that_a_link_leads_to_is_printed_once() -> None:
    section = nodes.section("", ids=["s"])
    paragraph = nodes.paragraph("", "", nodes.reference("", "", refuri="%a#p"), ids=["p"])
    anchors = Anchors(_book(_file("a", section, paragraph)))

    assert anchors.claim(paragraph, "a") == "a:p"
    assert anchors.claim(paragraph, "a") is None, "a label may stand once"
    assert anchors.claim(section, "a") is None, "nothing leads there"


def test_two_documents_may_have_places_of_one_name() -> None:
    places = {name: nodes.paragraph("", ids=["p"]) for name in "ab"}
    link = nodes.paragraph("", "", nodes.reference("", "", refuri="%b#p"))
    anchors = Anchors(_book(*(_file(name, place) for name, place in places.items()), _file("c", link)))

    assert [anchors.claim(places[name], name) for name in "ab"] == [None, "b:p"]


def test_all_names_of_a_place_lead_to_one_label() -> None:
    place = nodes.paragraph("", ids=["one", "two"])
    anchors = Anchors(_book(_file("a", place)))

    assert anchors.label("a", "one") == anchors.label("a", "two") == "a:one"


def test_the_first_section_is_its_document() -> None:
    anchors = Anchors(_book(_file("a", nodes.section("", ids=["title"]))))

    assert anchors.label("a", "title") == anchors.label("a", "") == "a:"


def test_a_link_to_what_is_not_there_leads_to_the_document_and_out_of_the_book_nowhere() -> None:
    anchors = Anchors(_book(_file("a", nodes.section("", ids=["title"]))))

    assert anchors.require("a", "gone") == "a:"
    assert anchors.require("elsewhere", "x") is None


def test_a_label_whose_place_has_vanished_is_told_at_its_document_alone() -> None:
    anchors = Anchors(_book(_file("a", nodes.paragraph("", ids=["p"])), _file("b")))
    anchors.require("a", "p")

    assert (anchors.unplaced("a"), anchors.unplaced("b")) == (["a:p"], [])


def test_a_reference_to_a_footnote_needs_no_label() -> None:
    reference = nodes.paragraph("", "", nodes.footnote_reference("", "1", refid="n"))
    note = nodes.footnote("", ids=["n"])
    anchors = Anchors(_book(_file("a", reference, note)))

    assert anchors.footnotes == {("a", "n"): note}
    assert anchors.claim(note, "a") is None


def test_documents_within_a_document_are_not_its_own() -> None:
    inner = nodes.paragraph("", ids=["p"])
    outer = _file("a", nodes.section("", nodes.title("", "A")), _file("b", inner))

    assert inner not in list(own_elements(outer))
    assert [type(element) for element in own_elements(outer)] == [nodes.section, nodes.title]
