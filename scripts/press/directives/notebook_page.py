"""Show notebooks on their own pages in the language of the edition: published results and data frames."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

import nbformat
from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from nbformat import NotebookNode
from sphinx.application import Sphinx

from press.charts.frames import Words, localise_frame
from press.core.errors import PressError
from press.core.text import Json
from press.core.tracking import NOTEBOOK, note_dependency
from press.directives.embeds import embeds_by_kind
from press.directives.number import find_quantity, spelled_number
from press.directives.tables import table_node
from press.edition.context import EditionContext, get_context
from press.language.quantities import spell, spell_number
from press.notebooks.notebook import FRAME, code_cells
from press.notebooks.results import KINDS, NUMBER

# MIME type of the placeholder for a result on the page of its notebook.
_RESULT = "application/vnd.press.result+json"
# MIME type of the placeholder for the numbers that a cell publishes, which the notebook itself does not show.
_NUMBERS = "application/vnd.press.numbers+json"
# Tags by which a notebook itself sets what is visible of a cell.
_SEEN_AS_TAGGED = {"show-input", "hide-input", "remove-input", "hide-cell", "remove-cell"}
# A data frame with more rows is collapsed: the style sheet shows the first ten.
_MOST_ROWS = 12
_HEADER = re.compile(r"<th\b(?![^>]*\bscope=)")


def page_notebook(notebook: NotebookNode, language: str) -> NotebookNode:
    """Return a copy of an executed ``notebook`` with its code collapsed, and each published result only in ``language``."""
    page: NotebookNode = nbformat.from_dict(notebook)
    for number, cell in enumerate(code_cells(page), start=1):
        published = (output.get("metadata", {}).get("press", {}) for output in cell.outputs)
        keys = [context["key"] for context in published if context.get("kind") == NUMBER.name]
        cell.outputs = [shown for output in cell.outputs if (shown := _shown(output, language)) is not None]
        if keys:
            numbers = {_NUMBERS: {"keys": keys, "place": str(number)}}
            cell.outputs.append(nbformat.v4.new_output("display_data", data=numbers))
        frames = [output.data[FRAME] for output in cell.outputs if FRAME in output.get("data", {})]
        for place, frame in enumerate(frames, start=1):
            frame["place"] = str(number) if len(frames) == 1 else f"{number}.{place}"
        tags = cell.metadata.get("tags") or []
        if _SEEN_AS_TAGGED.isdisjoint(tags):
            cell.metadata["tags"] = [*tags, "hide-input"]
    return page


def _shown(output: NotebookNode, language: str) -> NotebookNode | None:
    """Return what a page shows of an ``output``: a result in ``language`` alone, of a data frame its data resource, else what there is."""
    context, data = output.get("metadata", {}).get("press"), output.get("data", {})
    if context is not None:
        if context.get("language") != language:
            return None
        shown: NotebookNode = nbformat.v4.new_output("display_data", data={_RESULT: {}}, metadata={"press": context})
        return shown
    if FRAME in data:
        output.data = NotebookNode({FRAME: data[FRAME]})
    elif "text/html" in data:
        # An empty header cell, of a pandas index, screen readers would announce.
        head, tbody, body = data["text/html"].replace("<th></th>", "<td></td>").partition("<tbody")
        if tbody:
            data["text/html"] = _HEADER.sub('<th scope="col"', head) + tbody + _HEADER.sub('<th scope="row"', body)
    return output


def name_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Set the ids ``cell-1``, ``cell-2`` ... on the code cells of a notebook's page, the targets of links from numbers."""
    cells = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    for number, cell in enumerate(cells, start=1):
        cell["ids"].append(f"cell-{number}")


def number_table(context: EditionContext, notebook: str, content: Json) -> list[nodes.table]:
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
    resource = {"schema": {"fields": fields}, "data": rows}
    return [_folded_table(context, resource, "Numbers of cell {number}", content["place"], len(rows))] if rows else []


def _folded_table(context: EditionContext, resource: Json, name: str, place: str, count: int) -> nodes.table:
    label = context.translate(name).format(number=place)
    table = table_node(resource, context.language, label=label, missing=context.translate("no value"))
    table["classes"].append("press-frame")
    shown = len(resource["data"])
    if shown > _MOST_ROWS:
        words = context.translate("All {count} rows" if shown == count else "The first {shown} of {count} rows")
        table["more"] = words.format(shown=shown, count=spell_number(count, context.language))
    return table


class ResultRenderer:
    """A MyST-NB MIME render plugin for the MIME types of press, with which `page_notebook` replaces results."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = (
        ("*", _RESULT, 1),
        ("*", FRAME, 1),
        ("*", _NUMBERS, 1),
    )

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
            place, count = data.content["place"], data.content["count"]
            return [_folded_table(context, resource, "Result of cell {number}", place, count)]
        notebook = env.docname.rsplit("/", 1)[-1]
        if data.mime_type == _NUMBERS:
            return [*number_table(context, notebook, data.content)]
        if data.mime_type != _RESULT or not published:
            return None
        kind = KINDS[published["kind"]]
        embed, name = embeds_by_kind().get(kind.name), f"{notebook}/{published['key']}"
        return embed.page(context, context.results.find(name, kind)) if embed and embed.page else []


def show_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Replace the source of a notebook's page by the executed notebook, with the results of this edition only."""
    context = get_context(app)
    path = Path(app.env.doc2path(docname))
    for item in context.book.notebooks:
        if item.path == path:
            note_dependency(NOTEBOOK, item.name)
            source[0] = nbformat.writes(page_notebook(item.notebook, context.language))
