"""Footnotes on pages: the links of the marks to the notes, and those of the notes back to the text."""

from __future__ import annotations

from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.core.text import Translate
from press.directives.links import may_open, page_link
from press.edition.context import format_of
from press.language.catalogues import get_translation

MARK = "press-note"


class note_label(nodes.Part, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """The number of a note with the ways ``back`` to its marks, each of them an address and a name."""


def setup_note_links(app: Sphinx) -> None:
    """Register what makes the links and what shows them."""
    app.add_node(note_label, html=(_visit_label, _depart_label))
    app.add_post_transform(LinkNotes)


class LinkNotes(SphinxPostTransform):
    """Name the links between marks and notes, and have both lead to one another."""

    # After the works in the notes have their cards.
    default_priority = 31

    def run(self, **kwargs: Any) -> None:
        """Replace the marks and the labels of the notes."""
        if not format_of(self.app.builder).is_site:
            return
        translate = get_translation(self.config.language)
        notes = {name for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        for mark in list(self.document.findall(nodes.footnote_reference)):
            if mark.get("refid") in notes and may_open(mark.parent):
                link = page_link("", "", *mark.children, href=f"#{mark['refid']}", ids=mark["ids"], classes=[MARK])
                link["label"] = translate("Note %s") % mark.astext()
                mark.replace_self(link)
        for label in list(self.document.findall(nodes.label)):
            if isinstance(label.parent, nodes.footnote):
                label.replace_self(note_label("", "", *label.children, back=_ways_back(label, translate)))


def _ways_back(label: nodes.label, translate: Translate) -> list[tuple[str, str]]:
    """The ways from a note to its marks; of several, each is named by its place among them."""
    marks, name = label.parent["backrefs"], translate("Back to the text, note %s") % label.astext()
    if len(marks) == 1:
        return [(marks[0], name)]
    return [(mark, f"{name} ({number})") for number, mark in enumerate(marks, start=1)]


def _visit_label(translator: Any, node: note_label) -> None:
    """Begin the number, which is the link back where there is one alone."""
    translator.body.append('<span class="label">')
    if len(node["back"]) == 1:
        translator.body.append(_start(*node["back"][0]))


def _depart_label(translator: Any, node: note_label) -> None:
    """End the number, behind which several links stand by their places."""
    alone = len(node["back"]) == 1
    translator.body.append(f"{'</a>' if alone else ''}</span>\n")
    if len(node["back"]) > 1:
        links = (f"{_start(*way)}{number}</a>" for number, way in enumerate(node["back"], start=1))
        translator.body.append(f'<span class="backrefs">({",".join(links)})</span>\n')


def _start(mark: str, name: str) -> str:
    return f'<a role="doc-backlink" href="#{escape(mark)}" aria-label="{escape(name)}">'
