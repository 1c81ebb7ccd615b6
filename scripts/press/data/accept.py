"""Accept new and changed tables: draft descriptions that the descriptor lacks, and write new checksums into it.

Types and keys of a draft are inferred from the file; a mark says where a person has to write.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from press.core.errors import PressError
from press.core.files import visible, write_whole
from press.core.reading import load_yaml
from press.core.resources import press_path
from press.core.text import Json, csv_rows, near_names, read_utf8, records_of
from press.data.descriptor import DESCRIPTOR, DataPackage, are_labels, read_package
from press.data.validation import file_hash, validated_rows

# The mark at the start of a text that a person has to write; a check reports those that are left.
TO_WRITE = "TODO:"
_YEARS = range(1500, 2200)


def accept(paths: Sequence[Path], root: Path) -> tuple[list[Path], list[str]]:
    """Draft missing descriptions of the tables in ``paths``, and update checksums.

    Return the files with a new checksum, and the names of tables that were drafted, or columns of them.

    Raises PressError, and then writes nothing, for content that breaks its description, or a file that is no table.
    """
    descriptor = root / DESCRIPTOR
    package = DataPackage(descriptor, {"profile": "data-package", "resources": []}, root)
    if descriptor.is_file():
        package = read_package(root)
    changed, drafted = list[Path](), list[str]()
    given = {path.resolve() for path in paths}
    for path in undescribed(package):
        if path.resolve() in given:
            description = draft(package, path)
            package.content["resources"].append(description)
            drafted.append(str(description["name"]))
    names = [_table_at(package, root, path) for path in paths]
    for name in names:
        if draft_columns(package, name):
            drafted.append(name)
        validated_rows(package, name)
    for name in names:
        resource, path = package.resource(name), package.file(name)
        present = {"bytes": path.stat().st_size, "hash": file_hash(path)}
        # Words may change freely, without a checksum.
        is_free = package.has_labels(name) and "hash" not in resource
        if not is_free and any(resource.get(key) != value for key, value in present.items()):
            resource.update(present)
            changed.append(path)
    if changed or drafted:
        write_whole(descriptor, (json.dumps(package.content, indent=2, ensure_ascii=False) + "\n").encode())
    return changed, drafted


def _table_at(package: DataPackage, root: Path, path: Path) -> str:
    for name in package.names:
        if package.file(name).resolve() == path.resolve():
            return name
    known = (package.file(name).relative_to(root).as_posix() for name in package.names)
    remedy = f"put a new table into {Path(DESCRIPTOR).parent}/ as a CSV file, which is then described here"
    remedy += f"; tables that there are: {near_names(str(path), known)}"
    raise PressError("the file is no table of this book", file=path, remedy=remedy)


def undescribed(package: DataPackage) -> list[Path]:
    """Return the tables in the data folder without a description; labels need none."""
    known = {package.file(name).resolve() for name in package.names}
    folder = package.path.parent
    return [
        path for path in visible(folder.rglob("*.csv")) if path.resolve() not in known and not are_labels(path, folder)
    ]


def draft(package: DataPackage, path: Path) -> Json:
    """Return a description of the table at ``path``: columns with types inferred by frictionless."""
    name, columns = _slug(path.stem), _columns(path)
    return {
        "name": name if name not in package.names else f"{_slug(path.parent.name)}-{name}",
        "path": path.relative_to(package.path.parent).as_posix(),
        **load_yaml(press_path("data/draft.yml")),
        "schema": {"fields": list(_fields(columns)), "primaryKey": _key(columns), "missingValues": [""]},
    }


def draft_columns(package: DataPackage, name: str) -> bool:
    """Add descriptions of the undescribed columns of the table ``name``, in the order of its file; return whether there are any.

    Nothing is drafted where a described column is gone as well, which may have been renamed.
    """
    resource, columns = package.resource(name), _columns(package.file(name))
    known = {field["name"]: field for field in package.fields(name)}
    new = {column: cells for column, cells in columns.items() if column not in known}
    if not new or not known.keys() <= columns.keys():
        return False
    known |= {field["name"]: field for field in _fields(new)}
    resource["schema"]["fields"] = [known[column] for column in columns]
    return True


def _columns(path: Path) -> dict[str, list[str]]:
    """Return the cells of each column of the table at ``path``; raise PressError where it is none."""
    header = next(iter(csv_rows(read_utf8(path))), [])
    records = [record for _, record in records_of(path, header, optional=header)]
    if not records or sorted({*map(str.strip, header)} - {""}) != sorted(header):
        message = "a table has a first line with a name for each column, no two alike and no spaces around them, and rows below it"
        raise PressError(message, file=path, line=1, remedy="write the names of the columns, separated by commas")
    return {name: [record[name] for record in records] for name in header}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "table"


def _fields(columns: dict[str, list[str]]) -> Iterator[Json]:
    from frictionless import Detector  # noqa: PLC0415  slow to import

    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    inferred = Detector(field_confidence=1).detect_schema(rows, labels=list(columns))
    for (name, cells), guessed in zip(columns.items(), inferred.fields, strict=True):
        filled = [cell for cell in cells if cell]
        kind = guessed.type if filled else "string"
        is_year = kind == "integer" and "year" in name and all(int(cell) in _YEARS for cell in filled)
        constraints: Json = {"constraints": {"required": True}} if len(filled) == len(cells) else {}
        yield {"name": name, "type": "year" if is_year else kind, **constraints}


def _key(columns: dict[str, list[str]]) -> list[str]:
    """Return the first columns whose values together are unique, as the primary key.

    All columns where there are none.
    """
    for length in range(1, len(columns)):
        rows = list(zip(*[*columns.values()][:length], strict=True))
        if len({*rows}) == len(rows) and all(map(all, rows)):
            return [*columns][:length]
    return [*columns]
