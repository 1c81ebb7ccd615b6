"""Define the directives ``{chart}``, ``{datatable}`` and ``{codebook}``, and the base of all that show a result of a notebook.

They are registered by name, with those that extensions of the book add.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.charts.table import table_csv
from press.core.errors import PressError
from press.core.files import write_changed
from press.core.formats import ONLY_HTML
from press.core.registry import Registry
from press.core.text import Json
from press.directives.chart import chart_faces, chart_node
from press.directives.components import TYPED, folded, marking
from press.directives.data_package import constraint_words
from press.directives.link_nodes import PAGE_REFERENCE, download_link
from press.directives.number import begin_sentences
from press.directives.provenance import download, works_behind
from press.directives.result_files import METADATA, chart_files, file_path, metadata
from press.directives.table_nodes import separated, simple_table, table_node
from press.edition.context import EditionContext, PerDocument, get_context
from press.edition.fallback import context_in, language_of_document
from press.language.number_phrases import counted
from press.language.quantities import spell_number
from press.notebooks.results import CHART, KINDS, TABLE, Result, ResultKind

# Markup characters, to be escaped in a label, which is plain text.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^]")


# The results that a document shows: their captions as plain text, by kind and name.
_SHOWN_RESULTS = PerDocument[dict[tuple[str, str], str]]("shown")


class Embed(NamedTuple):
    """A ``directive``; its argument names a result, if it is an `EmbedDirective`, or another thing of the book.

    For a result, ``page`` returns the nodes to show on the page of its notebook, and ``files`` yields the suffix and content of each
    downloadable file.
    """

    directive: type[SphinxDirective]
    page: Callable[[EditionContext, Result], list[nodes.Element]] | None = None
    files: Callable[[EditionContext, Result, str], Iterable[tuple[str, bytes]]] = lambda context, result, caption: ()


class EmbedDirective(SphinxDirective):
    """Find the result of this ``kind`` and build its nodes."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any] | None] = {"name": directives.unchanged_required}
    kind: ClassVar[ResultKind]

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the result; raise PressError where the input is wrong."""
        context = get_context(self.env.app)
        result = context.results.find(self.arguments[0], self.kind)
        box = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, box)
        typed = next(iter(box.children), None)
        if not isinstance(typed, nodes.paragraph):
            raise PressError(f"the {self.kind.name} has no caption", remedy="write one sentence below the directive")
        # Before the caption is copied into text alternatives, lists and the start page.
        begin_sentences(typed, context.language)
        caption, words = list(typed.children), typed.astext()
        content = self.result_nodes(context, result, caption)
        # In its new place it is still the author's.
        caption[0].parent[TYPED], caption[0].parent.line = "", typed.line
        _SHOWN_RESULTS.of(self.env).setdefault(self.env.docname, {})[result.kind, result.name] = words
        return content

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return the nodes of ``result`` with the inline nodes of its ``caption``; each directive overrides it."""
        raise NotImplementedError

    def source_line(self, context: EditionContext, result: Result) -> nodes.paragraph:
        """Return the paragraph ``Source: ... (citations). Notebook``; tables of one label are joined."""
        works: dict[str, list[str]] = {}
        for table in result.sources:
            keys = works.setdefault(_MARKUP.sub(r"\\\g<0>", context.label(f"source-{table}")), [])
            keys += [key for key in works_behind(context, table, result) if key not in keys]
        parts = [f"{label} {{cite:p}}`{','.join(keys)}`" if keys else label for label, keys in works.items()]
        notebook = f"{{doc}}`{context.translate('Notebook')} </{context.settings.book}/notebooks/{result.notebook}>`"
        text = f"{context.translate('Source')}: {'; '.join(parts)}. {notebook}"
        children, messages = self.state.inline_text(text, self.lineno)
        line = nodes.paragraph("", "", *children, *messages, classes=["press-source"])
        for link in line.findall(addnodes.pending_xref):
            link["classes"] += [PAGE_REFERENCE] if link["reftype"] == "doc" else []
        return line


class ChartDirective(EmbedDirective):
    """Show a chart that a notebook publishes, as a numbered figure with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. On pages the table follows, and
    what is to be taken away and known of the chart: its files, its words, its sources.
    """

    kind = CHART

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils figure and, for pages, the other faces, which a script turns into tabs."""
        title = nodes.caption("", "", *caption)
        words = title.astext()
        image, legend = chart_node(context, result, words), nodes.legend("", self.source_line(context, result))
        figure = nodes.figure("", image, title, legend, classes=["press-chart"])
        self.set_source_info(figure)
        self.add_name(figure)
        return [figure, chart_faces(context, result, image, words)]


class DatatableDirective(EmbedDirective):
    """Show a table that a notebook publishes, as a numbered table with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. Pages offer the values as a file.
    """

    kind = TABLE

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils table, followed by a paragraph with its source and, on pages, its file."""
        resource = result.data[context.language]
        table = table_node(resource, context.language, sorts=True, context=context)
        title = nodes.title("", "", *caption, ids=[f"table-{result.name.replace('/', '-')}-caption"])
        self.set_source_info(table)
        self.set_source_info(title)
        table.insert(0, title)
        self.add_name(table)
        path = file_path(context, result.name, "csv", TABLE)
        link = download_link("", context.translate("Download as CSV"), path=path)
        source = self.source_line(context, result)
        source += nodes.inline("", " · ", link, classes=[ONLY_HTML])
        return [table, source]


