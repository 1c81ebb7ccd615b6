"""Links from generated content: where one may stand, where it leads, and what is left where nothing is there."""

from __future__ import annotations

import pytest
from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.links import (
    address_from,
    download_link,
    has_ancestor,
    may_open,
    page_card,
    page_link,
    pending_citation,
    pending_link,
)


def test_an_ancestor_is_found_at_any_depth_and_a_node_is_not_its_own() -> None:
    leaf = nodes.emphasis("", "rain")
    outer = nodes.note("", nodes.paragraph("", "", nodes.strong("", "", leaf)))
    assert has_ancestor(leaf, nodes.note) and has_ancestor(leaf, nodes.title, nodes.strong)
    assert not has_ancestor(leaf, nodes.emphasis) and not has_ancestor(outer, nodes.note)


# HTML, 4.5.1: no interactive content within a link.
@pytest.mark.parametrize(
    ("outer", "may"), [(nodes.paragraph, True), (nodes.reference, False), (nodes.title, False), (nodes.term, True)]
)
def test_a_link_stands_in_no_link_and_in_no_heading(outer: type[nodes.TextElement], may: bool) -> None:
    inner = nodes.reference("", "rain", refuri="#rain")
    outer("", "", nodes.strong("", "", inner))
    assert may_open(inner) is may


def test_an_address_is_relative_to_the_page_and_a_fragment_alone_within_it(sphinx: BareSphinx) -> None:
    builder = sphinx.app.builder
    assert address_from(builder, "en/a/b", "en/c", "x") == "../c.html#x"
    assert address_from(builder, "en/c", "en/c", "x") == "#x"


def test_a_pending_link_has_the_title_of_its_document_and_words_after_it(sphinx: BareSphinx) -> None:
    document = sphinx.read("")
    sphinx.app.env.titles["index"] = nodes.title("", "The page")
    sphinx.app.env.all_docs["index"] = 0
    document += nodes.paragraph("", "", pending_link("", "", docname="index", fragment="x", after=", cell 3"))
    sphinx.app.env.apply_post_transforms(document, "index")
    (link,) = document.findall(nodes.reference)
    assert (link.astext(), link["refid"]) == ("The page, cell 3", "x")


def test_what_leads_nowhere_is_plain_text(sphinx: BareSphinx) -> None:
    document = sphinx.read("")
    link = pending_link("", "", nodes.Text("rain"), docname="gone", fragment="")
    document += nodes.paragraph("", "", link, nodes.Text(" "), pending_citation("", key="nobody1900"))
    sphinx.app.env.apply_post_transforms(document, "index")
    assert document.astext() == "rain nobody1900"
    assert not list(document.findall(nodes.reference))


def test_attributes_of_a_link_are_escaped_and_empty_ones_left_out(sphinx: BareSphinx) -> None:
    link = page_link("", "", nodes.Text("a <b>"), href='x?a=1&b="2"', label='"more"', classes=["press-term"])
    (element,) = sphinx.html(nodes.paragraph("", "", link))[0]
    assert element.attrib == {"class": "press-term", "href": 'x?a=1&b="2"', "aria-label": '"more"'}
    assert element.text == "a <b>"


def test_a_file_is_taken_from_the_folder_of_the_edition(sphinx: BareSphinx) -> None:
    (element,) = sphinx.html(nodes.paragraph("", "", download_link("", "CSV", path="_downloads/a.csv")))[0]
    assert element.attrib == {"href": "_downloads/a.csv", "download": ""}


def test_a_card_is_taken_out_of_the_page_and_kept(sphinx: BareSphinx) -> None:
    card = page_card("", nodes.paragraph("", "on the card"), key="x", label="X")
    page = sphinx.html(nodes.paragraph("", "before"), card, nodes.paragraph("", "after"))
    assert ["".join(part.itertext()) for part in page] == ["before", "after"]
    assert "on the card" in card["html"]
