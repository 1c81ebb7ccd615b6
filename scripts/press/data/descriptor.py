"""Read the Data Package descriptor of a book: its tables and their descriptions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from press.core.caches import DiskCache
from press.core.errors import PressError
from press.core.files import FileState, file_state
from press.core.reading import read_json
from press.core.text import Json, csv_records, lines_of, read_utf8, record_lines
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, Dependency, note_dependency, untracked

DESCRIPTOR = "data/datapackage.json"

_REMEDY = "see specs.frictionlessdata.io/data-package and /table-schema for the form"


class ForeignKey(NamedTuple):
    """A foreign key: its columns, and the table and the columns that it refers to; the table is empty for the own one."""

    columns: list[str]
    table: str
    targets: list[str]


@dataclass(frozen=True)
class DataPackage:
    """The descriptor at ``path`` of the book at ``root``; paths of tables are relative to its folder.

    ``checked`` caches the validated rows of tables.
    """

    path: Path
    # Not compared: caches of what a package holds have the state of the file among their keys.
    content: Json = field(compare=False)
    root: Path
    checked: DiskCache = field(default_factory=DiskCache, compare=False, repr=False)

    @property
    def names(self) -> list[str]:
        """Return the names of the tables in the order of the file."""
        note_dependency(DATA_PACKAGE, "")
        return [resource["name"] for resource in self.content["resources"]]

    @property
    def about(self) -> Json:
        """Return the properties of the package as a whole, without its tables."""
        note_dependency(DATA_PACKAGE, "")
        return {name: value for name, value in self.content.items() if name != "resources"}

    def content_of(self, dependency: Dependency) -> str:
        """Return what the descriptor holds of a dependency, a table or the package, as canonical JSON for comparison."""
        kind, name = dependency
        found = self.resource(name) if kind == DATA_TABLE else {**self.about, "resources": self.names}
        return json.dumps(found, sort_keys=True)

    def resource(self, name: str) -> Json:
        """Return the description of the table ``name``; raise PressError with similar names where there is none."""
        note_dependency(DATA_TABLE, name)
        for resource in self.content["resources"]:
            if resource["name"] == name:
                found: Json = resource
                return found
        near = get_close_matches(name, self.names, n=3, cutoff=0.5) or self.names
        raise PressError(
            f"there is no table '{name}'",
            file=self.path,
            remedy=f"use the name of a table such as {', '.join(near)}",
        )

    def fields(self, name: str) -> list[Json]:
        """Return the descriptions of the columns of ``name``."""
        found: list[Json] = self.resource(name)["schema"]["fields"]
        return found

    def key(self, name: str) -> list[str]:
        """Return the columns of the primary key of ``name``; an empty list where it has none."""
        return _columns(self.resource(name)["schema"].get("primaryKey", []))

    def foreign_keys(self, name: str) -> list[ForeignKey]:
        """Return the foreign keys of ``name``."""
        keys = ((key, key["reference"]) for key in self.resource(name)["schema"].get("foreignKeys", []))
        return [
            ForeignKey(_columns(key.get("fields", [])), to.get("resource", ""), _columns(to.get("fields", [])))
            for key, to in keys
        ]

    def file(self, name: str) -> Path:
        """Return the path of the file of the table ``name``."""
        return self.path.parent / str(self.resource(name)["path"])

    def has_labels(self, name: str) -> bool:
        """Return whether the table ``name`` holds labels, which may change freely and say nothing about the world."""
        return are_labels(self.file(name), self.path.parent)

    def records(self, name: str) -> list[dict[str, str]]:
        """Return the rows of the file of ``name`` as they are written, by the names of columns, not validated."""
        return csv_records(read_utf8(self.file(name)))

    def lines(self, name: str) -> list[int]:
        """Return the line of the file of ``name`` on which each row begins, as a cell may span several lines."""
        return record_lines(self.file(name))[1:]

    def state(self, name: str) -> tuple[FileState, ...]:
        """Return the states of all files on which the rows of ``name`` depend: the descriptor, its own file, those of its foreign keys."""
        return tuple(map(file_state, (self.path, *map(self.file, self.needed(name)))))

    def needed(self, name: str) -> list[str]:
        """Return ``name`` and the tables that its foreign keys refer to, after recording a dependency on each."""
        names = [name, *self.targets(name)]
        for table in names:
            note_dependency(DATA_TABLE, table)
        return names

    def targets(self, name: str) -> list[str]:
        """Return the other tables that the foreign keys of ``name`` refer to."""
        return sorted({key.table for key in self.foreign_keys(name)} - {name, ""})


def read_package(root: Path, checked: DiskCache | None = None) -> DataPackage:
    """Return the descriptor of the book at ``root``, without tables where the book has no data.

    Raises PressError where the file is malformed, or missing although there are data.
    """
    checked = checked or DiskCache()
    file = root / DESCRIPTOR
    if not file.is_file() and not _has_tables(file.parent):
        return DataPackage(file, {"resources": []}, root, checked)
    if not file.is_file():
        remedy = "restore it from version control, or have it made: .venv/bin/press accept data/....csv drafts it"
        raise PressError("the file is missing, which says what the tables of the book hold", file=file, remedy=remedy)
    # Dependencies are recorded by table, so that the file as a whole need not be one.
    with untracked():
        descriptor = read_json(file)
    _check_shape(file, descriptor)
    return DataPackage(file, descriptor, root, checked)


def _has_tables(folder: Path) -> bool:
    """Return whether ``folder`` holds data that need a description, as labels do not."""
    return any(not are_labels(path, folder) for path in folder.rglob("*") if path.is_file())


def are_labels(path: Path, folder: Path) -> bool:
    """Return whether the file at ``path`` in the ``folder`` of the data is part of the vocabulary."""
    return "vocabulary" in path.relative_to(folder).parts


def _columns(names: str | list[str]) -> list[str]:
    """Return the names of the columns of a key, which Table Schema allows to be one name."""
    return [names] if isinstance(names, str) else names


def _check_shape(file: Path, descriptor: Any) -> None:
    """Check what press relies on before it has frictionless check the rest of a table."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        raise malformed(file, "'resources' is missing or no list")
    if not _is_list_of(descriptor.get("licenses", []), dict):
        raise malformed(file, "'licenses' is no list of objects with a name")
    seen: list[str] = []
    for number, resource in enumerate(resources, start=1):
        _check_resource(file, number, resource)
        if resource["name"] in seen:
            raise malformed(file, f"two resources are called '{resource['name']}'")
        seen.append(resource["name"])
    for resource in resources:
        _check_foreign_keys(file, resource, seen)