class CodebookDirective(SphinxDirective):
    """Describe a table of the data: its columns with meaning, type and allowed values, and its file.

    The argument is the name of the table in ``data/datapackage.json``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a paragraph, a line with download, rows and licence, and a table of columns, folded on pages."""
        context = get_context(self.env.app)
        label, translate, rows = context.label, context.translate, list[list[nodes.Node | str]]()
        table = context.sources.describe(self.arguments[0])
        about = label(f"about-{table.name}")
        for field in table.fields:
            name, unit = field["name"], field.get("unit")
            meaning = label(f"{table.name}.{name}")
            meaning += f", {context.vocabulary.unit(unit, context.language) or label(unit)}" if unit else ""
            kind = translate(field.get("type", "string"))
            rows.append([nodes.literal(name, name), meaning, kind, _allowed(context, field)])
        header = [translate(title) for title in ("Column", "Meaning", "Type", "Allowed values")]
        facts = nodes.paragraph(classes=["press-source"])
        facts += [nodes.Text(f"{translate('Download')}: "), download(context, table)]
        size = counted(context.language, table.rows, "{count} row", "{count} rows")
        facts += nodes.Text(f" · {size} · {translate('Licence')}: {translate(table.licence)}")
        words = counted(context.language, len(rows), "{count} column", "{count} columns")
        return [nodes.paragraph(about, about), facts, folded("", simple_table(header, rows), summary=words)]


def _allowed(context: EditionContext, field: Json) -> nodes.Node | str:
    """Return the constraints of a column in words; codes as literals."""
    constraints = field.get("constraints", {})
    if "enum" in constraints:
        codes = [str(code) for code in constraints["enum"]]
        return nodes.inline("", "", *separated([[nodes.literal(code, code)] for code in codes], ", "))
    is_year = "year" in (field.get("type"), field.get("unit"))
    spell = str if is_year else partial(spell_number, language=context.language)
    return ", ".join(constraint_words(constraints, context.translate, spell)) or "—"


def _chart_on_page(context: EditionContext, result: Result) -> list[nodes.Element]:
    return [nodes.container("", chart_node(context, result, ""), classes=["press-chart"])]


def _table_files(context: EditionContext, result: Result, caption: str) -> list[tuple[str, bytes]]:
    return [("csv", table_csv(result.data[context.language]))]


_OWN = {
    CHART.name: Embed(ChartDirective, _chart_on_page, chart_files),
    "datatable": Embed(DatatableDirective, files=_table_files),
    "codebook": Embed(CodebookDirective),
}
EMBEDS: Registry[Embed] = Registry("embed", _OWN)


def setup_embeds(app: Sphinx) -> None:
    """Register the directives, and the record of results that each document shows."""
    for name, embed in EMBEDS.items():
        app.add_directive(name, marking(embed.directive))
    _SHOWN_RESULTS.setup(app)


def embeds_by_kind() -> dict[str, Embed]:
    """Return the embeds of results by the names of their kinds."""
    embeds = [(embed.directive, embed) for embed in EMBEDS.values()]
    return {shown.kind.name: embed for shown, embed in embeds if issubclass(shown, EmbedDirective)}


def write_result_files(app: Sphinx) -> set[Path]:
    """Write the files of all results that chapters show, with their metadata, and return the paths."""
    of_edition, embeds, paths = get_context(app), embeds_by_kind(), set()
    base = of_edition.settings.base_url.rstrip("/")
    site = f"{base}/{of_edition.language}/" if base else ""
    # The first document that shows a result comes last, and wins.
    shown = sorted(_SHOWN_RESULTS.of(app.env).items(), reverse=True)
    first = dict[tuple[str, ...], tuple[str, str]]()
    for docname, captions in shown:
        language = language_of_document(app.env, docname)
        first |= {(language, *key): (docname, caption) for key, caption in captions.items()}
    for (language, kind, name), (docname, caption) in first.items():
        context = context_in(of_edition, language)
        result, page = context.results.find(name, KINDS[kind]), f"{site}{app.builder.get_target_uri(docname)}"
        files = list(embeds[kind].files(context, result, caption))
        about = [(METADATA, metadata(context, result, caption, page))] if files else []
        for suffix, content in files + about:
            path = Path(app.outdir, file_path(context, name, suffix, KINDS[kind]))
            write_changed(path, content)
            paths.add(path)
    return paths
