"""Link footnote references to their footnotes, and footnotes back to the text."""

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
    """The number of a footnote; its attribute ``back`` lists the backlinks, each an id and an accessible name."""


def setup_note_links(app: Sphinx) -> None:
    """Register the post-transform that makes the links, and the node that renders the backlinks."""
    app.add_node(note_label, html=(_visit_label, _depart_label))
    app.add_post_transform(LinkNotes)


class LinkNotes(SphinxPostTransform):
    """Replace footnote references and footnote labels by links with accessible names."""

    # After the cards of works cited in footnotes are made.
    default_priority = 31

    def run(self, **kwargs: Any) -> None:
        """Replace the references and the labels of all footnotes."""
        if not format_of(self.app.builder).is_site:
            return
        translate = get_translation(self.config.language)
        notes = {name for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        for mark in list(self.document.findall(nodes.footnote_reference)):
            if mark.get("refid") in notes and may_open(mark):
                link = page_link("", "", *mark.children, href=f"#{mark['refid']}", ids=mark["ids"], classes=[MARK])
                link["label"] = translate("Note %s") % mark.astext()
                mark.replace_self(link)
        for label in list(self.document.findall(nodes.label)):
            if isinstance(label.parent, nodes.footnote):
                label.replace_self(note_label("", "", *label.children, back=_backlinks(label, translate)))


def _backlinks(label: nodes.label, translate: Translate) -> list[tuple[str, str]]:
    """Return the backlinks of a footnote, an id and a name each; of several, each name ends with its number."""
    marks, name = label.parent["backrefs"], translate("Back to the text, note %s") % label.astext()
    if len(marks) == 1:
        return [(marks[0], name)]
    return [(mark, f"{name} ({number})") for number, mark in enumerate(marks, start=1)]


def _visit_label(translator: Any, node: note_label) -> None:
    """Append the start tag of the number, which is the backlink itself where there is only one."""
    translator.body.append('<span class="label">')
    if len(node["back"]) == 1:
        translator.body.append(_start(*node["back"][0]))


def _depart_label(translator: Any, node: note_label) -> None:
    """Append the end tag of the number; several backlinks follow it, each shown as its number."""
    alone = len(node["back"]) == 1
    translator.body.append(f"{'</a>' if alone else ''}</span>\n")
    if len(node["back"]) > 1:
        links = (f"{_start(*backlink)}{number}</a>" for number, backlink in enumerate(node["back"], start=1))
        translator.body.append(f'<span class="backrefs">({",".join(links)})</span>\n')


def _start(mark: str, name: str) -> str:
    return f'<a role="doc-backlink" href="#{escape(mark)}" aria-label="{escape(name)}">'
