"""Define the summary at the start of a page: ``:::{in-brief}`` of a chapter, ``:::{lead}`` of the book."""

from __future__ import annotations

from sphinx.application import Sphinx

from press.directives.components.component import ComponentDirective, component, html_element, typst_call
from press.directives.components.names import IN_BRIEF, LEAD


class in_brief(component):  # noqa: N801  docutils' nodes are written small
    """A chapter in two or three sentences."""


class lead(component):  # noqa: N801
    """The book in one or two sentences."""


class InBriefDirective(ComponentDirective):
    """Say a chapter in two or three sentences, below its title; search engines are told them as its description."""

    node_class = in_brief
    word = "In brief"


class LeadDirective(ComponentDirective):
    """Say the book in one or two sentences, below the title of its first page; the start page of the site shows them too."""

    node_class = lead


def setup_openings(app: Sphinx) -> None:
    """Register the directives and their nodes."""
    app.add_directive(IN_BRIEF, InBriefDirective)
    app.add_directive(LEAD, LeadDirective)
    app.add_node(in_brief, html=html_element("press-in-brief", "doc-abstract"), typst=typst_call("in-brief"))
    app.add_node(lead, html=html_element("press-lead"), typst=typst_call("lead"))
