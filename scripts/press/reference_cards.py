"""Works and footnotes open where they are cited: a card with the whole reference, or with the note.

On pages only. Elsewhere a citation leads to the list of references and a mark to its note, as before.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from press.bibliography_places import standing
from press.number_cards import number_card
from press.popovers import CARD_PAGES, card_button, may_open, text_card
from press.words import words

NOTE_BUTTON = "press-note"


def setup_reference_cards(app: Sphinx) -> None:
    """Register what makes the cards, and their style."""
    app.add_post_transform(OpenWorks)
    app.add_post_transform(OpenNotes)
    app.add_css_file("press-references.css")


def work_card_id(key: str) -> str:
    """The id of the card of the work ``key``."""
    return f"work-{re.sub(r'[^A-Za-z0-9]+', '-', key)}"


class OpenWorks(SphinxPostTransform):
    """Make each citation a button that opens the card of the work, which stands once at the end of the page."""

    # After citations have become links (10).
    default_priority = 30
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the links and add the cards."""
        domain: Any = self.env.domains.get("cite")
        if self.app.builder.name not in CARD_PAGES or domain is None:
            return
        works = {self._address(work): work for work in domain.citations}
        opened = {}
        for link in list(self.document.findall(nodes.reference)):
            work = works.get(link.get("refuri") or f"#{link.get('refid', '')}")
            if work is not None and may_open(link.parent) and not _within(link, number_card):
                opened[work.key] = work
                target = work_card_id(work.key)
                link.replace_self(card_button("", "", *link.children, target=target, opens="press-citation"))
        for work in opened.values():
            self.document += self._card(work, domain)

    def _address(self, work: Any) -> str:
        """How a link on this page leads to the entry of ``work``."""
        listed = work.bibliography_key.docname
        page = "" if listed == self.env.docname else self.app.builder.get_relative_uri(self.env.docname, listed)
        return f"{page}#{work.citation_id}"

    def _card(self, work: Any, domain: Any) -> text_card:
        word = words(self.config.language)
        text = word("In the list of references")
        link = make_refnode(
            self.app.builder,
            self.env.docname,
            work.bibliography_key.docname,
            work.citation_id,
            nodes.Text(text),
        )
        found = standing(work.entry, word)
        foot = nodes.paragraph("", "", *([nodes.Text(f"{found} ")] if found else []), link, classes=["press-card-foot"])
        return text_card(
            "",
            domain.backend.paragraph(work.formatted_entry),
            foot,
            ids=[work_card_id(work.key)],
            classes=["press-work"],
            label=work.formatted_entry.label,
            close=word("Close"),
        )


class OpenNotes(SphinxPostTransform):
    """Make the mark of each footnote a button that opens a card with a copy of the note."""

    # After the works in the notes have their buttons.
    default_priority = 31
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Replace the marks and add the cards."""
        if self.app.builder.name not in CARD_PAGES:
            return
        notes = {name: note for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        word = words(self.config.language)
        opened: dict[str, text_card] = {}
        for mark in list(self.document.findall(nodes.footnote_reference)):
            note = notes.get(mark.get("refid", ""))
            if note is None or not may_open(mark.parent):
                continue
            label = word("Note %s") % mark.astext()
            target = f"note-{mark['refid']}"
            button = card_button("", "", *mark.children, ids=mark["ids"], target=target, opens=NOTE_BUTTON, label=label)
            opened.setdefault(target, _note_card(note, target, label, word("Close")))
            mark.replace_self(button)
        self.document += list(opened.values())


def _note_card(note: nodes.footnote, target: str, label: str, close: str) -> text_card:
    """A copy of the note under a name of its own: an id may stand on a page once."""
    copies = [child.deepcopy() for child in note.children if not isinstance(child, nodes.label)]
    for copy in copies:
        for element in copy.findall(nodes.Element):
            element["ids"] = []
    return text_card("", *copies, ids=[target], classes=["press-note-card"], label=label, close=close)


def _within(node: nodes.Node, kind: type[nodes.Node]) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kind):
            return True
    return False
