"""Collect from each document that Sphinx has read what checks look at, and keep it in the environment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from press.core.files import shown_path
from press.edition.per_document import PerDocument


@dataclass(frozen=True)
class Mark:
    """What stands at a ``line`` of a ``file`` (from the root): its ``kind`` is the name of its collector, ``what`` can be pickled and compared.

    Of a collector that works alone ``what`` is the fault in words. Of one whose marks are compared between languages it is what has to be the
    same, and ``shown`` how a message names it. ``end`` is the last line of the block in which it stands.
    """

    kind: str
    file: str
    line: int
    what: Any
    shown: str = ""
    end: int = 0

    @property
    def place(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.line}"


# Called with each document as it is parsed, before transforms move footnotes and set typography.
Collector = Callable[[nodes.document, str], Iterable[Mark]]
# The marks of each document of an edition, in reading order.
Marks = Mapping[str, tuple[Mark, ...]]
_LOGGER = logging.getLogger(__name__)
_MARKS = PerDocument[tuple[Mark, ...]]("marks")
# After translations (20) are put into notebooks.
_PRIORITY = 30


class KeepLines(SphinxTransform):
    """Keep the lines of pictures, which Sphinx itself sets to 0 where it has no source text."""

    # Before its `ApplySourceWorkaround` (10).
    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Give each picture a source text."""
        for image in self.document.findall(nodes.image):
            image.rawsource = image.rawsource or image["uri"]


def setup_collect(app: Sphinx, alone: Mapping[str, Collector], compared: Iterable[Collector]) -> None:
    """Have collectors look at each document that is read: tell what those that work ``alone`` find, and keep the marks of the others."""
    _MARKS.setup(app)
    app.add_transform(KeepLines)
    compared = tuple(compared)

    class Collect(SphinxTransform):
        default_priority = _PRIORITY

        def apply(self, **kwargs: Any) -> None:
            document, docname = self.document, self.env.docname
            # A translated paragraph of a notebook is for some time a document of its own.
            if document["source"] != str(self.env.doc2path(docname)):
                return
            for name in alone.keys() - {*self.config.press_without_checks}:
                for mark in alone[name](document, docname):
                    path = str(Path(app.srcdir, mark.file))
                    _LOGGER.warning(mark.what, location=f"{path}:{mark.line}", type="press", subtype=name)
            _MARKS.of(self.env)[docname] = tuple(mark for collect in compared for mark in collect(document, docname))

    app.add_transform(Collect)


def marks_of(env: BuildEnvironment) -> Marks:
    """Return the marks of all documents of an edition that has been read."""
    return _MARKS.of(env)


def place_of(node: nodes.Node, document: nodes.document) -> tuple[str, int]:
    """Return the file, from the root, and the line at which a node begins; of a node without a line that of what it stands in."""
    app = document.settings.env.app
    found: nodes.Node | None = node
    while found is not None and not found.line:
        found = found.parent
    path = Path(str((found.source if found is not None else None) or document["source"]))
    return shown_path(path, Path(app.srcdir)), (found.line if found is not None else None) or 1
