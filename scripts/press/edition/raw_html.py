"""Keep HTML that runs, or that loads from another host, out of every format when a document is read; clean that of cell outputs with nh3.

Pictures in SVG are files of their own, which pages show in ``img``: scripts do not run in them, and nothing is loaded for them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nh3
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from press.core.files import is_remote
from press.edition.context import get_context
from press.notebooks.notebook import code_cell_number

_LOGGER = logging.getLogger(__name__)
# MyST-NB adds this number times the number of the cell to the lines of a notebook.
_CELL = 10_000
NOTE = "[press.html]"
# What is told: elements that run, load or style a page, handlers, and addresses of other hosts that a page would ask. Pandas writes
# scoped styles, which are dropped.
_TOLD = re.compile(
    r"<(?:script|iframe|object|embed|link|meta|base|form|svg|style(?!\s+scoped))\b"
    r"|(?<=[\s\"'/])(?:on[a-z]+(?=\s*=)|(?:src|srcset|poster)\s*=[\s\"']*(?:https?:)?//[^\s\"'>]*)"
    r"|javascript:",
    re.IGNORECASE,
)
# What nh3 leaves of a cell's output, beside what it has in its own lists: nothing that styles the page.
_CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | {"section", "tfoot"},
    attributes={
        **nh3.ALLOWED_ATTRIBUTES,
        "*": {"class", "id", "title", "lang", "dir", "role", "border", "width", "height", "align", "hidden"},
        "details": {"open"},
    },
    attribute_filter=lambda tag, name, value: value if _is_kept(name, value) else None,
    generic_attribute_prefixes={"aria-"},
    url_schemes={"http", "https", "mailto", "tel", "data"},
    link_rel=None,
)


def setup_raw_html(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(CleanHtml)


def clean_html(fragment: str) -> str:
    """Return the HTML of a cell's output with what says something and stays in its place."""
    return _CLEANER.clean(fragment)


def _is_kept(name: str, value: str) -> bool:
    """Return whether an attribute leads elsewhere by a link, or loads a picture that comes with the page or is in the address itself."""
    if name == "href":
        return not value.startswith("data:")
    return name != "src" or value.startswith("data:image/") or not is_remote(value)


class CleanHtml(SphinxTransform):
    """Clean raw HTML of authors and of cell outputs. Nodes that extensions have created themselves have no line."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        """Clean cell outputs, remove other HTML that runs or loads, and pictures of other hosts, which the build would ask for them; warn of them."""
        for picture in [*self.document.findall(nodes.image)]:
            if is_remote(picture["uri"]) and not picture["uri"].startswith("data:"):
                picture.parent.remove(picture)
                self._warn([picture["uri"]], picture.line or picture.parent.line or 0)
        parts = self.document.findall(nodes.container)
        outputs = [part for part in parts if part.get("nb_element") == "cell_code_output"]
        of_cells = {raw for output in outputs for raw in output.findall(nodes.raw)}
        for raw in [*self.document.findall(nodes.raw)]:
            if "html" in raw.get("format", "").split() and raw.line is not None:
                told = list(dict.fromkeys(_TOLD.findall(raw.astext())))
                if raw in of_cells:
                    raw[:] = [nodes.Text(clean_html(raw.astext()))]
                elif told:
                    raw.parent.remove(raw)
                if told:
                    self._warn(told, raw.line)

    def _warn(self, told: list[str], line: int) -> None:
        _LOGGER.warning(
            f"HTML that runs, styles the page or stands on another host is not shown: {', '.join(told)}; take it out, put it into the book as a picture, or publish a chart or a table {NOTE}",
            location=self._place(line),
            type="press",
            subtype="html",
        )

    def _place(self, line: int) -> str | tuple[str, int]:
        if line < _CELL:
            return self.env.docname, line
        path = Path(self.env.doc2path(self.env.docname))
        executed = get_context(self.app).book.notebooks
        notebook = next((item.notebook for item in executed if item.path == path), None)
        if notebook is None:
            return str(path)
        # Cells are counted as in JupyterLab, where Markdown cells have no number.
        index = line // _CELL - 1
        after = "" if notebook.cells[index].cell_type == "code" else "the prose after "
        return f"{path}: {after}cell {code_cell_number(notebook, index)}"
