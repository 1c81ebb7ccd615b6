"""The lead of an edition, its first page in one or two sentences, for what tells of the edition elsewhere: the root of the site, pictures for networks."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from press.citation.record import plain_text
from press.core.files import write_whole
from press.core.settings import Settings
from press.directives.components.openings import in_brief, lead
from press.edition.context import get_context

# Marks of footnotes, which lead nowhere where the text stands by itself.
_LEFT_OUT = (nodes.footnote_reference,)


def opening_text(doctree: nodes.Node) -> str:
    """Return in plain words what a page says of itself in short, as lead or in brief; empty where it has neither."""
    return next((_text(node) for kind in (lead, in_brief) for node in doctree.findall(kind)), "")


def lead_text(doctree: nodes.Node) -> str:
    """Return the lead in plain words; empty where there is none."""
    found = next(iter(doctree.findall(lead)), None)
    return _text(found) if found else ""


def without_marks(node: nodes.Element) -> nodes.Element:
    """Return a copy of ``node`` without the marks of notes."""
    read = node.deepcopy()
    for mark in [found for found in read.findall(nodes.Element) if _is_mark(found)]:
        mark.parent.remove(mark)
    return read


def _is_mark(node: nodes.Element) -> bool:
    return isinstance(node, _LEFT_OUT) or "press-note" in node["classes"]


def _text(node: nodes.Element) -> str:
    return " ".join(plain_text(child) for child in without_marks(node).findall(nodes.paragraph))


def lead_file(settings: Settings, language: str) -> Path:
    """Return where the lead of the edition in ``language`` is kept, once its pages are written."""
    return settings.build / "press" / language / "lead.txt"


def read_lead(settings: Settings, language: str) -> str:
    """Return the lead of the edition in ``language`` in plain words, its numbers as they are printed; empty where the book has none."""
    path = lead_file(settings, language)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def keep_lead(app: Sphinx, doctree: nodes.document) -> None:
    """Keep the lead of the edition, as its first page ``doctree`` has it."""
    context = get_context(app)
    write_whole(lead_file(context.settings, context.language), lead_text(doctree).encode())
