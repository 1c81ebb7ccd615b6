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
    extend("emblem of the book", "press.audit.strip:EMBLEMS")
    extend("fact about statements", "press.audit.facts:FACTS")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx what the directive and its table need, after what press itself registers."""
    from press.audit.accounts import setup_key_findings  # noqa: PLC0415
    from press.audit.cards import setup_cards  # noqa: PLC0415
    from press.audit.finding import setup_findings  # noqa: PLC0415
    from press.audit.mark import setup_marks  # noqa: PLC0415
    from press.audit.strip import setup_strips  # noqa: PLC0415

    app.setup_extension("press.extension")
    setup_marks(app)
    setup_strips(app)
    setup_cards(app)
    setup_findings(app)
    setup_key_findings(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
