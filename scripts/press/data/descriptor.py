"""Read the Data Package descriptor of a book: its tables and their descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.reading import KeyedFault, Keys, line_in, load_yaml, read_json, schema_faults
from press.core.resources import press_path
from press.core.text import Json, near_names, record_lines
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, Dependency, note_dependency, note_table, untracked

DESCRIPTOR = "data/datapackage.json"

_REMEDY = "see specs.frictionlessdata.io/data-package and /table-schema for the form"


@dataclass(frozen=True)
class DataPackage:
    """The descriptor at ``path`` of the book at ``root``; paths of tables are relative to its folder.

    ``cache`` is the folder for the validated rows of tables from one build to the next.
    """

    path: Path
    # Not compared: caches of what a package holds have the state of the file among their keys.
    content: Json = field(compare=False)
    root: Path
    cache: Path | None = field(default=None, compare=False)

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
        described = self.resource(name) if kind == DATA_TABLE else {**self.about, "resources": self.names}
        return json.dumps(described, sort_keys=True)

    def resource(self, name: str) -> Json:
        """Return the description of the table ``name``; raise PressError with similar names where there is none."""
        note_table(name)
        for resource in self.content["resources"]:
            if resource["name"] == name:
                description: Json = resource
                return description
        remedy = f"use the name of a table such as {near_names(name, self.names)}"
        raise PressError(f"there is no table '{name}'", file=self.path, remedy=remedy)

    def fields(self, name: str) -> list[Json]:
        """Return the descriptions of the columns of ``name``."""
        return list(self.resource(name)["schema"]["fields"])

    def file(self, name: str) -> Path:
        """Return the path of the file of the table ``name``."""
        return self.path.parent / str(self.resource(name)["path"])

    def fault(self, name: str, message: str, remedy: str = _REMEDY, keys: Keys = ("name",)) -> PressError:
        """Return the error for a description of the table ``name`` that is not as it should be, at what ``keys`` lead to in it."""
        names = [resource["name"] for resource in self.content["resources"]]
        line = line_in(self.path, ("resources", names.index(name), *keys))
        return PressError(message, file=self.path, line=line, remedy=remedy)

    def check_columns(self, name: str, needed: Iterable[str]) -> None:
        """Raise a PressError where the table ``name`` lacks one of the ``needed`` columns."""
        present = [field["name"] for field in self.fields(name)]
        if missing := [column for column in needed if column not in present]:
            raise self.fault(name, f"the table '{name}' has no column {', '.join(missing)}")

    def has_labels(self, name: str) -> bool:
        """Return whether the table ``name`` holds labels, which may change freely and say nothing about the world."""
        return are_labels(self.file(name), self.path.parent)

    def lines(self, name: str) -> list[int]:
        """Return the line of the file of ``name`` on which each row begins, as a cell may span several lines."""
        return record_lines(self.file(name))[1:]

    def needed(self, name: str) -> list[str]:
        """Return ``name`` and the other tables that its foreign keys refer to, after recording a dependency on each."""
        keys = self.resource(name)["schema"].get("foreignKeys", [])
        names = [name, *sorted({key["reference"].get("resource", "") for key in keys} - {name, ""})]
        for table in names:
            note_table(table)
        return names


def read_package(root: Path, cache: Path | None = None) -> DataPackage:
    """Return the descriptor of the book at ``root``, without tables where the book has no data.

    Raises PressError where the file is malformed, or missing although there are data.
    """
    file = root / DESCRIPTOR
    if not file.is_file():
        # Labels need no description.
        if all(are_labels(path, file.parent) for path in file.parent.rglob("*") if path.is_file()):
            return DataPackage(file, {"resources": []}, root, cache)
        remedy = "restore it from version control, or have it made: .venv/bin/press accept data/....csv drafts it"
        remedy += (
            '; or, to keep press off these data, write {"resources": []} into it and go without the check undescribed'
        )
        raise PressError("the file is missing, which says what the tables of the book hold", file=file, remedy=remedy)
    # Dependencies are recorded by table, so that the file as a whole need not be one.
    with untracked():
        descriptor = read_json(file)
        _check_shape(file)
    return DataPackage(file, descriptor, root, cache)


def are_labels(path: Path, folder: Path) -> bool:
    """Return whether the file at ``path`` in the ``folder`` of the data is part of the vocabulary."""
    return "vocabulary" in path.relative_to(folder).parts


@cached_by_state
def _check_shape(file: Path) -> None:
    descriptor, schema = read_json(file), load_yaml(press_path("data/descriptor.schema.yml"))
    for keys, message in chain(schema_faults(descriptor, schema, "the descriptor"), _equal_names(descriptor)):
        raise PressError(message, file=file, line=line_in(file, keys), remedy=_REMEDY)


def _equal_names(descriptor: Json) -> Iterator[KeyedFault]:
    """Yield duplicate names of a descriptor that fits its schema."""
    names = [resource["name"] for resource in descriptor["resources"]]
    for number, name in enumerate(names):
        if re.sub(r"\W", "_", name) in (re.sub(r"\W", "_", before) for before in names[:number]):
            yield ("resources", number, "name"), f"two resources are called '{name}' (signs count as one another)"
