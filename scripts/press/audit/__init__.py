"""Audit a book's statements, as an extension of press: a verdict on each, what was computed for comparison, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from press.api import extend

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_press() -> None:
    """Name what the audit adds to registries of press: checks, style sheets, cells of tables, the emblem."""
    extend("check", "press.audit.checks:CHECKS")
    extend("document check", "press.audit.checks:DOCUMENT_CHECKS")
    extend("style sheet of EPUBs", "press.audit.finding:EPUB_STYLES")
    extend("cell", "press.audit.finding:CELLS")
    extend("emblem of the book", "press.audit.wall:EMBLEMS")
    extend("file beside the editions", "press.audit.export:ROOT_FILES")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the role, the directives and what they need with Sphinx, after what press itself registers."""
    from press.audit.accounts import setup_accounts  # noqa: PLC0415
    from press.audit.export import setup_export  # noqa: PLC0415
    from press.audit.finding import setup_findings  # noqa: PLC0415
    from press.audit.marks import setup_marks  # noqa: PLC0415
    from press.audit.sharing import setup_sharing  # noqa: PLC0415
    from press.audit.wall import setup_wall  # noqa: PLC0415

    app.setup_extension("press.extension")
    setup_marks(app)
    setup_wall(app)
    setup_accounts(app)
    setup_findings(app)
    setup_export(app)
    setup_sharing(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
