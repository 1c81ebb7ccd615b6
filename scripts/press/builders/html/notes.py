"""Link footnotes and their references to each other, and place footnotes in the margin beside the block that first refers to them.

In the HTML they come right after that block, in one element with it. Where a window has no margin they appear below the block, so
that no script is needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.directives.components import html_element, line_note
from press.directives.link_nodes import ancestors, may_open, page_link
from press.edition.context import format_of
from press.language.catalogues import get_translation

MARK = "press-note"


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
                # One without a mark leads nowhere, one with several to the first.
                for mark in label.parent["backrefs"][:1]:
                    name = translate("Back to the text, note %s") % label.astext()
                    link = page_link("", "", *label.children, href=f"#{mark}", label=name, role="doc-backlink")
                    label.replace_self([nodes.inline("", "", link, classes=["label"]), nodes.Text("\n")])


# A footnote is placed behind the outermost block within one of these.
_HOLDERS = (nodes.document, nodes.section, nodes.list_item, nodes.definition)
# Blocks that may be wider than the text: their footnotes come below them, as those of a table do on paper.
_WIDE = (nodes.figure, nodes.table)
# Classes of elements that belong to the figure or table before them.
_FOLLOWING = {"press-faces", "press-source"}


class noted(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A block followed by its ``margin``."""


class margin(nodes.General, nodes.Element):  # noqa: N801
    """The footnotes beside a block."""


class margin_note(nodes.General, nodes.Element):  # noqa: N801
    """A footnote moved out of the list of footnotes; its attribute ``word`` is its accessible name."""


def setup_notes(app: Sphinx) -> None:
    """Register the nodes of footnotes and of the margin, and the post-transforms that link the notes and move them there."""
    app.add_post_transform(LinkNotes)
    app.add_node(noted, html=html_element("press-noted"))
    app.add_node(margin, html=html_element("press-margin"))
    app.add_node(margin_note, html=html_element("footnote", "doc-footnote", "aside"))
    app.add_post_transform(PlaceBeside)


class PlaceBeside(SphinxPostTransform):
    """Move footnotes behind the blocks to which they belong."""

    # After blocks have their ids (900), which count a footnote where it was written.
    default_priority = 910

    def run(self, **kwargs: Any) -> None:
        """Move the footnotes."""
        if not format_of(self.app.builder).is_site:
            return
        notes = {name: note for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        for mark in [mark for mark in _marks(self.document) if _note_around(mark) is None]:
            self._place(mark, notes)
        for unread in list(self.document.findall(nodes.footnote)):
            unread.replace_self(self._margin_note(unread))
        for block in self.document.findall(noted):
            # A float beside a line would meet the footnotes.
            beside = block.children[-1]
            assert isinstance(beside, margin)
            notes_of_lines = [note for part in block.children[:-1] for note in part.findall(line_note)]
            for place, note in enumerate(notes_of_lines):
                note.parent.remove(note)
                beside.insert(place, note)
        for line in [line for line in self.document.findall(nodes.transition) if "footnotes" in line["classes"]]:
            line.parent.remove(line)

    def _place(self, mark: nodes.Element, notes: dict[str, nodes.footnote]) -> None:
        """Put the footnote of ``mark`` behind its block, then the footnotes to which it refers, unless they are placed."""
        note = notes.pop(str(mark.get("refid") or mark.get("href", "")).removeprefix("#"), None)
        if note is None:
            return
        note.parent.remove(note)
        made = self._margin_note(note)
        block = _note_around(mark)
        if block is None:
            block = mark
            while not isinstance(block.parent, (*_HOLDERS, noted)):
                block = block.parent
        _put_behind(block, made)
        for further in list(_marks(made)):
            self._place(further, notes)

    def _margin_note(self, note: nodes.footnote) -> margin_note:
        name = get_translation(self.config.language)("Note %s") % note[0].astext()
        return margin_note("", *note.children, ids=note["ids"], word=name)


def _marks(place: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the footnote references below ``place``: links of class ``MARK``, and docutils' nodes where no link is allowed."""
    for node in place.findall(nodes.Element):
        if isinstance(node, nodes.footnote_reference) or MARK in node["classes"]:
            yield node


def _note_around(mark: nodes.Element) -> nodes.Element | None:
    return next((node for node in ancestors(mark) if isinstance(node, nodes.footnote | margin_note)), None)


def _put_behind(block: nodes.Element, note: margin_note) -> None:
    """Put ``note`` behind ``block`` and what belongs to it, in one element with it unless the block is wide or a heading."""
    holder = block.parent
    after = holder.index(block) + 1
    beside = holder[-1] if isinstance(holder, noted) else holder
    if isinstance(beside, margin):
        beside.append(note)
    elif isinstance(block, margin_note | nodes.title) or any(isinstance(part, _WIDE) for part in block.findall()):
        holder.insert(after + sum(1 for _ in takewhile(_follows, holder[after:])), note)
    else:
        holder[after - 1] = noted("", block, margin("", note))


def _follows(node: nodes.Node) -> bool:
    """Return whether ``node`` belongs to the block before it."""
    is_part = isinstance(node, nodes.Element) and not _FOLLOWING.isdisjoint(node["classes"])
    return is_part or isinstance(node, margin_note)
