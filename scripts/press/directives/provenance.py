"""Describe the provenance of numbers in the language of an edition: meaning, quotation or computation, source file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from press.core.formats import LANGUAGE_CLASS
from press.core.registry import Registry
from press.data.claims import CLAIMS, Statement
from press.data.validation import TableDescription
from press.directives.links import pending_citation, pending_link
from press.directives.number import find_quantity, spelled_number
from press.directives.tables import separated
from press.edition.context import EditionContext
from press.language.quantities import Quantity, scale_word, spell
from press.notebooks.results import NUMBER, Result


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
        lines = printed_lines(context, statement.lines)
        place = nodes.Text(f", {lines}" if lines else "")
        words = quoted(context, statement.quotation, statement.language)
        facts.append(Fact(context.translate("As printed"), [*words, place]))
    cited, nothing = pending_citation("", key=statement.citation), nodes.Text(context.translate("none given"))
    facts.append(Fact(context.translate("Source cited"), [cited if statement.citation else nothing]))
    return [*facts, Fact(context.translate("Table"), [download(context, table)])]


def printed_lines(context: EditionContext, lines: str) -> str:
    """Return ``lines`` of a source (``483-485``) in words: "line 483", "lines 483–485"; empty where they are unknown."""
    pattern = "line {lines}" if lines.isdigit() else "lines {lines}"
    return context.translate(pattern).format(lines=lines.replace("-", "–")) if lines else ""


def quoted(context: EditionContext, words: str, language: str) -> list[nodes.Node]:
    """Return ``words`` of a source in their ``language`` (empty for the default one), between the quotation marks of the edition."""
    opening, closing = context.translate("“{quotation}”").split("{quotation}")
    classes = [f"{LANGUAGE_CLASS}{language or context.settings.languages[0]}"]
    quotation = nodes.inline("", words, classes=classes, support_smartquotes=False)
    return [nodes.Text(opening), quotation, nodes.Text(closing)]


def _result_facts(context: EditionContext, result: Result, tables: Iterable[TableDescription]) -> list[Fact]:
    quantity, how, facts = result.quantity, f"how.{result.notebook}.{result.key}", []
    if context.vocabulary.has(how):
        facts.append(Fact(context.translate("How computed"), [nodes.Text(context.label(how))]))
    facts.append(Fact(context.translate("Notebook"), [cell_link(context, result)]))
    if quantity is not None and result.exact not in ("", quantity.value):
        exact = spell(Quantity(result.exact, quantity.unit), context.language, form="plain")
        facts.append(Fact(context.translate("Before rounding"), [nodes.Text(exact)]))
    return facts + [_table_fact(context, table) for table in tables]


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


def works_behind(context: EditionContext, table: str, result: Result) -> list[str]:
    """Return the keys of the works cited for ``table``.

    Where its rows name claims, only the works of those claims that ``result`` draws are returned, if it names any.
    """
    described = context.sources.describe(table)
    named = {context.statements[claim].citation for claim in result.claims}
    if not named or all(field.name != "claim" for field in described.fields):
        return described.citation
    return [work for work in described.citation if work in named]
