"""Load the bibliography as a table, for notebooks and checks."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from pybtex.database import Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.text import read_utf8, shortened
from press.language.registry import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

UNRESOLVED = "unresolved"

# Fields such as ``author_ru`` hold the names as one edition spells them.
_PEOPLE = [*Person.valid_roles, *(f"{role}_{tag}" for role in Person.valid_roles for tag in LANGUAGES)]
# The parser's log messages are in the raised error too, with the file.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


@cached_by_state
def read_library(path: Path) -> Library:
    """Return the entries of a BibTeX file; raise PressError for an entry that cannot be parsed or a duplicate key."""
    library = parse_string(read_utf8(path))
    for block in library.failed_blocks:
        reason = getattr(block.error, "abort_reason", "") or str(block.error).split(". Note:")[0]
        raise _fault(path, f"this entry is malformed: {reason}", (block.start_line or 0) + 1)
    return library


@cached_by_state
def check_bibliography(path: Path) -> None:
    """Raise a PressError with file and line where one of the two parsers of the bibliography fails."""
    read_library(path)
    text = read_utf8(path)
    try:
        Parser(person_fields=_PEOPLE).parse_string(text)
    except PybtexError as error:
        raise _fault(path, str(error), getattr(error, "lineno", None)) from None


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
    import pandas as pd  # noqa: PLC0415  slow to import, and for notebooks alone

    library = read_library(path)
    rows = [
        {"key": entry.key, "type": entry.entry_type, **{name: field.value for name, field in entry.fields_dict.items()}}
        for entry in library.entries
    ]
    frame = pd.DataFrame(rows).reindex(columns=["key", "type", "author", "year", "kind", "language", "keywords"])
    keywords = frame.pop("keywords").astype("string").fillna("").str.split(r"\s*,\s*")
    unresolved = keywords.map(lambda names: UNRESOLVED in names)
    return frame.assign(year=pd.to_numeric(frame["year"], errors="coerce").astype("Int64"), unresolved=unresolved)
