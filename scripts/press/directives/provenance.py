"""Where a number is from, in the words of an edition: what it is, how it was printed or computed, out of which file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol

from docutils import nodes
from sphinx import addnodes

from press.core.registry import Registry
from press.data.claims import CLAIMS, Statement
from press.data.tables import TableDescription
from press.directives.links import cited_work, place
from press.directives.number import find_quantity, spelled_number
from press.edition.context import Press
from press.language.quantities import Quantity, scale_word, spell
from press.notebooks.kinds import NUMBER
from press.notebooks.results import Result


class Printed(Protocol):
    """Words of a source that a book quotes, in their ``language``, with the ``lines`` where they stand."""

    @property
    def quotation(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def lines(self) -> str: ...


class Fact(NamedTuple):
    """One thing that is known of a number: a word for it and inline nodes."""

    label: str
    content: list[nodes.Node]


# What extensions tell of a statement beside where it is from, by name.
STATEMENT_FACTS: Registry[Callable[[Press, Statement], list[Fact]]] = Registry("fact about statements", {})
# Counts, places and dates are in no unit of measurement.
_UNMEASURED = frozenset({"count", "grades", "respondents", "rank", "year", "years", "month", "date"})


class Origin(NamedTuple):
    """All that is known of the number ``name``; ``spelled`` is it in full, ``raw`` as data, ``tables`` what it rests on."""

    name: str
    raw: str
    spelled: str
    title: str
    facts: list[Fact]
    tables: list[TableDescription]


def origin_of(press: Press, name: str) -> Origin:
    """Where the claim or result called ``name`` is from. PressError where there is no such number, or no words for it."""
    quantity = find_quantity(press, name)
    source, _, key = name.partition("/")
    if source == CLAIMS:
        title, tables = press.label(f"claim.{key}"), [press.sources.describe(CLAIMS)]
        facts = _claim_facts(press, press.statements[key], tables[0])
    else:
        result = press.results.find(name, NUMBER)
        tables = [press.sources.describe(table) for table in result.sources]
        title, facts = press.label(f"number.{source}.{key}"), _result_facts(press, result, tables)
    unit = _unit(press, quantity)
    told = [Fact(press.word("Unit"), [nodes.Text(unit)])] if unit else []
    return Origin(name, quantity.value, spelled_number(press, name), title, [*told, *facts], tables)


def checksums(origin: Origin) -> list[Fact]:
    """The checksums of the files that a number rests on."""
    several = len(origin.tables) > 1
    return [
        Fact(f"SHA-256, {table.path.name}" if several else "SHA-256", [nodes.literal(table.sha256, table.sha256)])
        for table in origin.tables
    ]


def _unit(press: Press, quantity: Quantity) -> str:
    """Return ``million people``; nothing where the title alone says what is counted, ranked or dated."""
    scale = press.word(quantity.scale) if quantity.scale and scale_word(quantity.scale, press.language) else ""
    unit = "" if quantity.unit in _UNMEASURED else press.label(quantity.unit)
    return " ".join(filter(None, [scale, unit]))


def _claim_facts(press: Press, statement: Statement, table: TableDescription) -> list[Fact]:
    facts = []
    if statement.quotation:
        facts.append(Fact(press.word("As printed"), _printed(press, statement)))
    cited, nothing = cited_work("", key=statement.citation), nodes.Text(press.word("none given"))
    facts.append(Fact(press.word("Source cited"), [cited if statement.citation else nothing]))
    for more in STATEMENT_FACTS.values():
        facts += more(press, statement)
    where = press.word("row {row}").format(row=statement.id)
    return [*facts, Fact(press.word("Table"), [download(press, table), nodes.Text(f", {where}")])]


def _printed(press: Press, statement: Statement) -> list[nodes.Node]:
    opening, words, closing = quoted(press, statement)
    lines = lines_of(press, statement)
    return [opening, words, closing, nodes.Text(f", {lines}" if lines else "")]


def lines_of(press: Press, statement: Printed) -> str:
    """Where ``statement`` stands in its source: "line 483", "lines 483–485", or nothing where that is not known."""
    pattern = "line {lines}" if statement.lines.isdigit() else "lines {lines}"
    return press.word(pattern).format(lines=statement.lines.replace("-", "–")) if statement.lines else ""


def quoted(press: Press, statement: Printed) -> tuple[nodes.Text, nodes.inline, nodes.Text]:
    """The words of ``statement`` as printed, between the marks of the edition, in their own language."""
    words, language = statement.quotation, statement.language or press.settings.languages[0]
    opening, closing = press.word("“{quotation}”").split("{quotation}")
    return (
        nodes.Text(opening),
        nodes.inline("", words, classes=[f"language-{language}"], support_smartquotes=False),
        nodes.Text(closing),
    )


def _result_facts(press: Press, result: Result, tables: Iterable[TableDescription]) -> list[Fact]:
    quantity = result.quantity
    how = f"how.{result.notebook}.{result.key}"
    facts = [Fact(press.word("How computed"), [nodes.Text(press.label(how))])] if press.vocabulary.has(how) else []
    facts.append(Fact(press.word("Notebook"), [_cell(press, result)]))
    if quantity is not None and result.exact not in ("", quantity.value):
        facts.append(Fact(press.word("Before rounding"), [nodes.Text(_exact(press, result.exact, quantity))]))
    return facts + [_table_fact(press, table) for table in tables]


def _exact(press: Press, exact: str, quantity: Quantity) -> str:
    return spell(Quantity(exact, quantity.unit), press.language, form="plain")


def _cell(press: Press, result: Result) -> place:
    after = press.word(", cell {cell}").format(cell=result.cell)
    docname = f"{press.settings.book}/notebooks/{result.notebook}"
    return place("", docname=docname, fragment=f"cell-{result.cell}", after=after)


def _table_fact(press: Press, table: TableDescription) -> Fact:
    label = press.label(f"source-{table.name}")
    content: list[nodes.Node] = [download(press, table), nodes.Text(f" — {label}")]
    works = [cited_work("", key=key) for key in table.citation]
    content += _within_brackets(works)
    return Fact(press.word("Computed from"), content)


def _within_brackets(works: Iterable[nodes.Node]) -> list[nodes.Node]:
    content: list[nodes.Node] = []
    for work in works:
        content += [nodes.Text("; " if content else " ("), work]
    return [*content, nodes.Text(")")] if content else []


def download(press: Press, table: TableDescription) -> addnodes.download_reference:
    """The file of a table to take away."""
    path = f"/{table.path.relative_to(press.settings.root).as_posix()}"
    reference = addnodes.download_reference("", "", refdoc="", reftarget=path, refdomain="")
    reference += nodes.literal("", table.path.name)
    return reference
