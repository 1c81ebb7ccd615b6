"""Audit a book's statements: a verdict on each, what was computed for comparison, and why; an extension of press that a book names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from press.core.registry import extend

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_press() -> None:
    """Name what the audit adds to registries of press: checks, its directives and role, what cards and the list of numbers tell of a statement."""
    extend("check", "press.audit.checks:CHECKS")
    extend("collector", "press.audit.checks:COLLECTORS")
    extend("embed", "press.audit.finding:EMBEDS")
    extend("embed", "press.audit.accounts:EMBEDS")
    extend("style sheet of EPUBs", "press.audit.finding:EPUB_STYLES")
    extend("emblem of the book", "press.audit.marks:EMBLEMS")
    extend("fact about statements", "press.audit.accounts:FACTS")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx what the directive and its table need, after what press itself registers."""
    from press.audit.accounts import (  # noqa: PLC0415
        AddVerdictCards,
        NoteReasons,
        key_finding,
    )
    from press.audit.finding import setup_findings  # noqa: PLC0415
    from press.audit.marks import (  # noqa: PLC0415
        AddStrips,
        ShowStripsOnPages,
        setup_marks,
    )

    app.setup_extension("press.extension")
    setup_marks(app)
    app.add_transform(AddStrips)
    app.add_post_transform(ShowStripsOnPages)
    app.add_transform(NoteReasons)
    app.add_post_transform(AddVerdictCards)
    setup_findings(app)
    # A container to every builder.
    app.add_node(key_finding)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
