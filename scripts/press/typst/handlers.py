"""All handlers together, each module adding its own kinds of node."""

from __future__ import annotations

from press.typst import (
    blocks,
    code,
    components,
    descriptions,
    figures,
    lists,
    math,
    notes,
    parts,
    placeholders,
    references,
    sections,
    tables,
    text,
)
from press.typst.translator import Handler

#: Later modules take precedence (``components`` refines the container of ``code``).
HANDLERS: dict[type, Handler] = {
    kind: handler
    for module in (
        parts,
        text,
        references,
        notes,
        lists,
        blocks,
        sections,
        tables,
        figures,
        code,
        math,
        descriptions,
        placeholders,
        components,
    )
    for kind, handler in module.HANDLERS.items()
}
