"""Load the bibliography as a table, for notebooks and checks."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pandas as pd
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from pybtex.database import Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.scanner import PybtexSyntaxError

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.text import lines_of, read_utf8, shortened
from press.language.registry import LANGUAGES

UNRESOLVED = "unresolved"

# Fields such as ``author_ru`` hold the names as one edition spells them.
_PEOPLE = [*Person.valid_roles, *(f"{role}_{tag}" for role in Person.valid_roles for tag in LANGUAGES)]
_ENTRY = re.compile(r"\s*@\w+\s*[{(]\s*(?P<key>[^\s,]+)\s*,")
# The parser's log messages are in the raised error too, with the file.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def read_library(path: Path) -> Library:
    """Return the entries of a BibTeX file; raise PressError for an entry that cannot be parsed or a duplicate key."""
    return _library(path, read_utf8(path))


@cached_by_state
def _library(path: Path, text: str) -> Library:
    library = parse_string(text)
    for block in library.failed_blocks:
        reason = getattr(block.error, "abort_reason", "") or str(block.error).split(". Note:")[0]
        raise _fault(path, f"this entry is malformed: {reason}", (block.start_line or 0) + 1)
    return library


def check_bibliography(path: Path) -> None:
    """Raise a PressError with file and line where one of the two parsers of the bibliography fails."""
    read_library(path)
    _check_for_pybtex(path, read_utf8(path))


@cached_by_state
def _check_for_pybtex(path: Path, text: str) -> None:
    try:
        Parser(person_fields=_PEOPLE).parse_string(text)
    except PybtexSyntaxError as error:
        raise _fault(path, f"{error.error_type}: {error.args[0]}", error.lineno) from None
    except PybtexError as error:
        raise _fault(path, str(error), _line_named_in(text, str(error))) from None


def _line_named_in(text: str, message: str) -> int | None:
    """Return the last line of ``text`` with the beginning of an entry, or a quoted text, that ``message`` mentions; or None."""
    words = {word.strip("':,") for word in message.split()}
    quoted = re.findall(r"'([^']+)'", message)
    found = None
    for number, line in enumerate(lines_of(text), start=1):
        entry = _ENTRY.match(line)
        if (entry and entry["key"] in words) or any(part in line for part in quoted):
            found = number
    return found


def _fault(path: Path, message: str, line: int | None) -> PressError:
    remedy = (
        "check braces, quotes and the commas between the fields on this line and the ones before,"
        " and that no other entry has the same key"
    )
    return PressError(shortened(message), file=path, line=line, remedy=remedy)


def load_references(path: Path) -> pd.DataFrame:
    """Return a frame with one row an entry: key, type, author, year (Int64), kind, language, unresolved (bool).

    Absent fields are missing values, and so are years that are no number. Raises PressError for a malformed file.
    """
    library = read_library(path)
    rows = [
        {"key": entry.key, "type": entry.entry_type, **{name: field.value for name, field in entry.fields_dict.items()}}
        for entry in library.entries
    ]
    frame = pd.DataFrame(rows).reindex(columns=["key", "type", "author", "year", "kind", "language", "keywords"])
    unresolved = (
        frame.pop("keywords").astype("string").fillna("").str.split(r"\s*,\s*").map(lambda words: UNRESOLVED in words)
    )
    return frame.assign(year=pd.to_numeric(frame["year"], errors="coerce").astype("Int64"), unresolved=unresolved)
