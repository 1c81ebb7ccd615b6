"""Define the directive ``{codebook}``: the columns of a table, with a link to its file."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.core.errors import PressError
from press.data.tables import Field, TableDescription
from press.directives.embed import Embed
from press.directives.nodes import separated, simple_table
from press.directives.provenance import download
from press.edition.context import EditionContext, get_context
from press.language.quantities import spell_number

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
            return [_about(context, table), _columns(context, table), _facts(context, table)]
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype="codebook")
            return []


def _about(context: EditionContext, table: TableDescription) -> nodes.paragraph:
    text = context.label(f"about-{table.name}")
    return nodes.paragraph(text, text)


def _columns(context: EditionContext, table: TableDescription) -> nodes.table:
    header = [context.translate(title) for title in ("Column", "Meaning", "Type", "Allowed values")]
    rows = [
        [
            nodes.literal(field.name, field.name),
            _meaning(context, table, field),
            context.translate(field.type),
            _allowed(context, field),
        ]
        for field in table.fields
    ]
    return simple_table(header, rows)


def _meaning(context: EditionContext, table: TableDescription, field: Field) -> str:
    meaning = context.label(f"{table.name}.{field.name}")
    return f"{meaning}, {context.label(field.unit)}" if field.unit else meaning


def _allowed(context: EditionContext, field: Field) -> nodes.Node | str:
    """Return the constraints of a column in words; codes as literals."""
    constraints = field.constraints
    if "enum" in constraints:
        codes = [str(code) for code in constraints["enum"]]
        return nodes.inline("", "", *separated([[nodes.literal(code, code)] for code in codes], ", "))
    parts = [context.translate(name) for name in ("required", "unique") if constraints.get(name)]
    parts += [
        f"{context.translate(name)} {_bound(context, field, constraints[name])}"
        for name in ("minimum", "maximum")
        if name in constraints
    ]
    return ", ".join(parts) or "—"


def _bound(context: EditionContext, field: Field, value: float) -> str:
    return str(value) if "year" in (field.type, field.unit) else spell_number(value, context.language)


def _facts(context: EditionContext, table: TableDescription) -> nodes.paragraph:
    licence = context.translate(table.licence)
    rows = spell_number(table.rows, context.language)
    paragraph = nodes.paragraph(classes=["press-source"])
    paragraph += [nodes.Text(f"{context.translate('Download')}: "), download(context, table)]
    paragraph += nodes.Text(
        f" · {context.translate('Rows')}: {rows} · {context.translate('Licence')}: {licence} · SHA-256: "
    )
    paragraph += nodes.literal(table.sha256, table.sha256[:16] + "…")
    return paragraph


CODEBOOK = Embed("codebook", CodebookDirective)
