"""Show notebooks on pages of their own in the language of the edition: text, charts and short tables.

The code of a cell, and all else of it, fold in one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.charts.localise import Words, localise_frame
from press.core.errors import PressError
from press.core.text import Json
from press.core.tracking import NOTEBOOK, note_dependency
from press.directives.components import folded
from press.directives.embeds import embeds_by_kind
from press.directives.link_nodes import has_ancestor
from press.directives.number import find_quantity, spelled_number
from press.directives.table_nodes import table_node
from press.edition.context import EditionContext, format_of, get_context
from press.edition.sphinx_internals import HIDDEN_CELL
from press.language.catalogues import get_translation
from press.language.number_phrases import counted
from press.language.quantities import spell
from press.notebooks.results import FRAME, KINDS, NUMBER, TABLE, code_cells

# MIME types in place of a result, and of the numbers that a cell publishes, which the notebook itself does not show.
_RESULT, _NUMBERS = "application/vnd.press.result+json", "application/vnd.press.numbers+json"
_MIME_TYPES = (_RESULT, FRAME, _NUMBERS)
# Tags by which a notebook itself sets what is visible of a cell.
_SEEN_AS_TAGGED = {"show-input", "hide-input", "remove-input", "hide-cell", "remove-cell"}
# In the metadata of a cell, its number among all of the notebook's.
_PLACE = "press-cell"
# Tables with more rows are folded.
_FEW_ROWS = 5


def page_notebook(notebook: NotebookNode, language: str) -> NotebookNode:
    """Return a copy of an executed ``notebook`` with its code hidden, and each published result only in ``language``."""
    page: NotebookNode = nbformat.from_dict(notebook)
    for number, cell in enumerate(code_cells(page), start=1):
        published = (output.get("metadata", {}).get("press", {}) for output in cell.outputs)
        keys = [context["key"] for context in published if context.get("kind") == NUMBER.name]
        page_outputs = (_page_output(output, language) for output in cell.outputs)
        cell.outputs = [output for output in page_outputs if output is not None]
        if keys:
            numbers = {_NUMBERS: {"keys": keys, "place": str(number)}}
            cell.outputs.append(nbformat.v4.new_output("display_data", data=numbers))
        frames = [output.data[FRAME] for output in cell.outputs if FRAME in output.get("data", {})]
        for place, frame in enumerate(frames, start=1):
            frame["place"] = str(number) if len(frames) == 1 else f"{number}.{place}"
        cell.metadata[_PLACE] = number
        tags = cell.metadata.get("tags") or []
        if _SEEN_AS_TAGGED.isdisjoint(tags):
            cell.metadata["tags"] = [*tags, "hide-input"]
    return page


def _page_output(output: NotebookNode, language: str) -> NotebookNode | None:
    """Return what a page has of an ``output``: a result only in ``language``, a data frame as its data resource, others unchanged."""
    context, data = output.get("metadata", {}).get("press"), output.get("data", {})
    if context is not None:
        if context.get("language") != language:
            return None
        result: NotebookNode = nbformat.v4.new_output("display_data", data={_RESULT: {}}, metadata={"press": context})
        return result
    if FRAME in data:
        output.data = NotebookNode({FRAME: data[FRAME]})
    return output


def set_cell_ids(app: Sphinx, doctree: nodes.document) -> None:
    """Set the ids ``cell-1``, ``cell-2`` ... on the code cells of a notebook's page, the targets of links from numbers."""
    for number, cell in _cells(doctree):
        cell["ids"].append(f"cell-{number}")


