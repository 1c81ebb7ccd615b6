"""Collect the handlers of all modules, each of which adds its own classes of nodes."""

from __future__ import annotations

from press.builders.typst.handlers import (
    blocks,
    code,
    figures,
    lists,
    math,
    references,
    sections,
    sphinx_design,
    tables,
    text,
)
from press.builders.typst.translator import Handler

#: Later modules take precedence (``sphinx_design`` refines the container of ``code``).
HANDLERS: dict[type, Handler] = {
    kind: handler
    for module in (
        text,
        references,
        lists,
        blocks,
        sections,
        tables,
        figures,
        code,
        math,
        sphinx_design,
    )
    for kind, handler in module.HANDLERS.items()
}
