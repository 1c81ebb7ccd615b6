"""Draft the description of a table or column that the descriptor lacks.

Types and keys are inferred from the file; a mark stands where a person has to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from babel import Locale

from press.core.errors import PressError
from press.core.files import visible
from press.core.text import Json, csv_rows, read_utf8, record_lines
from press.data.descriptor import DataPackage, ForeignKey, are_labels
from press.data.vocabulary import CODE

# The mark at the start of a text that a person has to write; a check reports those that are left.
TO_WRITE = "TODO:"
_TEXTS = {
    "title": "what the table holds, in a few words",
    "description": "what was counted or measured, by whom, and how",
    "producer": "who made the data",
    "vintage": "the time that the values are of, or the edition",
}
_SOURCES = [{"title": f"{TO_WRITE} where it was read", "path": f"{TO_WRITE} its address, or leave this line out"}]
_YEARS = range(1500, 2200)
_MOST_KEYS = 3


def undescribed(package: DataPackage) -> list[Path]:
    """Return the tables in the data folder without a description; labels need none."""
    known = {package.file(name).resolve() for name in package.names}
    folder = package.path.parent
    return [
        path for path in visible(folder.rglob("*.csv")) if path.resolve() not in known and not are_labels(path, folder)
    ]


def draft(package: DataPackage, path: Path) -> Json:
    """Return a description of the table at ``path``: columns with types inferred by frictionless, and the properties that related tables have."""
    record_lines(path)
    header, *rows = csv_rows(read_utf8(path)) or [[]]
    _check_header(path, header, rows)
    related = _related(package, path)
    columns = {name: [row[at] for row in rows] for at, name in enumerate(header)}
    have_titles = _fields_have_titles(related)
    schema: Json = {"fields": list(_fields(columns, have_titles)), "primaryKey": _key(columns)}
    if keys := list(_foreign_keys(package, columns)):
        schema["foreignKeys"] = keys
    schema["missingValues"] = [""]
    needed = [name for name in _TEXTS if name in ("title", "description") or _all_have(related, name)]
    texts = {name: f"{TO_WRITE} {_TEXTS[name]}" for name in needed}
    return {
        "name": _name(package, path),
        "path": path.relative_to(package.path.parent).as_posix(),
        "profile": "tabular-data-resource",
        "title": texts.pop("title"),
        "description": texts.pop("description"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        # Written when the table is accepted.
        "bytes": None,
        "hash": None,
        **texts,
        # Without it the table would be under the licence of the book.
        "licenses": [{"name": "notspecified"}],
        "sources": _SOURCES,
        **({"citation": []} if _all_have(related, "citation") else {}),
        "schema": schema,
    }


def draft_columns(package: DataPackage, name: str, languages: Sequence[str]) -> list[str]:
    """Add descriptions of the undescribed columns of the table ``name``, in the order of its file; return their names.

    Nothing is drafted where a described column is gone as well, which may have been renamed. A column of labels in one of
    ``languages`` is described like those of the other languages.
    """
    path, resource = package.file(name), package.resource(name)
    known = {field["name"]: field for field in package.fields(name)}
    header, *rows = csv_rows(read_utf8(path)) or [[]]
    new = [column for column in header if column not in known]
    if not new or not {*known} <= {*header}:
        return []
    record_lines(path)
    _check_header(path, header, rows)
    columns = {column: [row[header.index(column)] for row in rows] for column in new}
    drafted = {field["name"]: field for field in _fields(columns, _fields_have_titles([resource]))}
    if CODE in known:
        drafted |= {column: _words_in(column, known, languages) for column in new if column in languages}
    resource["schema"]["fields"] = [known.get(column) or drafted[column] for column in header]
    if keys := list(_foreign_keys(package, columns)):
        resource["schema"].setdefault("foreignKeys", []).extend(keys)
    return new


def to_write(value: Any, place: str = "") -> Iterator[str]:
    """Yield the path (``schema.fields[year].title``) of each text of a description that a person has still to write."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from to_write(part, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list):
        for at, part in enumerate(value):
            named = part.get("name", at) if isinstance(part, dict) else at
            yield from to_write(part, f"{place}[{named}]")
    elif isinstance(value, str) and value.startswith(TO_WRITE):
        yield place


