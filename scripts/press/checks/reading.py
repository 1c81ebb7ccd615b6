"""Read an edition to check it: with a builder of Sphinx that writes nothing, and so that a chapter that cannot be read leaves the others readable."""

from __future__ import annotations

from collections.abc import Iterable
from traceback import walk_tb
from typing import Any

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.util import logging

from press.core.errors import machine_fault

CHECK = "check"
_LOGGER = logging.getLogger(__name__)


class CheckBuilder(DummyBuilder):
    """Resolve the documents that were read, or that refer to what has changed, and write nothing."""

    name = CHECK
    # The document that is being resolved; builders that write have it too.
    current_docname = ""

    def get_outdated_docs(self) -> set[str]:
        """Return no document: only those that were read or are told by ``env-get-updated`` are resolved."""
        return set()

    def write(self, build_docnames: Any, updated_docnames: Iterable[str], method: str = "update") -> None:
        """Resolve ``updated_docnames``."""
        for docname in sorted(updated_docnames):
            self.current_docname = docname
            self.env.get_and_resolve_doctree(docname, self)


def setup_reading(app: Sphinx) -> None:
    """Register the builder, and tell of a chapter that cannot be read, which is then taken for an empty one."""
    app.add_builder(CheckBuilder)
    app.connect("builder-inited", _read_what_can_be_read)


def _read_what_can_be_read(app: Sphinx) -> None:
    assert app.builder is not None
    read_doc, unreadable = app.builder.read_doc, set[str]()

    def read(docname: str, **options: Any) -> None:
        try:
            read_doc(docname, **options)
        except Exception as error:
            if machine_fault(error) or docname in unreadable or app.env.doc2path(docname).endswith(".ipynb"):
                raise
            unreadable.add(docname)
            message = "the chapter cannot be read: %s: %s; correct it here, or report this"
            cause = getattr(error, "orig_exc", None) or error
            what = (type(cause).__name__, " ".join(str(cause).split()))
            _LOGGER.warning(message, *what, location=(docname, _line(error)), type="press", subtype="unreadable")
            app.emit("env-purge-doc", app.env, docname)
            app.env.clear_doc(docname)
            read_doc(docname, **options)

    def take_for_empty(app: Sphinx, docname: str, source: list[str]) -> None:
        if docname in unreadable:
            source[0] = f"# {docname}\n"

    app.connect("source-read", take_for_empty)
    app.builder.read_doc = read  # type: ignore[method-assign, misc]


def _line(error: Exception) -> int:
    """Return the line of the directive that raised ``error``; the first of the chapter where none did."""
    line = 1
    for frame, _ in walk_tb(error.__traceback__):
        if isinstance(directive := frame.f_locals.get("self"), Directive):
            line = directive.lineno
    return line
