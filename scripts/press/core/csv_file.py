"""CSV files that readers take away, as spreadsheets open them rightly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# With these a spreadsheet lets a formula begin (OWASP, "CSV Injection"), in full width too.
_BEGINNING = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[-+][\d.,\s]*\d(?:[eE][-+]?\d+)?\s?%?")


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the ``rows``, headings first, after RFC 4180 in UTF-8. Without its byte order mark Excel takes the file for one in the local code page."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_as_text, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would take the text of ``cell`` for a formula, which a number with its sign is not, nor a sign alone."""
    return len(cell) > 1 and cell.startswith(_BEGINNING) and not _NUMBER.fullmatch(cell)


def _as_text(cell: object) -> object:
    """Return a cell with an apostrophe before it where it would be a formula, as OWASP advises."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
