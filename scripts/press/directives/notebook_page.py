"""Show notebooks on their own pages in the language of the edition: published results, data frames, and code that folds under its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput
from nbformat import NotebookNode
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from press.charts.localise import Words, localise_frame
from press.core.errors import PressError
from press.core.text import Json
from press.core.tracking import NOTEBOOK, note_dependency
from press.directives.embeds import embeds_by_kind
from press.directives.number import find_quantity, spelled_number
from press.directives.table_nodes import table_node
from press.edition.context import EditionContext, format_of, get_context
from press.language.catalogues import get_translation
from press.language.quantities import spell, spell_number
from press.notebooks.results import FRAME, KINDS, NUMBER, code_cells

# MIME types of what stands for a result, and for the numbers that a cell publishes, which the notebook itself does not show.
_RESULT, _NUMBERS = "application/vnd.press.result+json", "application/vnd.press.numbers+json"
# Tags by which a notebook itself sets what is visible of a cell.
_SEEN_AS_TAGGED = {"show-input", "hide-input", "remove-input", "hide-cell", "remove-cell"}
# A data frame with more rows is folded: the style sheet shows the first ten.
_MOST_ROWS = 12
# MyST-NB's default prompts of folded parts, and our labels.
_NAMES = {
    "Show code cell source": "Code of cell {number}",
    "Show code cell output": "Result of cell {number}",
    "Show code cell outputs": "Result of cell {number}",
    "Show code cell content": "Cell {number}",
}
# MyST-NB's classes of parts that hold only outputs.
_OUTPUTS = {"below-input", "above-output"}


def page_notebook(notebook: NotebookNode, language: str) -> NotebookNode:
    """Return a copy of an executed ``notebook`` with its code folded, and each published result only in ``language``."""
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
    return output


def set_cell_ids(app: Sphinx, doctree: nodes.document) -> None:
    """Set the ids ``cell-1``, ``cell-2`` ... on the code cells of a notebook's page, the targets of links from numbers."""
    cells = [node for node in doctree.findall(nodes.container) if node.get("nb_element") == "cell_code"]
    for number, cell in enumerate(cells, start=1):
        cell["ids"].append(f"cell-{number}")


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
    resource = {"schema": {"fields": fields}, "data": rows}
    label = context.translate("Numbers of cell {number}").format(number=content["place"])
    return [_folded_table(context, resource, label, len(rows))] if rows else []


def _folded_table(context: EditionContext, resource: Json, label: str, count: int) -> nodes.table:
    table = table_node(resource, context.language, label=label, missing=context.translate("no value"))
    table["classes"].append("press-frame")
    shown = len(resource["data"])
    if shown > _MOST_ROWS:
        words = context.translate("All {count} rows" if shown == count else "The first {shown} of {count} rows")
        table["more"] = words.format(shown=shown, count=spell_number(count, context.language))
    return table


class ResultRenderer:
    """A MyST-NB MIME render plugin for the MIME types of press, with which `page_notebook` replaces results."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int]]] = [
        ("*", mime, 1) for mime in (_RESULT, FRAME, _NUMBERS)
    ]

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
            return [_folded_table(context, resource, name, data.content["count"])]
        notebook = env.docname.rsplit("/", 1)[-1]
        if data.mime_type == _NUMBERS:
            return number_table(context, notebook, data.content)
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


def setup_code_cells(app: Sphinx) -> None:
    """Register what labels folded parts of cells, and how these are written.

    MyST-NB gives each part the same accessible name, and writes ``<p>`` where HTML does not allow it.
    """

    def write_folded(app: Sphinx) -> None:
        app.add_node(HideCodeCellNode, override=True, html=(_visit_folded, depart_HideCellInput))

    app.connect("builder-inited", write_folded)
    app.add_post_transform(NameFolded)


def _visit_folded(self: HTML5Translator, node: nodes.Element) -> None:
    kind = "press-code" if _OUTPUTS.isdisjoint(node["classes"]) else "press-code-result"
    lines = f' <span class="press-code-lines">{escape(node["lines"])}</span>' if node.get("lines") else ""
    self.body.append(f'<details class="{kind}">\n<summary>{escape(node["prompt_show"])}{lines}</summary>\n')


class NameFolded(SphinxPostTransform):
    """Label the parts of code cells that MyST-NB has folded; put the button for all code below the title of the page."""

    # MyST-NB folds at 199.
    default_priority = 200
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Label each part, and insert the button."""
        translate = get_translation(self.config.language)
        cells = [node for node in self.document.findall(nodes.container) if node.get("nb_element") == "cell_code"]
        has_code = False
        for number, cell in enumerate(cells, start=1):
            for part in cell.children:
                if not isinstance(part, nodes.Element) or "prompt_show" not in part:
                    continue
                given = part["prompt_show"]
                part["prompt_show"] = translate(_NAMES.get(given, given)).replace("{number}", str(number))
                if _OUTPUTS.isdisjoint(part["classes"]):
                    has_code, code = True, next(part.findall(nodes.literal_block), None)
                    count = len(code.astext().splitlines()) if code is not None else 0
                    lines = translate("1 line") if count == 1 else translate("{count} lines")
                    part["lines"] = lines.replace("{count}", str(count))
        title = next(self.document.findall(nodes.title), None)
        if has_code and title is not None and format_of(self.app.builder).is_for_browsers:
            show, hide = escape(translate("Show all code")), escape(translate("Hide all code"))
            button = f'<button type="button" data-hide="{hide}">{show}</button>'
            switch = nodes.raw("", f'<p class="press-code-switch needs-scripts">{button}</p>', format="html")
            title.parent.insert(title.parent.index(title) + 1, switch)
