"""Define the directive ``{datatable}``: a published table, its form on pages of notebooks, and its file."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from press.charts.table import table_csv
from press.core.formats import ONLY_HTML
from press.directives.embed import Embed, EmbedDirective, file_path
from press.directives.links import download_link
from press.directives.nodes import table_node
from press.edition.context import EditionContext
from press.notebooks.kinds import TABLE
from press.notebooks.results import Result


class DatatableDirective(EmbedDirective):
    """Show a table that a notebook publishes, as a numbered table with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. Pages offer the values as a file.
    """

    kind = TABLE

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils table, followed by a paragraph with its source."""
        table = table_node(result.data[context.language], context.language, sorts=context.translate)
        title = nodes.title("", "", *caption, ids=[f"table-{result.name.replace('/', '-')}-caption"])
        self.set_source_info(table)
        self.set_source_info(title)
        table.insert(0, title)
        self.add_name(table)
        source = self.source_line(context, result)
        source += _file(context, result)
        return [table, source]


def _file(context: EditionContext, result: Result) -> nodes.inline:
    words = context.translate("Download as CSV")
    link = download_link("", words, path=file_path(context, result.name, "csv", TABLE))
    return nodes.inline("", " · ", link, classes=[ONLY_HTML])


def _page(context: EditionContext, result: Result) -> list[nodes.Element]:
    return [table_node(result.data[context.language], context.language)]


def _files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    yield "csv", table_csv(result.data[context.language])


DATATABLE = Embed("datatable", DatatableDirective, _page, _files)
