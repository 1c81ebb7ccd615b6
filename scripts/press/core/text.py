"""Read text and CSV files that people edit, write CSV for spreadsheets, and shorten texts and lists for messages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.core.errors import PressError

Json = dict[str, Any]
# Translates an English msgid of the interface into one language.
Translate = Callable[[str], str]
_LONGEST_TOLD = 500
# Characters with which a spreadsheet begins a formula (OWASP, "CSV Injection"), their full-width forms as well.
_BEGINNING = tuple("=+-@\t\r\n＝＋－＠")
_NUMBER = re.compile(r"[-+][\d.,\s]*\d(?:[eE][-+]?\d+)?\s?%?")


def read_utf8(path: Path) -> str:
    """Return the text of ``path`` without its byte order mark; raise PressError for a missing file or another encoding."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (FileNotFoundError, IsADirectoryError):
        raise PressError("the file is missing", file=path, remedy="restore it, or take out what names it") from None
    except UnicodeDecodeError as error:
        position = error.start - error.object.rfind(b"\n", 0, error.start)
        message = f"not UTF-8: found byte {error.object[error.start]:#04x} at position {position} of the line"
        line = error.object.count(b"\n", 0, error.start) + 1
        remedy = "save the file as UTF-8 (in a spreadsheet: 'CSV UTF-8')"
        raise PressError(message, file=path, line=line, remedy=remedy) from None


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` as editors count them: `str.splitlines` also splits at characters that editors show within a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def line_at(text: str, place: int) -> int:
    """Return the line (from 1) of the character at ``place`` of ``text``."""
    return text.count("\n", 0, place) + 1


def first_line(error: Exception) -> str:
    """Return the first line of the message of ``error``, or the name of its class if that is empty."""
    return next(iter(str(error).splitlines()), type(error).__name__)


def near_names(name: str, known: Iterable[str]) -> str:
    """Return the names most like ``name``, for a message; the first ones where none is like it."""
    names = sorted(known) if isinstance(known, set | frozenset) else list(known)
    return ", ".join(get_close_matches(name, names, n=3, cutoff=0.4) or names[:3])


def shortened(text: str) -> str:
    """Return ``text`` for a message, of one that is far too long for that the beginning."""
    return text if len(text) <= _LONGEST_TOLD else f"{text[:_LONGEST_TOLD]}…"


def record_lines(path: Path, *, empty: bool = False) -> list[int]:
    """Return the line (from 1) on which each record of a CSV file begins, ``empty`` ones only if asked for.

    Raises PressError for an unbalanced quotation mark.
    """
    text = read_utf8(path)
    head = text.partition("\n")[0]
    if ";" in head and "," not in head:
        remedy = "save it as CSV with commas, and with decimal points"
        raise PressError("the columns are divided by semicolons", file=path, line=1, remedy=remedy)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines: list[int] = []
    begin = 1
    try:
        for record in reader:
            lines += [begin] if record or empty else []
            begin = reader.line_num + 1
    except csv.Error as error:
        remedy = 'put text that holds a comma or line end between two quotation marks ("), and double a mark within'
        message = f"a quotation mark in this row is not closed, or closes before its cell ends ({error})"
        raise PressError(message, file=path, line=begin, remedy=remedy) from None
    return lines


def listed(names: Sequence[str], most: int) -> str:
    """Return the first ``most`` of ``names`` for a message, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def records_of(
    path: Path, columns: Sequence[str], optional: Collection[str] = ()
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the records of a CSV file with these ``columns``, in any order, each with the line on which it begins.

    Raises PressError with file and line for another column, and for a cell that is too many, or empty without being ``optional``.
    """
    lines = record_lines(path)[1:]
    reader = csv.DictReader(io.StringIO(read_utf8(path), newline=""), strict=True)
    present = list(reader.fieldnames or [])
    if sorted(present) != sorted(columns):
        faults = [f"unknown column '{name}'" for name in present if name not in columns]
        faults += [f"no column '{name}'" for name in columns if name not in present]
        message = shortened(", ".join(faults) or f"a column occurs twice: {', '.join(present)}")
        raise PressError(message, file=path, line=1, remedy=f"the first line must be: {','.join(columns)}")
    for line, record in zip(lines, reader, strict=True):
        # DictReader puts cells beyond the header under None and fills a short record with None.
        if None in record:
            message = f"the row has {len(columns) + len(record[None])} cells for {len(columns)} columns"
            raise PressError(message, file=path, line=line, remedy='put quotes (") around words that hold a comma')
        cells = {column: (record[column] or "").strip() for column in columns}
        if empty := next((column for column in columns if not cells[column] and column not in optional), ""):
            message = f"the column '{empty}' is empty for the {columns[0]} '{cells[columns[0]]}'"
            raise PressError(message, file=path, line=line, remedy="write its words, or remove the row")
        yield line, cells


def csv_rows(text: str) -> list[list[str]]:
    """Return the rows of a CSV text as lists of cells, without empty lines."""
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def csv_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Return ``rows``, headings first, as an RFC 4180 file in UTF-8 with the byte order mark that Excel needs.

    A cell that a spreadsheet would read as a formula begins with an apostrophe, as OWASP advises; a signed number is none, nor is a sign alone.
    """

    def as_text(cell: object) -> object:
        is_text = isinstance(cell, str) and len(cell) > 1 and cell.startswith(_BEGINNING)
        return f"'{cell}" if is_text and not _NUMBER.fullmatch(str(cell)) else cell

    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(as_text, row) for row in rows)
    return text.getvalue().encode("utf-8-sig")
