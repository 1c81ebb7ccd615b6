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
    """A descriptor as it stands in the file ``path``; the paths of its tables are relative to the file's folder."""

    path: Path
    descriptor: Json

    @property
    def names(self) -> list[str]:
        """Names of the tables in the order of the file."""
        return [resource["name"] for resource in self.descriptor["resources"]]

    def resource(self, name: str) -> Json:
        """What the file says of the table ``name``; an unknown name is a PressError that lists the near ones."""
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

    def file(self, name: str) -> Path:
        """The file of the table ``name``."""
        return self.path.parent / str(self.resource(name)["path"])

    def targets(self, name: str) -> list[str]:
        """The other tables that the foreign keys of ``name`` point to."""
        keys = self.resource(name).get("schema", {}).get("foreignKeys", [])
        found = (key["reference"].get("resource", "") for key in keys)
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
        raise _malformed(file, "'resources' is missing or no list")
    seen: set[str] = set()
    for number, resource in enumerate(resources, start=1):
        for key in ("name", "path"):
            if not isinstance(resource, dict) or not isinstance(resource.get(key), str):
                raise _malformed(file, f"resource {number} has no {key}")
        if resource["name"] in seen:
            raise _malformed(file, f"two resources are called '{resource['name']}'")
        seen.add(resource["name"])


def _malformed(file: Path, message: str) -> PressError:
    return PressError(message, file=file, remedy="see https://specs.frictionlessdata.io/data-package/ for the form")
