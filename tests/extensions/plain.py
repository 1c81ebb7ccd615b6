"""A format that a book brings itself: the whole book as one plain text, by Sphinx's own builder of texts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils.io import StringOutput
from sphinx.application import Sphinx
from sphinx.builders.text import TextBuilder


def setup_press() -> None:
    """Tell press of the format."""
    from press.core.formats import FORMATS, Format, book_name  # noqa: PLC0415  who only imports this needs none of it

    FORMATS.register(
        "plain",
        Format(
            kind="Text",
            ending="txt",
            folder="plain",
            offer="The book as plain text",
            config=lambda settings, edition: {"plain_name": book_name(settings, edition.language)},
        ),
    )


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx of the builder."""
    app.add_builder(PlainBuilder)
    app.add_config_value("plain_name", "", "", [str])
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class PlainBuilder(TextBuilder):
    """Writes all chapters into one file."""

    name = "plain"

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """The book is always written as a whole."""
        return "all documents"

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Write the chapters below one another, without the notebooks."""
        self.prepare_writing(set())
        names = sorted(name for name in self.env.found_docs if "/notebooks/" not in name)
        path = Path(self.outdir, f"{self.config.plain_name}.txt")
        path.write_text("\n\n".join(map(self._chapter, names)), encoding="utf-8")

    def _chapter(self, docname: str) -> str:
        self.secnumbers = {}
        self.writer.write(self.env.get_and_resolve_doctree(docname, self), StringOutput(encoding="unicode"))
        return str(self.writer.output)
