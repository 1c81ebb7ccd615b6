"""The row of one finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from reading import parsed, words

from press.audit.rows import columns, finding_row
from press.audit.verdicts import load_verdicts
from press.directives.number import quantity
from press.directives.tables import rich_entry, rich_row
from press.edition.context import EditionContext

Edition = Callable[..., EditionContext]


def test_a_row_leads_to_the_problem_that_it_belongs_to(site_with_problems: Path) -> None:
    (row,) = (
        row for row in parsed(site_with_problems / "en" / "audit.html").iter("tr") if row.get("id") == "finding-cost"
    )
    assert "Problem: Cost of the bridge" in words(row)
    assert "bridge.html#problem-cost" in [link.get("href") for link in row.iter("a")]


def row_of(context: EditionContext, claim: str) -> rich_row:
    verdict = load_verdicts(context.sources).by_id[claim]
    return finding_row(context, verdict, nodes.container("", nodes.paragraph("", "Because.")))


def cells(row: rich_row) -> list[rich_entry]:
    return [cell for cell in row.children if isinstance(cell, rich_entry)]


def test_the_columns_of_figures_and_of_statements_differ_by_what_is_set_beside_them(edition: Edition) -> None:
    context = edition("en", "audit")
    assert [column.words for column in columns(context)] == [
        "Figure",
        "Record says",
        "We compute",
        "Verdict",
        "Why",
    ]
    assert [column.words for column in columns(context, are_figures=False)] == ["Statement", "Verdict", "Why"]
    assert [column.sortable for column in columns(context)] == [True] * 4 + [False]


def test_a_row_is_sorted_by_label_by_value_and_by_the_order_of_verdicts(edition: Edition) -> None:
    row = cells(row_of(edition("en", "audit"), "cars"))
    # Of confirmed, adds-up and so on it is the second.
    assert [cell["html"].get("data-sort") for cell in row] == [
        "Cars a day",
        "",
        "4013",
        "1",
        None,
    ]


def test_where_nothing_was_computed_a_dash_stands_and_no_value(edition: Edition) -> None:
    _, recorded, recomputed, _, _ = cells(row_of(edition("en", "audit"), "opened"))
    assert {(cell.astext(), cell["html"]["data-sort"]) for cell in (recorded, recomputed)} == {("—", "")}


def test_what_a_record_says_stands_apart_from_what_was_computed(edition: Edition) -> None:
    context = edition("en", "audit")
    verdict = load_verdicts(context.sources).by_id["cars"]
    found = replace(verdict, recorded=verdict.recomputed, recomputed="")
    row = finding_row(context, found, nodes.container("", nodes.paragraph("", "Because.")))
    assert [cell.astext() for cell in cells(row)[1:3]] == ["4,013", "—"]
    assert (row["record"]["recorded_value"], row["record"]["recomputed_value"]) == ("4013", "")


def test_the_record_of_a_row_has_words_as_printed_and_values_as_data(edition: Edition) -> None:
    record = row_of(edition("kk", "audit"), "cost")["record"]
    assert (record["printed"], record["value"], record["unit"], record["scale"]) == (
        "1,5\u00a0млн\u00a0АҚШ доллары",
        "1.5",
        "dollars",
        "million",
    )
    assert record["evidence"].split()[0] == "https://www.example.com/a/contract.pdf"


def test_a_long_number_may_end_its_line_before_a_word_but_not_within_its_digits(edition: Edition) -> None:
    _, _, recomputed, _, _ = cells(row_of(edition("en", "audit"), "cost"))
    # 1.8 million US dollars.
    (number,) = recomputed.findall(quantity)
    parts = [child.astext() for child in number.children if not isinstance(child, nodes.raw)]
    assert "".join(parts).replace("\u00a0", " ") == "1.8 million US dollars"
    assert parts[0] == "1.8\u00a0"
