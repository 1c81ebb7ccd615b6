"""The table of all findings of a chapter."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from docutils import nodes

from press.context import Press
from press.editions import address
from press.finding_rows import Column, columns
from press.tables_html import SORTABLE, rich_body, rich_entry, rich_head, rich_row, rich_table
from press.verdicts import SIGNS, verdict_words

_WIDTHS = (30, 13, 15, 42)
DOWNLOADS = "_downloads"


def finding_table(press: Press, rows: Sequence[nodes.Node], docname: str) -> rich_table:
    """The table of ``rows`` (made by ``finding_row``), with all that the page's script needs to filter and sort it."""
    table = rich_table(classes=["press-table", "press-findings", SORTABLE], html=_attributes(press, rows))
    table["download"] = (press.word("Download as CSV"), f"{DOWNLOADS}/{file_name(press, docname)}")
    group = nodes.tgroup(cols=len(_WIDTHS))
    group += [nodes.colspec(colwidth=width) for width in _WIDTHS]
    group += rich_head("", rich_row("", *(_heading(column) for column in columns(press))))
    group += rich_body("", *rows)
    table += group
    return table


def file_name(press: Press, docname: str) -> str:
    """The CSV file of the findings in ``docname``, below the folder of downloads."""
    return f"{address(docname, press.settings)}.{press.language}.csv"


def _heading(column: Column) -> rich_entry:
    html = {"scope": "col"} | ({"data-sortable": ""} if column.sortable else {})
    return rich_entry("", nodes.paragraph("", column.words), html=html)


def _attributes(press: Press, rows: Sequence[nodes.Node]) -> dict[str, str]:
    """The name of the table, and the words of the script in the language of the page."""
    count = Counter(row["record"]["verdict"] for row in rows if isinstance(row, rich_row))
    groups = [[code, _group_words(press, code)] for code in press.verdicts.codes if count[code]]
    return {
        "aria-label": press.word("Findings"),
        "data-groups": json.dumps(groups, ensure_ascii=False),
        "data-word-groups": press.word("Verdict"),
        "data-word-all": press.word("All"),
        "data-word-find": press.word("Find in the table"),
        "data-word-sort": press.word("Sort by"),
        "data-word-shown": press.word("Rows shown: {shown} of {all}"),
    }


def _group_words(press: Press, code: str) -> str:
    return f"{SIGNS.get(code, '')} {verdict_words(press, code)}".strip()