def _cells(doctree: nodes.document) -> list[tuple[int, nodes.container]]:
    """Return the code cells, each with its number in the notebook, of which a page leaves out cells that are empty or tagged so."""
    cells = (node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code")
    return [(cell["cell_metadata"].get(_PLACE, place), cell) for place, cell in enumerate(cells, start=1)]


def number_table(context: EditionContext, notebook: str, content: Json) -> list[nodes.Element]:
    """Return a table of the numbers that a cell publishes, those that have a label; an empty list where there are none."""
    rows = []
    for key in content["keys"]:
        code, name = f"{NUMBER.name}.{notebook}.{key}", f"{notebook}/{key}"
        if context.vocabulary.has(code):
            try:
                value = spelled_number(context, name)
            except PressError:
                # The language has no words for its unit.
                value = spell(find_quantity(context, name), context.language, form="plain")
            rows.append({"what": context.label(code), "value": value})
    fields = [
        {"name": "what", "title": context.translate("Published number"), "type": "string"},
        {"name": "value", "title": context.translate("Value"), "type": "string", "align": "end"},
    ]
    label = context.translate("Numbers of cell {number}").format(number=content["place"])
    table = _table(context, {"schema": {"fields": fields}, "data": rows}, label)
    words = ("{count} number for the chapters", "{count} numbers for the chapters")
    table["folds"] = counted(context.language, len(rows), *words)
    return [table] if rows else []


def _table(context: EditionContext, resource: Json, label: str) -> nodes.table:
    """Return the table of ``resource``; a long one has in ``folds`` the words under which it folds."""
    language, count = context.language, len(resource["data"])
    table = table_node(resource, language, label=label, context=context)
    table["classes"].append("press-frame")
    if count > _FEW_ROWS:
        rows = counted(language, count, "{count} row", "{count} rows")
        table["folds"] = context.translate("table, {rows}").format(rows=rows)
    return table


class ResultRenderer:
    """A MyST-NB MIME render plugin for the MIME types of press, with which `page_notebook` replaces results."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int]]] = [("*", kind, 1) for kind in _MIME_TYPES]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of a published result or a data frame; None for other types, and in books that press does not build."""
        published, env = data.output_metadata.get("press"), renderer.renderer.sphinx_env
        if inline or not hasattr(env.app, "press"):
            return None
        context = get_context(env.app)
        if data.mime_type == FRAME:
            label = partial(context.vocabulary.label_if_known, language=context.language)
            resource = localise_frame(data.content, Words(context.language, label, context.translate))
            name = context.translate("Result of cell {number}").format(number=data.content["place"])
            return [_table(context, resource, name)]
        notebook = env.docname.rsplit("/", 1)[-1]
        if data.mime_type == _NUMBERS:
            return number_table(context, notebook, data.content)
        if data.mime_type != _RESULT or not published:
            return None
        kind = KINDS[published["kind"]]
        embed, result = embeds_by_kind().get(kind.name), context.results.find(f"{notebook}/{published['key']}", kind)
        if kind == TABLE:
            return [_table(context, result.data[context.language], "")]
        return embed.page(context, result) if embed and embed.page else []


def show_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace the source of a notebook's page by the executed notebook, with the results of this edition only."""
    context = get_context(app)
    path = Path(app.env.doc2path(docname))
    for item in context.book.notebooks:
        if item.path == path:
            note_dependency(NOTEBOOK, item.name)
            source[0] = nbformat.writes(page_notebook(item.notebook, context.language))


def setup_code_cells(app: Sphinx) -> None:
    """Register what folds cells on the pages of notebooks."""
    app.add_post_transform(FoldCells)


class FoldCells(SphinxPostTransform):
    """Fold what MyST-NB hides of each cell, and long tables, below the rest of the cell; put a button for all code below the title."""

    # MyST-NB hides at 199.
    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Fold the parts, and insert the button."""
        translate, has_code = get_translation(self.config.language), False
        for number, cell in _cells(self.document):
            parts: list[nodes.Element] = []
            folding = (node for node in cell.findall(nodes.Element) if isinstance(node, HIDDEN_CELL) or "folds" in node)
            for hidden in [node for node in folding if not has_ancestor(node, HIDDEN_CELL)]:
                parts += hidden.children if isinstance(hidden, HIDDEN_CELL) else [hidden]
                # MyST-NB leaves what holds a whole cell without its parent.
                (hidden.parent or cell).remove(hidden)
            if not parts:
                continue
            words = translate("Cell {number}: {parts}").format(number=number, parts=" · ".join(map(self._words, parts)))
            # A link to the cell leads to what it computes; browsers open what holds the target.
            cell.append(folded("", *parts, summary=words, classes=["press-code"], ids=cell["ids"]))
            cell["ids"] = []
            has_code = has_code or any(part.get("nb_element") == "cell_code_source" for part in parts)
        title = next(self.document.findall(nodes.title), None)
        if has_code and title is not None and format_of(self.app.builder).is_for_browsers:
            show, hide = escape(translate("Show all code")), escape(translate("Hide all code"))
            button = f'<button type="button" data-hide="{hide}">{show}</button>'
            switch = nodes.raw("", f'<p class="press-code-switch needs-scripts">{button}</p>', format="html")
            title.parent.insert(title.parent.index(title) + 1, switch)

    def _words(self, part: nodes.Element) -> str:
        language = self.config.language
        if "folds" in part:
            return str(part["folds"])
        if part.get("nb_element") != "cell_code_source":
            return get_translation(language)("result")
        lines = counted(language, len(part.astext().splitlines()), "{count} line", "{count} lines")
        return get_translation(language)("code, {lines}").format(lines=lines)
