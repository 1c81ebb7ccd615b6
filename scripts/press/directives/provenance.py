"""Describe the provenance of numbers in the language of an edition: meaning, quotation or computation, source file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Protocol

from docutils import nodes
from sphinx import addnodes

from press.core.formats import LANGUAGE_CLASS
from press.core.registry import Registry
from press.data.claims import CLAIMS, Statement
from press.data.tables import TableDescription
from press.directives.links import pending_citation, pending_link
from press.directives.number import find_quantity, spelled_number
from press.directives.tables import separated
from press.edition.context import EditionContext
from press.language.quantities import Quantity, scale_word, spell
from press.notebooks.kinds import NUMBER
from press.notebooks.results import Result


class Printed(Protocol):
    """Words of a source that a book quotes, in their ``language``, with their ``lines`` in it."""

    @property
    def quotation(self) -> str:
        """Return the words as printed."""

    @property
    def language(self) -> str:
        """Return their language tag; empty for the default language."""

    @property
    def lines(self) -> str:
        """Return their line or lines (``483-485``); empty where unknown."""


class Fact(NamedTuple):
    """One property of a number: its label and its value as inline nodes."""

    label: str
    content: list[nodes.Node]


# Facts about a statement that the list of numbers tells besides, contributed by extensions, by name.
STATEMENT_FACTS: Registry[Callable[[EditionContext, Statement], list[Fact]]] = Registry("fact about statements", {})
# Counts, ranks and dates have no unit of measurement.
_UNMEASURED = frozenset({"count", "grades", "respondents", "rank", "year", "years", "month", "date"})


class Origin(NamedTuple):
    """The provenance of the number ``name``: its value as data (``raw``) and in words (``spelled``), title, facts and source ``tables``.

    Of a statement the list of numbers also tells its ``row`` in the table, and what extensions have ``found`` of it.
    """

    name: str
    raw: str
    spelled: str
    title: str
    facts: list[Fact]
    tables: list[TableDescription]
    row: str = ""
    found: Sequence[Fact] = ()


def origin_of(context: EditionContext, name: str) -> Origin:
    """Return the provenance of the claim or result called ``name``; PressError where it does not exist or has no label."""
    quantity, row, found = find_quantity(context, name), "", list[Fact]()
    source, _, key = name.partition("/")
    if source == CLAIMS:
        title, tables, statement = (
            context.label(f"claim.{key}"),
            [context.sources.describe(CLAIMS)],
            context.statements[key],
        )
        facts, row = _claim_facts(context, statement, tables[0]), context.translate("row {row}").format(row=key)
        found = [fact for more in STATEMENT_FACTS.values() for fact in more(context, statement)]
    else:
        result = context.results.find(name, NUMBER)
        tables = [context.sources.describe(table) for table in result.sources]
        title, facts = context.label(f"number.{source}.{key}"), _result_facts(context, result, tables)
    unit = _unit(context, quantity)
    unit_fact = [Fact(context.translate("Unit"), [nodes.Text(unit)])] if unit else []
    return Origin(name, quantity.value, spelled_number(context, name), title, [*unit_fact, *facts], tables, row, found)


def _unit(context: EditionContext, quantity: Quantity) -> str:
    """Return ``million people``; empty where the title alone says what is counted, ranked or dated."""
    scale = context.translate(quantity.scale) if quantity.scale and scale_word(quantity.scale, context.language) else ""
    unit = "" if quantity.unit in _UNMEASURED else context.label(quantity.unit)
    return " ".join(filter(None, [scale, unit]))


def _claim_facts(context: EditionContext, statement: Statement, table: TableDescription) -> list[Fact]:
    facts = []
    if statement.quotation:
        facts.append(Fact(context.translate("As printed"), _printed(context, statement)))
    cited, nothing = pending_citation("", key=statement.citation), nodes.Text(context.translate("none given"))
    facts.append(Fact(context.translate("Source cited"), [cited if statement.citation else nothing]))
    return [*facts, Fact(context.translate("Table"), [download(context, table)])]


def _printed(context: EditionContext, statement: Statement) -> list[nodes.Node]:
    opening, words, closing = quoted(context, statement)
    lines = printed_lines(context, statement)
    return [opening, words, closing, nodes.Text(f", {lines}" if lines else "")]


def printed_lines(context: EditionContext, statement: Printed) -> str:
    """Return the lines of ``statement`` in its source: "line 483", "lines 483–485"; empty where they are unknown."""
    pattern = "line {lines}" if statement.lines.isdigit() else "lines {lines}"
    return context.translate(pattern).format(lines=statement.lines.replace("-", "–")) if statement.lines else ""


def quoted(context: EditionContext, statement: Printed) -> tuple[nodes.Text, nodes.inline, nodes.Text]:
    """Return the quotation of ``statement`` in its own language, between the quotation marks of the edition."""
    words, language = statement.quotation, statement.language or context.settings.languages[0]
    opening, closing = context.translate("“{quotation}”").split("{quotation}")
    return (
        nodes.Text(opening),
        nodes.inline("", words, classes=[f"{LANGUAGE_CLASS}{language}"], support_smartquotes=False),
        nodes.Text(closing),
    )


def _result_facts(context: EditionContext, result: Result, tables: Iterable[TableDescription]) -> list[Fact]:
    quantity = result.quantity
    how = f"how.{result.notebook}.{result.key}"
    facts = (
        [Fact(context.translate("How computed"), [nodes.Text(context.label(how))])]
        if context.vocabulary.has(how)
        else []
    )
    facts.append(Fact(context.translate("Notebook"), [cell_link(context, result)]))
    if quantity is not None and result.exact not in ("", quantity.value):
        facts.append(Fact(context.translate("Before rounding"), [nodes.Text(_exact(context, result.exact, quantity))]))
    return facts + [_table_fact(context, table) for table in tables]


def _exact(context: EditionContext, exact: str, quantity: Quantity) -> str:
    return spell(Quantity(exact, quantity.unit), context.language, form="plain")


def cell_link(context: EditionContext, result: Result) -> pending_link:
    """Return a link to the cell that published ``result``, on the page of its notebook."""
    after = context.translate(", cell {cell}").format(cell=result.cell)
    docname = f"{context.settings.book}/notebooks/{result.notebook}"
    return pending_link("", docname=docname, fragment=f"cell-{result.cell}", after=after)


def _table_fact(context: EditionContext, table: TableDescription) -> Fact:
    label = context.label(f"source-{table.name}")
    content: list[nodes.Node] = [download(context, table), nodes.Text(f" — {label}")]
    works = [[pending_citation("", key=key)] for key in table.citation]
    if works:
        content += [nodes.Text(" ("), *separated(works, "; "), nodes.Text(")")]
    return Fact(context.translate("Computed from"), content)


def download(context: EditionContext, table: TableDescription) -> addnodes.download_reference:
    """Return a download reference to the file of a table."""
    path = f"/{table.path.relative_to(context.settings.root).as_posix()}"
    reference = addnodes.download_reference("", "", refdoc="", reftarget=path, refdomain="")
    reference += nodes.literal("", table.path.name)
    return reference
