"""CSV files that readers take away, as spreadsheets open them rightly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the ``rows``, headings first, after RFC 4180 in UTF-8. Without its byte order mark Excel takes the file for one in the local code page."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")
