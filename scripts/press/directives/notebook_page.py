"""Published results on the pages of the notebooks themselves, in the language of the edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import nbformat
from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from nbformat import NotebookNode
from sphinx.application import Sphinx

from press.core.tracking import NOTEBOOK, ask
from press.directives.embeds import embeds_by_kind
from press.edition.context import press_of
from press.notebooks.kinds import KINDS

# What stands for a result of whatever kind on the page of its notebook.
_RESULT = "application/vnd.press.result+json"
# Tags by which a notebook itself says what is seen of a cell.
_SEEN_AS_TAGGED = {"show-input", "hide-input", "remove-input", "hide-cell", "remove-cell"}


def page_notebook(notebook: NotebookNode, language: str) -> NotebookNode:
    """A copy of an executed ``notebook`` with its code folded, and of each published result only the one in ``language``."""
    page: NotebookNode = nbformat.from_dict(notebook)
    for cell in page.cells:
        if cell.cell_type == "code":
            cell.outputs = [shown for output in cell.outputs if (shown := _shown(output, language)) is not None]
            _fold(cell)
    return page


def _fold(cell: NotebookNode) -> None:
    """Have MyST-NB fold the program of a cell, unless the notebook says how the cell is seen."""
    tags = cell.metadata.get("tags") or []
    if not _SEEN_AS_TAGGED & set(tags):
        cell.metadata["tags"] = [*tags, "hide-input"]


def _shown(output: NotebookNode, language: str) -> NotebookNode | None:
    press = output.get("metadata", {}).get("press")
    if press is None:
        return _with_named_headers(output)
    if press.get("language") != language:
        return None
    shown: NotebookNode = nbformat.v4.new_output("display_data", data={_RESULT: {}}, metadata={"press": press})
    return shown


def _with_named_headers(output: NotebookNode) -> NotebookNode:
    """pandas heads the column of its index with an empty header cell, which screen readers announce."""
    for mime, content in output.get("data", {}).items():
        if mime == "text/html":
            output.data[mime] = content.replace("<th></th>", "<td></td>")
    return output


def name_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Give the code cells of a notebook's page the ids ``cell-1``, ``cell-2`` ..., to which the origins of numbers lead."""
    cells = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    for number, cell in enumerate(cells, start=1):
        cell["ids"].append(f"cell-{number}")


class ResultRenderer:
    """MyST-NB's hook for MIME types of one's own: what `page_notebook` has put in the place of results."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (("*", _RESULT, 1),)

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of a published result; None for all that press did not publish, and in books that it does not make."""
        published, env = data.output_metadata.get("press"), renderer.renderer.sphinx_env
        if inline or not published or data.mime_type != _RESULT or not hasattr(env.app, "press"):
            return None
        press, kind = press_of(env.app), KINDS[published["kind"]]
        embed, name = embeds_by_kind().get(kind.name), f"{env.docname.rsplit('/', 1)[-1]}/{published['key']}"
        return embed.page(press, press.results.find(name, kind)) if embed and embed.page else []


def show_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Hand MyST-NB the notebook as it ran, showing only the edition's own results."""
    press = press_of(app)
    path = Path(app.env.doc2path(docname))
    for item in press.notebooks:
        if item.path == path:
            ask(NOTEBOOK, item.name)
            source[0] = nbformat.writes(page_notebook(item.notebook, press.language))
