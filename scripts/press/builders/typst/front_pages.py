"""Collect what extensions add to the cover and the imprint: nodes that they return from events of Sphinx.

``typst-cover`` is emitted with the book as one element; the nodes of the first listener that returns any are printed on the cover:
figures below, all else between titles and figures. ``typst-imprint`` is emitted likewise; all listeners return fields, which follow
those of ``typst_imprint``.
"""

from __future__ import annotations

from typing import NamedTuple

from docutils import nodes

from press.builders.typst.hyphens import unhyphenated
from press.builders.typst.translator import Translator

COVER, IMPRINT = "typst-cover", "typst-imprint"


class FrontPages(NamedTuple):
    """As markup: the text on the cover, its figures, and the fields of the imprint, each a name and its body."""

    lead: str
    picture: str
    imprint: list[tuple[str, str]]


NOTHING = FrontPages("", "", [])


def front_pages(t: Translator, book: nodes.Element) -> FrontPages:
    """Return what listeners add to the first two pages of ``book``."""
    cover = unhyphenated("", *next(filter(None, t.builder.events.emit(COVER, book)), []))
    fields = unhyphenated("", *(field for found in t.builder.events.emit(IMPRINT, book) for field in found or ()))
    figures = [node for node in cover.children if isinstance(node, nodes.figure)]
    return FrontPages(
        t.blocks(node for node in cover.children if node not in figures),
        t.blocks(figures),
        [
            (t.inline(name.children), t.blocks(body.children))
            for name, body in (field.children for field in fields.children)
        ],
    )
