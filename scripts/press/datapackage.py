"""Accepts tables that were changed on purpose: writes their new checksums into the descriptor."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from press.descriptor import DataPackage, read_package
from press.errors import PressError
from press.table_checks import checked_rows, file_hash


def accept(paths: Iterable[Path | str], root: Path) -> list[Path]:
    """Record the present content of the tables in ``paths`` (relative to the working directory or ``root``).

    Returns the files whose checksum or size changed. Content that breaks its description, or a file that is
    no table, is a PressError, and then nothing is recorded.
    """
    package = read_package(root)
    names = [_table_at(package, root, Path(path)) for path in paths]
    for name in names:
        checked_rows(package, name)
    changed = [package.file(name) for name in names if _record(package, name)]
    if changed:
        text = json.dumps(package.descriptor, indent=2, ensure_ascii=False) + "\n"
        package.path.write_text(text, encoding="utf-8")
    return changed


def _table_at(package: DataPackage, root: Path, path: Path) -> str:
    wanted = {path.resolve(), (root / path).resolve()}
    for name in package.names:
        if package.file(name).resolve() in wanted:
            return name
    known = ", ".join(sorted(package.file(name).name for name in package.names))
    raise PressError("the file is no table of this book", file=path, remedy=f"name one of {known}")


def _record(package: DataPackage, name: str) -> bool:
    """Put hash and size of the table into a descriptor that keeps them; tell whether they were others."""
    resource, path = package.resource(name), package.file(name)
    if "hash" not in resource:
        return False
    present = {"hash": file_hash(path), "bytes": path.stat().st_size}
    changed = any(resource.get(key) != value for key, value in present.items())
    resource.update(present)
    return changed
