"""Accept tables that were added or changed on purpose: write their descriptions and new checksums into the descriptor."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from press.core.errors import PressError
from press.core.files import write_whole
from press.core.settings import load_settings
from press.data.descriptor import DESCRIPTOR, DataPackage, read_package
from press.data.draft import draft, draft_columns, undescribed
from press.data.sources import Sources
from press.data.validation import checked_rows, file_hash


@dataclass(frozen=True)
class Accepted:
    """The files whose checksum or size was updated, and those that the descriptor has no checksum of, as their words may change freely."""

    changed: list[Path]
    without_checksum: list[Path] = field(default_factory=list)


def accept(paths: Iterable[Path | str], sources: Sources) -> Accepted:
    """Update checksum and size in the descriptor for the tables in ``paths`` (relative to the working directory or the book).

    Raises PressError, and then writes nothing, for content that breaks its description, or a file that is no table.
    """
    package = sources.package
    names = [_table_at(package, sources.root, Path(path)) for path in paths]
    for name in names:
        checked_rows(package, name)
    free = [name for name in names if package.has_labels(name) and "hash" not in package.resource(name)]
    recorded = [name for name in names if name not in free]
    changed = [package.file(name) for name in recorded if _record(package, name)]
    if changed:
        _write(package)
    return Accepted(changed, [package.file(name) for name in free])


def describe_new(paths: Iterable[Path], root: Path) -> list[str]:
    """Write a draft description of each table in ``paths`` that has none; return the names of these tables."""
    package = _package(root)
    new = [path.resolve() for path in paths if path.resolve() in {each.resolve() for each in undescribed(package)}]
    names = []
    for path in dict.fromkeys(new):
        description = draft(package, path)
        package.content["resources"].append(description)
        names.append(str(description["name"]))
    if names:
        _write(package)
    return names


def describe_columns(paths: Iterable[Path], root: Path) -> dict[str, list[str]]:
    """Write draft descriptions of the columns that were added to described tables in ``paths``; return their names by table."""
    package, languages = _package(root), load_settings(root).languages
    given = {path.resolve() for path in paths}
    named = [name for name in package.names if (file := package.file(name)).resolve() in given and file.is_file()]
    found = {name: columns for name in named if (columns := draft_columns(package, name, languages))}
    if found:
        _write(package)
    return found


@contextmanager
def restored(root: Path) -> Iterator[None]:
    """Restore the descriptor (remove a new one) if the block raises an exception."""
    path = root / DESCRIPTOR
    before = path.read_bytes() if path.is_file() else None
    try:
        yield
    except BaseException:
        write_whole(path, before) if before is not None else path.unlink(missing_ok=True)
        raise


def _write(package: DataPackage) -> None:
    write_whole(package.path, (json.dumps(package.content, indent=2, ensure_ascii=False) + "\n").encode())


def _package(root: Path) -> DataPackage:
    """Return the descriptor, or an empty one where the book has data without one."""
    path = root / DESCRIPTOR
    return (
        read_package(root) if path.is_file() else DataPackage(path, {"profile": "data-package", "resources": []}, root)
    )


def _table_at(package: DataPackage, root: Path, path: Path) -> str:
    wanted = {path.resolve(), (root / path).resolve()}
    for name in package.names:
        if package.file(name).resolve() in wanted:
            return name
    known = sorted(package.file(name).relative_to(root).as_posix() for name in package.names)
    near = get_close_matches(str(path), known, n=3) or known[:3]
    folder = Path(DESCRIPTOR).parent
    remedy = f"put a new table into {folder}/ as a CSV file, which is then described here"
    remedy += f"; tables with a name like it: {', '.join(near)}" if near else ""
    raise PressError("the file is no table of this book", file=path, remedy=remedy)


def _record(package: DataPackage, name: str) -> bool:
    """Update hash and size of the table in its description; return whether they differed."""
    resource, path = package.resource(name), package.file(name)
    present = {"bytes": path.stat().st_size, "hash": file_hash(path)}
    changed = any(resource.get(key) != value for key, value in present.items())
    resource.update(present)
    return changed
