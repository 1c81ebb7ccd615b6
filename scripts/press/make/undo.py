"""Undo what a Sphinx run with faults has changed, so that the next run starts from the last good one.

Sphinx warns of a document only when it reads it or writes its page. With the environment of a run with faults, the next run would do
neither, and report nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.core.files import write_whole
from press.core.settings import Settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# The file name of the pickled environment, beside the doctrees.
ENVIRONMENT = "environment.pickle"


def doctree_folder(settings: Settings, language: str) -> Path:
    """Return the folder with the doctrees and the environment of an edition, which all its formats share."""
    return settings.build / "press" / language / "doctrees"


class Undo:
    """The pickled environment in the folder ``doctrees`` before a run, and the doctrees and pages that the run has written."""

    def __init__(self, doctrees: Path) -> None:
        self._environment = doctrees / ENVIRONMENT
        self._before: bytes | None = None
        self._changed: set[Path] = set()

    def begin(self) -> None:
        """Note that a run begins."""
        self._before = self._environment.read_bytes() if self._environment.is_file() else None
        self._changed.clear()

    def follow(self, app: Sphinx) -> None:
        """Record which documents ``app`` reads and which pages it writes."""

        def read(app: Sphinx, docname: str, source: list[str]) -> None:
            self._changed.add(Path(app.doctreedir, f"{docname}.doctree"))

        def written(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
            self._changed.add(Path(app.builder.get_outfilename(pagename)))  # type: ignore[attr-defined]

        app.connect("source-read", read)
        app.connect("html-page-context", written)

    def undo(self) -> None:
        """Remove these doctrees and pages, and restore the environment."""
        for path in self._changed:
            path.unlink(missing_ok=True)
        if self._before is None:
            self._environment.unlink(missing_ok=True)
        else:
            write_whole(self._environment, self._before)
