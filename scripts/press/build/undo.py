"""Take back what a run of Sphinx with faults has changed, so that the next one finds what the last good one left.

Sphinx warns of a document when it reads it or writes its page. What it keeps of a run with faults would have the next run do neither,
and say nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.core.files import write_whole

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# Where Sphinx keeps what it knows of all documents, beside these.
ENVIRONMENT = "environment.pickle"


class Undo:
    """What was kept of the documents of an edition, in the folder ``doctrees``, and what a run since has read and written."""

    def __init__(self, doctrees: Path) -> None:
        self._environment = doctrees / ENVIRONMENT
        self._before = self._environment.read_bytes() if self._environment.is_file() else None
        self._changed: set[Path] = set()

    def follow(self, app: Sphinx) -> None:
        """Note what ``app`` reads and writes."""

        def read(app: Sphinx, docname: str, source: list[str]) -> None:
            self._changed.add(Path(app.doctreedir, f"{docname}.doctree"))

        def written(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
            self._changed.add(Path(app.builder.get_outfilename(pagename)))  # type: ignore[attr-defined]

        app.connect("source-read", read)
        app.connect("html-page-context", written)

    def undo(self) -> None:
        """Remove what the run has read and written, and put back what was known before."""
        for path in self._changed:
            path.unlink(missing_ok=True)
        if self._before is None:
            self._environment.unlink(missing_ok=True)
        else:
            write_whole(self._environment, self._before)
