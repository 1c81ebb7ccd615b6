"""Extract and store the lead of an edition, the sentences that open its first page, for the start page of the site."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from press.citation.record import plain_text
from press.core.files import write_whole
from press.core.settings import Settings
from press.directives.components import lead
from press.edition.context import get_context


def lead_text(doctree: nodes.Node, kind: type[nodes.Element] = lead) -> str:
    """Return the text of the lead, or of the first node of another ``kind``, without markup; empty where there is none."""
    node = next(iter(doctree.findall(kind)), None)
    return " ".join(map(plain_text, without_marks(node).findall(nodes.paragraph))) if node is not None else ""


def without_marks(node: nodes.Element) -> nodes.Element:
    """Return a copy of ``node`` without footnote references and other note marks, which lead nowhere without its page."""
    copy = node.deepcopy()
    for mark in list(copy.findall(nodes.Element)):
        if isinstance(mark, nodes.footnote_reference) or "press-note" in mark["classes"]:
            mark.parent.remove(mark)
    return copy


def lead_file(settings: Settings, language: str) -> Path:
    """Return the path of the file that stores the lead of the edition in ``language`` once its pages are written."""
    return settings.build / "press" / language / "lead.txt"


def read_lead(settings: Settings, language: str) -> str:
    """Return the stored lead of the edition in ``language`` as plain text, its numbers as printed; empty where there is none."""
    path = lead_file(settings, language)
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def store_lead(app: Sphinx, doctree: nodes.document) -> None:
    """Store the lead of the edition, taken from ``doctree``, its first page."""
    context = get_context(app)
    write_whole(lead_file(context.settings, context.language), lead_text(doctree).encode())
