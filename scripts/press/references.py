"""Reads the bibliography as a table, for notebooks and checks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from bibtexparser.entrypoint import parse_file
from bibtexparser.library import Library

from press.errors import PressError

UNRESOLVED = "unresolved"


def read_library(path: Path) -> Library:
    """The entries of a BibTeX file; a block that cannot be parsed, or a key that occurs twice, is a PressError."""
    try:
        library = parse_file(str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise PressError(f"the bibliography cannot be read: {error}", file=path, remedy="save it as UTF-8") from None
    for block in library.failed_blocks:
        raise PressError(
            f"this entry is malformed: {block.error}",
            file=path,
            line=(block.start_line or 0) + 1,
            remedy="check its braces and commas, and that no other entry has the same key",
        )
    return library


def load_references(path: Path) -> pd.DataFrame:
    """One row an entry: key, type, author, year (Int64), kind, language, unresolved (bool); absent fields are missing."""
    rows = [
        {"key": entry.key, "type": entry.entry_type, **{name: field.value for name, field in entry.fields_dict.items()}}
        for entry in read_library(path).entries
    ]
    frame = pd.DataFrame(rows).reindex(columns=["key", "type", "author", "year", "kind", "language", "keywords"])
    unresolved = frame.pop("keywords").fillna("").str.split(r"\s*,\s*").map(lambda words: UNRESOLVED in words)
    return frame.assign(year=pd.to_numeric(frame["year"]).astype("Int64"), unresolved=unresolved)
