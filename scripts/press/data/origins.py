"""Find where the rows of a table were found: the web pages that say what they hold, and whose statement that is.

A row names its pages in a column of addresses, alone or through a foreign key to a row of another table, such as one of evidence.
Where no row of a table names any, they are the ``sources`` of its description. The column that says who has the ``rdfType`` of
`CREATOR` in the description of its table (https://specs.frictionlessdata.io/table-schema/#rich-types).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.text import near_names
from press.data.addresses import WebPage, addresses_in, page_at
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.sources import Sources
from press.data.validation import Row, accepted_rows, texts_of

# The values of a table's primary key in one row, as texts.
RowKey = tuple[str, ...]

CREATOR = "http://purl.org/dc/terms/creator"
# The column with the day on which the pages of a row were read.
_READ = "read"


class Origin(NamedTuple):
    """The ``pages`` that say what a row holds, and ``who`` says so: a code of the vocabulary, empty where the row has none.

    It is None where no column of its table would say so.
    """

    who: str | None
    pages: tuple[WebPage, ...]


def key_columns(package: DataPackage, table: str) -> list[str]:
    """Return the columns of the primary key of ``table``; raise PressError where its description has none."""
    columns = _listed(package.resource(table)["schema"].get("primaryKey") or [])
    if not columns:
        message = f"the table '{table}' has no primaryKey, by which a number could name its rows"
        raise package.fault(table, message, "add the key to its schema")
    return columns


@cached_per_build
def rows_by_key(package: DataPackage, table: str) -> dict[RowKey, Row]:
    """Return the rows of ``table`` by the values of its primary key."""
    columns = key_columns(package, table)
    rows = accepted_rows(package, table)
    keys = [tuple(texts[column] for column in columns) for texts in texts_of(rows)]
    return dict(zip(keys, rows, strict=True))


def row_at(package: DataPackage, table: str, key: RowKey) -> Row:
    """Return the row of ``table`` with the primary key ``key``; raise PressError with similar keys where there is none."""
    rows = rows_by_key(package, table)
    if key in rows:
        return rows[key]
    near = near_names(", ".join(key), [", ".join(known) for known in rows])
    message = f"the table '{table}' has no row '{', '.join(key)}'"
    raise PressError(message, file=package.file(table), remedy=f"name a row by its primary key, such as {near}")


def origin_of_row(sources: Sources, table: str, key: RowKey) -> Origin:
    """Return where the row ``key`` of ``table`` was found; no pages where neither it nor the description of its table names any."""
    row = row_at(sources.package, table, key)
    read = str(row.get(_READ) or "")
    found = [_origin_in_cells(sources, table, row, read)]
    for column, other in _references(sources.package, table).items():
        if row[column]:
            referred = row_at(sources.package, other, (str(row[column]),))
            found.append(_origin_in_cells(sources, other, referred, str(referred.get(_READ) or read)))
    said_by = [origin.who for origin in found if origin.who is not None]
    who = next(filter(None, said_by), "") if said_by else None
    pages = {page.address: page for origin in found for page in origin.pages}
    if not pages:
        described = sources.package.resource(table).get("sources", [])
        paths = [address for source in described for address in addresses_in(source.get("path"))]
        pages = {path: page_at(sources, path) for path in paths}
    return Origin(who, tuple(pages.values()))


def _origin_in_cells(sources: Sources, table: str, row: Row, read: str) -> Origin:
    """Return what the cells of a ``row`` of ``table`` say of its origin; its pages were ``read`` on that day, unless another is known."""
    creators = [field["name"] for field in sources.package.fields(table) if field.get("rdfType") == CREATOR]
    who = next((str(row[column]) for column in creators if row[column]), "" if creators else None)
    pages = []
    for cell in row.values():
        for address in addresses_in(cell):
            page = page_at(sources, address)
            pages.append(page if page.read else page.read_on(read))
    return Origin(who, tuple(pages))


def _references(package: DataPackage, table: str) -> Mapping[str, str]:
    """Return the tables whose primary key a column of ``table`` holds; figures of the source have origins of their own."""
    found: dict[str, str] = {}
    for foreign in package.resource(table)["schema"].get("foreignKeys", []):
        other, columns = foreign["reference"].get("resource", ""), _listed(foreign["fields"])
        is_row = other not in ("", table, CLAIMS) and _listed(foreign["reference"]["fields"]) == key_columns(
            package, other
        )
        if is_row and len(columns) == 1:
            found[columns[0]] = other
    return found


def _listed(names: str | list[str]) -> list[str]:
    """Return the names of columns, for which the standard allows one by itself."""
    return [names] if isinstance(names, str) else list(names)
