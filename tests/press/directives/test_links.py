"""Links from generated content: where one may stand, where it leads, and what is left where nothing is there."""

from __future__ import annotations

import pytest
from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.links import (
    may_open,
    page_link,
    pending_citation,
    pending_link,
)


# HTML, 4.5.1: no interactive content within a link.
@pytest.mark.parametrize(
    ("outer", "may"), [(nodes.paragraph, True), (nodes.reference, False), (nodes.title, False), (nodes.term, True)]
)
def test_a_link_stands_in_no_link_and_in_no_heading(outer: type[nodes.TextElement], may: bool) -> None:
    inner = nodes.reference("", "rain", refuri="#rain")
    outer("", "", nodes.strong("", "", inner))
    assert may_open(inner) is may


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
