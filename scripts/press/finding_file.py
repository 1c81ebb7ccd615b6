"""The findings of a page as a CSV file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from press.citing_titles import plain_text
from press.context import press_of
from press.csv_file import csv_file
from press.finding_rows import REASON
from press.finding_table import DOWNLOADS, file_name
from press.quantities import RANGE_SEPARATOR
from press.tables_html import SORTABLE, rich_row

_COLUMNS = (
    "id", "figure", "printed", "value", "unit", "scale", "recomputed", "recomputed_value",
    "verdict", "verdict_words", "reason", "evidence",
)  # fmt: skip
_SCRIPT, _STYLE = "press-table.js", "press-table.css"


def setup_finding_file(app: Sphinx) -> None:
    """Have the file written with its page, and the script for the table loaded there."""
    app.connect("html-page-context", _accompany_page)


def _accompany_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    tables = (
        [] if doctree is None else [table for table in doctree.findall(nodes.table) if SORTABLE in table["classes"]]
    )
    if tables:
        app.add_js_file(_SCRIPT, loading_method="defer")
        app.add_css_file(_STYLE)
    if app.builder.name == "html":
        rows = [row for table in tables for row in table.findall(rich_row) if "record" in row]
        write_file(Path(app.outdir, DOWNLOADS, file_name(press_of(app), pagename)), rows)


def write_file(path: Path, rows: list[rich_row]) -> None:
    """Write the file, or remove what an earlier build left where the page has no findings any more."""
    if not rows:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(csv_file([_COLUMNS, *map(_cells, rows)]))


def _cells(row: rich_row) -> list[str]:
    """The cells of a row. Ranges have a dash, as a spreadsheet makes a day of September of 9/11."""
    record = {**row["record"], "reason": _reason(row)}
    for column in ("value", "recomputed_value"):
        record[column] = record[column].replace(RANGE_SEPARATOR, "–")
    return [record[column] for column in _COLUMNS]


def finding_files(app: Sphinx) -> Iterator[Path]:
    """The files of all pages that the book has, whether they are there or not."""
    press = press_of(app)
    return (Path(app.outdir, DOWNLOADS, file_name(press, docname)) for docname in app.env.found_docs)


def _reason(row: rich_row) -> str:
    """The reason as plain text."""
    found = (node for node in row.findall(nodes.container) if REASON in node["classes"])
    return " ".join(map(plain_text, found))
