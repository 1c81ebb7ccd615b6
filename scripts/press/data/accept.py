"""Accept tables that were added or changed on purpose: write their descriptions and new checksums into the descriptor."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from press.core.errors import PressError
from press.core.files import write_whole
from press.core.registry import Registry
from press.core.settings import load_settings
from press.data.claims import CLAIMS, check_claims
from press.data.descriptor import DESCRIPTOR, DataPackage, read_package
from press.data.draft import draft, draft_columns, insertion_index, undescribed
from press.data.former import Change, changed_cells, former_text, save_copy
from press.data.occurrences import Occurrence, find_occurrences, with_correction
from press.data.sources import Sources
from press.data.validation import checked_rows, file_hash

# In the build folder: copies of tables as they were last accepted.
_COPIES = Path("press", "accepted")


def _accept_claims(sources: Sources, names: Collection[str]) -> None:
    if CLAIMS in names:
        check_claims(sources.package, sources.settings.languages)


# Checks of tables to be accepted, beyond their descriptions: functions of the sources and the names of these tables.
ACCEPTED: Registry[Callable[[Sources, Collection[str]], None]] = Registry(
    "check of accepted tables", {CLAIMS: _accept_claims}
)


@dataclass(frozen=True)
class Accepted:
    """The files whose checksum or size was updated, and those that the descriptor has no checksum of, as their words may change freely."""

    changed: list[Path]
    without_checksum: list[Path] = field(default_factory=list)


def accept(paths: Iterable[Path | str], sources: Sources) -> Accepted:
    """Update checksum and size in the descriptor for the tables in ``paths`` (relative to the working directory or the book).

    Raises PressError, and then writes nothing, for content that breaks its description, a claim that cannot be
    printed, or a file that is no table.
    """
    package = sources.package
    names = [_table_at(package, sources.root, Path(path)) for path in paths]
    for name in names:
        checked_rows(package, name)
    for check in ACCEPTED.values():
        check(sources, names)
    free = [name for name in names if package.has_labels(name) and "hash" not in package.resource(name)]
    recorded = [name for name in names if name not in free]
    changed = [package.file(name) for name in recorded if _record(package, name)]
    if changed:
        write_descriptor(package)
    for name in recorded:
        save_copy(package, name, sources.settings.build / _COPIES)
    return Accepted(changed, [package.file(name) for name in free])


def describe_new(paths: Iterable[Path], root: Path) -> list[str]:
    """Write a draft description of each table in ``paths`` that has none; return the names of these tables."""
    package = _package(root)
    new = [path.resolve() for path in paths if path.resolve() in {each.resolve() for each in undescribed(package)}]
    names = []
    for path in dict.fromkeys(new):
        description = draft(package, path)
        package.content["resources"].insert(insertion_index(package, description), description)
        names.append(str(description["name"]))
    if names:
        write_descriptor(package)
    return names


def describe_columns(paths: Iterable[Path], root: Path) -> dict[str, list[str]]:
    """Write draft descriptions of the columns that were added to described tables in ``paths``; return their names by table."""
    package, languages = _package(root), load_settings(root).languages
    given = {path.resolve() for path in paths}
    named = [name for name in package.names if (file := package.file(name)).resolve() in given and file.is_file()]
    found = {name: columns for name in named if (columns := draft_columns(package, name, languages))}
    if found:
        write_descriptor(package)
    return found


def elsewhere(paths: Iterable[Path], sources: Sources) -> list[Occurrence] | None:
    """Return the places related to figures that changed in ``paths``; None if the former content of a table is unknown.

    Cells in ``paths`` themselves that state the same figure are left out: whoever names these files has corrected them.
    """
    package, given = sources.package, {path.resolve() for path in paths}
    found: list[Change] = []
    for name in package.names:
        path = package.file(name).resolve()
        if path not in given or package.resource(name).get("hash") in (None, file_hash(path)):
            continue
        former = former_text(package, name, sources.settings.build / _COPIES)
        if former is None:
            return None
        found += changed_cells(package, name, former)
    return [
        place for place in find_occurrences(package, found) if not (place.is_same and place.file.resolve() in given)
    ]


def correct(found: Sequence[Occurrence]) -> list[Path]:
    """Correct each cell that states a changed figure; return the files."""
    same = [place for place in found if place.is_same]
    for place in same:
        # As bytes, so that line ends and a byte order mark stay.
        write_whole(place.file, with_correction(place.file.read_bytes().decode(), place).encode())
    return list(dict.fromkeys(place.file for place in same))


@contextmanager
def restored(files: Iterable[Path]) -> Iterator[None]:
    """Restore ``files`` (remove new ones) if the block raises an exception."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            write_whole(path, content) if content is not None else path.unlink(missing_ok=True)
        raise


def write_descriptor(package: DataPackage) -> None:
    """Write the descriptor in the format of the present file: its indentation, its escapes, its last line end."""
    text = package.path.read_text(encoding="utf-8") if package.path.is_file() else ""
    indent = re.search(r"^([ \t]+)\S", text, re.MULTILINE)
    is_plain = text.isascii() and "\\u" in text
    end = "\n" if text.endswith("\n") or not text else ""
    content = json.dumps(package.content, indent=indent[1] if indent else 2, ensure_ascii=is_plain)
    write_whole(package.path, (content + end).encode())


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