def _check_header(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    wrong = next((row for row in rows if len(row) != len(header)), None)
    if not rows or len(header) != len(set(header)) or not all(header):
        message = "a table has a first line with a name for each column, no two alike, and rows below it"
        raise PressError(message, file=path, line=1, remedy="write the names of the columns, separated by commas")
    if spaced := next((name for name in header if name != name.strip()), ""):
        message = f"the name of the column '{spaced}' begins or ends with a space"
        raise PressError(message, file=path, line=1, remedy="take the space out of the first line")
    if wrong is not None:
        line = record_lines(path)[list(rows).index(wrong) + 1]
        message = f"the row has {len(wrong)} cells for {len(header)} columns"
        raise PressError(message, file=path, line=line, remedy='put quotes (") around words that hold a comma')


def _related(package: DataPackage, path: Path) -> list[Json]:
    """Return the descriptions of the tables in the same top folder of the data, or of all that have a checksum."""
    part = path.relative_to(package.path.parent).parts[:-1][:1]
    resources: list[Json] = package.content["resources"]
    return [each for each in resources if Path(each["path"]).parts[:-1][:1] == part] or [
        each for each in resources if "hash" in each
    ]


def _all_have(resources: Sequence[Json], key: str) -> bool:
    return bool(resources) and all(key in each for each in resources)


def _name(package: DataPackage, path: Path) -> str:
    stem = _slug(path.stem)
    return stem if stem not in package.names else f"{_slug(path.parent.name)}-{stem}"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "table"


def _fields_have_titles(resources: Sequence[Json]) -> bool:
    return all("title" in field for each in resources for field in each["schema"]["fields"])


def _words_in(language: str, known: Mapping[str, Json], languages: Sequence[str]) -> Json:
    """Return the description of a column of labels in ``language``, like that of the first other language that has one."""
    like = next((known[other] for other in languages if other in known), {"type": "string"})
    title = Locale.parse(language, sep="-").get_display_name("en")
    return {**like, "name": language, **({"title": title} if "title" in like else {})}


def _fields(columns: dict[str, list[str]], have_titles: bool) -> Iterator[Json]:
    from frictionless import Detector  # noqa: PLC0415  slow to import

    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    inferred = Detector(field_confidence=1).detect_schema(rows, labels=list(columns))
    for (name, cells), field in zip(columns.items(), inferred.fields, strict=True):
        filled = [cell for cell in cells if cell]
        kind = field.type if filled else "string"
        is_year = kind == "integer" and "year" in name and all(int(cell) in _YEARS for cell in filled)
        title = {"title": f"{TO_WRITE} what stands in this column"} if have_titles else {}
        constraints: Json = {"constraints": {"required": True}} if len(filled) == len(cells) else {}
        yield {"name": name, "type": "year" if is_year else kind, **title, **constraints}


def _key(columns: dict[str, list[str]]) -> list[str]:
    """Return the first columns whose values together are unique, as the primary key; all columns where there are none."""
    names = list(columns)
    for length in range(1, min(_MOST_KEYS, len(names)) + 1):
        rows = list(zip(*(columns[name] for name in names[:length]), strict=True))
        if len(set(rows)) == len(rows) and all(all(row) for row in rows):
            return names[:length]
    return names


def _foreign_keys(package: DataPackage, columns: dict[str, list[str]]) -> Iterator[Json]:
    """Yield the foreign keys that other tables have in a column of the same name, if its values occur in the target."""
    found: dict[str, ForeignKey] = {}
    for key in (key for name in package.names for key in package.foreign_keys(name)):
        if key.table and len(key.columns) == len(key.targets) == 1 and key.columns[0] in columns:
            found.setdefault(key.columns[0], key)
    for column, key in found.items():
        values = {row.get(key.targets[0], "") for row in package.records(key.table)}
        if {cell for cell in columns[column] if cell} <= values:
            yield {"fields": [column], "reference": {"resource": key.table, "fields": key.targets}}
