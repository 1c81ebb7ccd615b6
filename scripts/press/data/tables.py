"""Load tables: validate them against the descriptor and return frames with types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from press.core.errors import PressError
from press.core.project import find_root
from press.core.text import Json
from press.data.descriptor import DataPackage, read_package
from press.data.validation import HASH_PREFIX, Row, check_hash, checked_rows, file_hash

UNKNOWN = "unknown"
# Names on the list of the Open Definition, from which the standard takes those of licences, that are no licences of their own.
_LICENCES = {"notspecified": UNKNOWN, "other-at": "the producer’s own terms, which ask that the source be named"}

_DTYPES = {
    "integer": "Int64",
    "year": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[ns]",
    "datetime": "datetime64[ns]",
}


@dataclass(frozen=True)
class Field:
    """A column: its name, Table Schema type, unit code (or None), constraints and English title."""

    name: str
    type: str
    unit: str | None = None
    constraints: dict[str, Any] = field(default_factory=dict)
    title: str = ""


@dataclass(frozen=True)
class TableDescription:
    """The description of a table for a codebook; ``citation`` holds keys of the bibliography."""

    name: str
    path: Path
    fields: list[Field]
    rows: int
    sha256: str
    title: str = ""
    licence: str = UNKNOWN
    citation: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)


def load_table(name: str, root: Path | None = None) -> pd.DataFrame:
    """Return the table ``name`` of the book at ``root`` (by default the book around the working directory).

    Whole numbers and years are Int64, numbers float64, text string, and columns with an enum ordered categories in its
    order; empty cells are missing values. Raises PressError where the file breaks its
    description or has another checksum.
    """
    package = _package(root)
    return frame_of(package, name, sound_rows(package, name))


def frame_of(package: DataPackage, name: str, rows: Sequence[Row]) -> pd.DataFrame:
    """Return ``rows`` of the table ``name`` as a frame with types, as `load_table` does."""
    columns = {item["name"]: item for item in package.fields(name)}
    return pd.DataFrame({key: _column([row[key] for row in rows], item) for key, item in columns.items()})


def load_tables(root: Path | None = None) -> dict[str, pd.DataFrame]:
    """Return all tables of the book by name, as `load_table` does."""
    package = _package(root)
    return {name: frame_of(package, name, sound_rows(package, name)) for name in package.names}


def table_names(root: Path | None = None) -> list[str]:
    """Return the names of the book's tables, in the order of its descriptor."""
    return _package(root).names


def _package(root: Path | None) -> DataPackage:
    return read_package(root or find_root())


def describe_table(package: DataPackage, name: str, rows: int) -> TableDescription:
    """Return the description of the table ``name``, with the number of its ``rows`` and the checksum of its file."""
    resource = package.resource(name)
    path = package.file(name)
    return TableDescription(
        name=name,
        path=path,
        fields=[_field(item) for item in package.fields(name)],
        rows=rows,
        sha256=file_hash(path).removeprefix(HASH_PREFIX),
        title=str(resource.get("title", "")),
        licence=_licence(resource.get("licenses") or package.about.get("licenses") or []),
        citation=list(resource.get("citation", [])),
        sources=[str(source.get("title", "")) for source in resource.get("sources", [])],
    )


def _licence(licences: Sequence[Json]) -> str:
    """Return the names of ``licences``, which are those of the package where a table has none."""
    names = [str(one.get("name") or one.get("title") or one.get("path") or UNKNOWN) for one in licences]
    return ", ".join(_LICENCES.get(name, name) for name in names) or UNKNOWN


def check_citations(package: DataPackage, works: Collection[str]) -> None:
    """Raise PressError where the descriptor cites for a table a work that is not among ``works``, the keys of the bibliography."""
    cited = [(name, key) for name in package.names for key in package.resource(name).get("citation", [])]
    for name, key in cited:
        if key not in works:
            raise package.fault(
                name,
                f"'citation' of the table '{name}' names '{key}', which the bibliography lacks",
                "correct the key, or add the work to the bibliography",
            )


def years_of(names: Iterable[str], root: Path) -> set[str]:
    """Return the names of columns with years in the tables ``names``; skip unknown tables, which other checks report."""
    found: set[str] = set()
    for name in names:
        with suppress(PressError):
            fields = read_package(root).fields(name)
            found |= {item["name"] for item in fields if "year" in (item.get("type"), item.get("unit"))}
    return found


def _field(item: Json) -> Field:
    constraints, title = dict(item.get("constraints", {})), str(item.get("title", ""))
    return Field(item["name"], item.get("type", "string"), item.get("unit"), constraints, title)


def _column(values: list[Any], item: Json) -> pd.Series[Any]:
    allowed = item.get("constraints", {}).get("enum")
    if allowed:
        return pd.Series(pd.Categorical(values, categories=allowed, ordered=True))
    if item.get("type") == "number":
        values = [None if value is None else float(value) for value in values]
    return pd.Series(values, dtype=_DTYPES.get(item.get("type", "string"), "string"))


def sound_rows(package: DataPackage, name: str) -> tuple[Row, ...]:
    """Return the validated rows of the table ``name``; raise PressError where its checksum is not that of its description."""
    rows = checked_rows(package, name)
    check_hash(package, name)
    return tuple(rows)
