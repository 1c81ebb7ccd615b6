"""Write CSV files for readers so that spreadsheets open them correctly."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# Characters with which a spreadsheet begins a formula (OWASP, "CSV Injection"), their full-width forms as well.
_BEGINNING = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[-+][\d.,\s]*\d(?:[eE][-+]?\d+)?\s?%?")


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Return ``rows``, headings first, as an RFC 4180 file in UTF-8 with a byte order mark, without which Excel assumes the local code page."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(_as_text, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def is_formula(cell: str) -> bool:
    """Return whether a spreadsheet would read ``cell`` as a formula; a signed number is none, nor is a sign alone."""
    return len(cell) > 1 and cell.startswith(_BEGINNING) and not _NUMBER.fullmatch(cell)


def _as_text(cell: object) -> object:
    """Return a cell, prefixed with an apostrophe where it would be a formula, as OWASP advises."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell
