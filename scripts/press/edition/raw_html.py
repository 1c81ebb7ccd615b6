"""Remove active content from the HTML of chapters and notebooks, for every format, when a document is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from press.core.caches import cached_by_state
from press.core.files import is_remote
from press.edition.context import get_context
from press.notebooks.clean_html import clean_html
from press.notebooks.clean_svg import clean_svg
from press.notebooks.notebook import code_cell_number

_LOGGER = logging.getLogger(__name__)
# MyST-NB adds this number times the number of the cell to the lines of a notebook.
_CELL = 10_000
_PICTURE = "image/svg+xml"
NOTE = "[press.html]"
_cleaned = cached_by_state(clean_html)


def setup_raw_html(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(CleanHtml)


class CleanHtml(SphinxTransform):
    """Clean raw HTML of authors and of cell outputs. Nodes that extensions have created themselves have no line."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        """Clean each raw node, remove pictures of other hosts, which the build would ask for them, and warn of what was removed."""
        for picture in [*self.document.findall(nodes.image)]:
            if is_remote(picture["uri"]) and not picture["uri"].startswith("data:"):
                picture.parent.remove(picture)
                _warn([picture["uri"]], self._place(picture.line or picture.parent.line or 0))
        for raw in self.document.findall(nodes.raw):
            if "html" in raw.get("format", "").split() and raw.line is not None:
                cleaned = _cleaned(raw.astext())
                if cleaned.html != raw.astext():
                    raw[:] = [nodes.Text(cleaned.html)]
                if cleaned.removed:
                    _warn(cleaned.removed, self._place(raw.line))

    def _place(self, line: int) -> str | tuple[str, int]:
        if line < _CELL:
            return self.env.docname, line
        path = Path(self.env.doc2path(self.env.docname))
        notebooks = (item.notebook for item in get_context(self.app).notebooks if item.path == path)
        notebook = next(notebooks, None)
        return place_of_cell(path, notebook, line // _CELL - 1) if notebook else str(path)


def clean_pictures(path: Path, notebook: NotebookNode) -> None:
    """Clean the SVG images in the cell outputs of ``notebook``; ``path`` is that of its file."""
    for index, cell in enumerate(notebook.cells):
        for data in (output.get("data", {}) for output in cell.get("outputs", ())):
            if _PICTURE not in data:
                continue
            cleaned = clean_svg(data[_PICTURE])
            data[_PICTURE] = cleaned.html
            if not cleaned.html:
                del data[_PICTURE]
            if cleaned.removed:
                _warn(cleaned.removed, place_of_cell(path, notebook, index))


def place_of_cell(path: Path, notebook: NotebookNode, index: int) -> str:
    """Return the path and the number of the cell at ``index``, counted as in JupyterLab, where Markdown cells have no number."""
    number = code_cell_number(notebook, index)
    return f"{path}: {'' if notebook.cells[index].cell_type == 'code' else 'the prose after '}cell {number}"


def _warn(removed: list[str], place: str | tuple[str, int]) -> None:
    _LOGGER.warning(
        f"what is active, leaves its place or stands on another host is not shown: {', '.join(removed)}; take it out, put it into the book, or publish a chart or a table {NOTE}",
        location=place,
        type="press",
        subtype="html",
    )
