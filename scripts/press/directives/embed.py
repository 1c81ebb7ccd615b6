"""The directives by which a chapter embeds the charts and tables that the notebooks published."""

from __future__ import annotations

from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.core.errors import PressError
from press.directives.chart import chart_faces, chart_node
from press.directives.chart_files import Shown, file_path, remember
from press.directives.chart_html import take_away
from press.directives.chart_sources import works_behind
from press.directives.nodes import table_node
from press.edition.context import Press, press_of
from press.notebooks.kinds import CHART, TABLE, ResultKind
from press.notebooks.results import Result

_LOGGER = logging.getLogger(__name__)


def setup_embed(app: Sphinx) -> None:
    """Register ``{chart}`` and ``{datatable}``."""
    app.add_directive("chart", ChartDirective)
    app.add_directive("datatable", DatatableDirective)


class EmbedDirective(SphinxDirective):
    """Shared by charts and tables: find the result, build its nodes, turn bad input into a warning with file and line."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any] | None] = {"name": directives.unchanged_required}
    kind: ClassVar[ResultKind]

    def run(self) -> list[nodes.Node]:
        """The nodes of the result, or none and a warning."""
        press = press_of(self.env.app)
        try:
            result = press.results.find(self.arguments[0], self.kind)
            return self.result_nodes(press, result)
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=self.kind.name)
            return []

    def result_nodes(self, press: Press, result: Result) -> list[nodes.Node]:
        """Override: the nodes of ``result``."""
        raise NotImplementedError

    def caption(self) -> list[nodes.Node]:
        """The inline nodes of the caption that the chapter gives."""
        box = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, box)
        first = next(iter(box.children), None)
        if not isinstance(first, nodes.paragraph):
            raise PressError(f"the {self.kind.name} has no caption", remedy="write one sentence below the directive")
        return list(first.children)

    def source_line(self, press: Press, result: Result) -> nodes.paragraph:
        """``Source: ... (citations). Notebook``, in the language of the edition."""
        parts = [_with_citations(label, keys) for label, keys in _by_label(press, result).items()]
        notebook = f"{{doc}}`{press.word('Notebook')} </{press.settings.book}/notebooks/{result.notebook}>`"
        text = f"{press.word('Source')}: {'; '.join(parts)}. {notebook}"
        children, messages = self.state.inline_text(text, self.lineno)
        return nodes.paragraph("", "", *children, *messages, classes=["press-source"])


def _by_label(press: Press, result: Result) -> dict[str, list[str]]:
    """Return the works behind ``result`` by the words for where its tables come from; tables of one place stand together."""
    sources: dict[str, list[str]] = {}
    for table in result.sources:
        keys = sources.setdefault(press.label(f"source-{table}"), [])
        keys += [key for key in works_behind(press, table, result) if key not in keys]
    return sources


def _with_citations(label: str, keys: list[str]) -> str:
    return f"{label} {{cite:p}}`{','.join(keys)}`" if keys else label


class ChartDirective(EmbedDirective):
    """A numbered figure: the chart, its caption, its source and, on the site, the other faces of the chart."""

    kind = CHART

    def result_nodes(self, press: Press, result: Result) -> list[nodes.Node]:
        """A docutils figure and, for pages only, the faces that its script gathers into the figure."""
        caption = self.caption()
        words = "".join(node.astext() for node in caption)
        figure = nodes.figure(classes=["press-chart"])
        figure += chart_node(press, result, words, with_faces=True)
        figure += nodes.caption("", "", *caption)
        figure += nodes.legend("", self.source_line(press, result))
        self.set_source_info(figure)
        self.add_name(figure)
        remember(self.env, Shown(result.name, self.kind.name, words))
        return [figure, chart_faces(press, result, words)]


class DatatableDirective(EmbedDirective):
    """A numbered table with its caption, its source and, on the site, its values as a file."""

    kind = TABLE

    def result_nodes(self, press: Press, result: Result) -> list[nodes.Node]:
        """A docutils table, and its source as the paragraph after it."""
        caption = self.caption()
        table = table_node(result.data[press.language], press.language, sorts=press.word)
        title = nodes.title("", "", *caption, ids=[f"table-{result.name.replace('/', '-')}-caption"])
        self.set_source_info(table)
        self.set_source_info(title)
        table.insert(0, title)
        self.add_name(table)
        remember(self.env, Shown(result.name, self.kind.name, "".join(node.astext() for node in caption)))
        source = self.source_line(press, result)
        source += self._file(press, result)
        return [table, source]

    def _file(self, press: Press, result: Result) -> nodes.inline:
        words = press.word("Download as CSV")
        link = take_away("", words, path=file_path(press, result.name, "csv", self.kind))
        return nodes.inline("", " · ", link, classes=["only-html"])
