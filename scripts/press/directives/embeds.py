"""Define the directives ``{datatable}`` and ``{codebook}``, and register the embeds by the names of their directives, with those that extensions add."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.charts.table import table_csv
from press.core.errors import PressError
from press.core.files import write_whole
from press.core.formats import ONLY_HTML
from press.core.registry import Registry
from press.core.text import Json
from press.directives.chart import CHART_EMBED
from press.directives.embed import SHOWN_RESULTS, Embed, EmbedDirective, file_path
from press.directives.links import download_link
from press.directives.provenance import download
from press.directives.tables import separated, simple_table, table_node
from press.directives.typed import marking
from press.edition.context import EditionContext, get_context
from press.language.quantities import spell_number
from press.notebooks.results import KINDS, TABLE, Result


class DatatableDirective(EmbedDirective):
    """Show a table that a notebook publishes, as a numbered table with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. Pages offer the values as a file.
    """

    kind = TABLE

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils table, followed by a paragraph with its source and, on pages, its file."""
        table = table_node(result.data[context.language], context.language, sorts=context.translate)
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


def _page(context: EditionContext, result: Result) -> list[nodes.Element]:
    return [table_node(result.data[context.language], context.language)]


def _files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    yield "csv", table_csv(result.data[context.language])


DATATABLE = Embed("datatable", DatatableDirective, _page, _files)


_LOGGER = logging.getLogger(__name__)


class CodebookDirective(SphinxDirective):
    """Describe a table of the data: its columns with their meaning, type and allowed values, and the file to take away.

    The argument is the name of the table in ``data/datapackage.json``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a paragraph, a table of the columns, and a line with download, rows, licence and checksum."""
        context = get_context(self.env.app)
        try:
            table = context.sources.describe(self.arguments[0])
            about = context.label(f"about-{table.name}")
            rows = [
                [
                    nodes.literal(field["name"], field["name"]),
                    context.label(f"{table.name}.{field['name']}")
                    + (f", {context.label(field['unit'])}" if "unit" in field else ""),
                    context.translate(field.get("type", "string")),
                    _allowed(context, field),
                ]
                for field in table.fields
            ]
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype="codebook")
            return []
        header = [context.translate(title) for title in ("Column", "Meaning", "Type", "Allowed values")]
        facts = nodes.paragraph(classes=["press-source"])
        facts += [nodes.Text(f"{context.translate('Download')}: "), download(context, table)]
        count, licence = spell_number(table.rows, context.language), context.translate(table.licence)
        words = f"{context.translate('Rows')}: {count} · {context.translate('Licence')}: {licence}"
        facts += [nodes.Text(f" · {words} · SHA-256: "), nodes.literal(table.sha256, table.sha256[:16] + "…")]
        return [nodes.paragraph(about, about), simple_table(header, rows), facts]


def _allowed(context: EditionContext, field: Json) -> nodes.Node | str:
    """Return the constraints of a column in words; codes as literals."""
    constraints, translate = field.get("constraints", {}), context.translate
    if "enum" in constraints:
        codes = [str(code) for code in constraints["enum"]]
        return nodes.inline("", "", *separated([[nodes.literal(code, code)] for code in codes], ", "))
    parts = [translate(name) for name in ("required", "unique") if constraints.get(name)]
    for name in ("minimum", "maximum"):
        if name in constraints:
            value, is_year = constraints[name], "year" in (field.get("type"), field.get("unit"))
            parts.append(f"{translate(name)} {value if is_year else spell_number(value, context.language)}")
    return ", ".join(parts) or "—"


_OWN = (CHART_EMBED, DATATABLE, Embed("codebook", CodebookDirective))
EMBEDS: Registry[Embed] = Registry("embed", {embed.name: embed for embed in _OWN})


def setup_embeds(app: Sphinx) -> None:
    """Register the directives, and the record of results that each document shows."""
    for name, embed in EMBEDS.items():
        app.add_directive(name, marking(embed.directive))
    SHOWN_RESULTS.setup(app)


def embeds_by_kind() -> dict[str, Embed]:
    """Return the embeds of results by the names of their kinds."""
    return {embed.kind.name: embed for embed in EMBEDS.values() if embed.kind}


def write_result_files(app: Sphinx) -> set[Path]:
    """Write the files of all results that chapters show, and return their paths."""
    context, embeds, paths = get_context(app), embeds_by_kind(), set()
    shown = {(item.kind, item.name): item for items in SHOWN_RESULTS.of(app.env).values() for item in items}
    for item in shown.values():
        kind = KINDS[item.kind]
        result = context.results.find(item.name, kind)
        for suffix, content in embeds[item.kind].files(context, result, item.caption):
            path = Path(app.outdir, file_path(context, item.name, suffix, kind))
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
            paths.add(path)
    return paths
