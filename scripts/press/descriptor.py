"""The Data Package descriptor of a book: which tables there are and what is said of each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.errors import PressError
from press.textfile import read_utf8

DESCRIPTOR = "data/datapackage.json"

Json = dict[str, Any]


@dataclass(frozen=True)
class DataPackage:
    """A descriptor as it stands in the file ``path``; its tables' paths are relative to the file's folder."""

    path: Path
    descriptor: Json

    @property
    def names(self) -> list[str]:
        """Names of the tables in the order of the file."""
        return [resource["name"] for resource in self.descriptor["resources"]]

    def resource(self, name: str) -> Json:
        """What the file says of the table ``name``; an unknown name is a PressError with the near ones."""
        for resource in self.descriptor["resources"]:
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
        """The descriptions of the columns of ``name``."""
        found: list[Json] = self.resource(name)["schema"]["fields"]
        return found

    def file(self, name: str) -> Path:
        """The file of the table ``name``."""
        return self.path.parent / str(self.resource(name)["path"])

    def targets(self, name: str) -> list[str]:
        """The other tables that the foreign keys of ``name`` point to."""
        keys = self.resource(name)["schema"].get("foreignKeys", [])
        found = (key.get("reference", {}).get("resource", "") for key in keys)
        return sorted({target for target in found if target and target != name})


def read_package(root: Path, path: str = DESCRIPTOR) -> DataPackage:
    """The descriptor of the book at ``root``; a missing or malformed file is a PressError."""
    file = root / path
    try:
        descriptor = json.loads(read_utf8(file))
    except json.JSONDecodeError as error:
        raise PressError(
            f"malformed JSON: {error.msg} at position {error.colno}",
            file=file,
            line=error.lineno,
            remedy="check commas, quotes and brackets on this line and the one before",
        ) from None
    _check_shape(file, descriptor)
    return DataPackage(file, descriptor)


def _check_shape(file: Path, descriptor: Any) -> None:
    """What press itself relies on; the rest is frictionless's to check."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        raise malformed(file, "'resources' is missing or no list")
    seen: set[str] = set()
    for number, resource in enumerate(resources, start=1):
        for key in ("name", "path"):
            if not isinstance(resource, dict) or not isinstance(resource.get(key), str):
                raise malformed(file, f"resource {number} has no {key}")
        name, schema = resource["name"], resource.get("schema")
        if name in seen:
            raise malformed(file, f"two resources are called '{name}'")
        if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list):
            raise malformed(file, f"the table '{name}' has no schema with fields")
        seen.add(name)


def malformed(file: Path, message: str) -> PressError:
    """The error for a descriptor that is not of the standard's form."""
    remedy = "see specs.frictionlessdata.io/data-package and /table-schema for the form"
    return PressError(message, file=file, remedy=remedy)