def _check_resource(file: Path, number: int, resource: Any) -> None:
    for key in ("name", "path"):
        if not isinstance(resource, dict) or not isinstance(resource.get(key), str):
            raise malformed(file, f"resource {number} has no {key}")
    name, path, schema = resource["name"], PurePosixPath(resource["path"]), resource.get("schema")
    if path.is_absolute() or ".." in path.parts:
        raise malformed(file, f"the path '{path}' of the table '{name}' leads out of the folder {file.parent.name}")
    if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
        raise malformed(file, f"the table '{name}' has no schema with fields")
    for position, column in enumerate(schema["fields"], start=1):
        _check_field(file, name, position, column)
    if not _is_list_of(resource.get("citation", []), str):
        raise malformed(file, f"'citation' of the table '{name}' is no list of keys of the bibliography")


def _check_field(file: Path, table: str, position: int, column: Any) -> None:
    if not isinstance(column, dict) or not isinstance(column.get("name"), str):
        raise malformed(file, f"column {position} of the table '{table}' is no object with a name")
    place = f"the column '{column['name']}' of the table '{table}'"
    constraints = column.get("constraints", {})
    if not isinstance(constraints, dict) or not _is_list_of(constraints.get("enum", []), object):
        raise malformed(file, f"the constraints of {place} are no object, or their 'enum' no list")
    try:
        re.compile(constraints.get("pattern", ""))
    except (re.error, TypeError) as error:
        raise malformed(file, f"the pattern of {place} is no regular expression: {error}") from None


def _check_foreign_keys(file: Path, resource: Json, names: list[str]) -> None:
    table, keys = resource["name"], resource["schema"].get("foreignKeys", [])
    if not _is_list_of(keys, dict) or not all(isinstance(key.get("reference"), dict) for key in keys):
        raise malformed(file, f"'foreignKeys' of the table '{table}' is no list of objects with fields and reference")
    for target in (key["reference"].get("resource", "") for key in keys):
        if target not in ("", *names):
            raise malformed(file, f"a foreign key of '{table}' points to '{target}', but there is no table '{target}'")


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def malformed(file: Path, message: str, remedy: str = _REMEDY) -> PressError:
    """Return the error for a descriptor that violates the Data Package standard."""
    return PressError(message, file=file, line=_line_of_table(file, message), remedy=remedy)


def _line_of_table(file: Path, message: str) -> int | None:
    """Return the line of the descriptor with the name of the table that ``message`` is about, or None."""
    table = re.search(r"(?:table|key of) '([^']+)'", message)
    if not table:
        return None
    name = re.compile(rf'"name"\s*:\s*"{re.escape(table[1])}"')
    lines = lines_of(read_utf8(file))
    return next((number for number, line in enumerate(lines, start=1) if name.search(line)), None)
