"""Audit a book's statements: a verdict on each, what was computed for comparison, and why; an extension of press that a book names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_press() -> None:
    """Register the checks, what cards of numbers tell besides, and which numbers a finding shows."""
    from press.audit.register import register  # noqa: PLC0415

    register()


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive and its table with Sphinx, after what press itself registers."""
    from press.audit.finding import setup_findings  # noqa: PLC0415

    app.setup_extension("press.extension")
    setup_findings(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
