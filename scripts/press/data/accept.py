"""Accepts tables that were changed on purpose: writes their new checksums into the descriptor."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from press.core.errors import PressError
from press.core.registry import Registry
from press.data.claims import CLAIMS, check_claims
from press.data.descriptor import DESCRIPTOR, DataPackage
from press.data.sources import Sources
from press.data.validation import checked_rows, file_hash


def _accept_claims(sources: Sources, names: Collection[str]) -> None:
    if CLAIMS in names:
        check_claims(sources.package, sources.settings.languages)


# What must hold of tables that are to be accepted beside their descriptions: functions of the sources and of the names of these tables.
ACCEPTED: Registry[Callable[[Sources, Collection[str]], None]] = Registry(
    "check of accepted tables", {CLAIMS: _accept_claims}
)


@dataclass(frozen=True)
class Accepted:
    """The files whose checksum or size was recorded anew, and those of which the descriptor keeps none."""

    changed: list[Path]
    without_checksum: list[Path]


def accept(paths: Iterable[Path | str], sources: Sources) -> Accepted:
    """Record the present content of the tables in ``paths`` (relative to the working directory or the folder of the book).

    Content that breaks its description, a statement that cannot be printed, or a file that is no table, is a
    PressError, and then nothing is recorded.
    """
    package, root = sources.package, sources.root
    names = [_table_at(package, root, Path(path)) for path in paths]
    for name in names:
        checked_rows(package, name)
    for check in ACCEPTED.values():
        check(sources, names)
    changed = [package.file(name) for name in names if _record(package, name)]
    if changed:
        text = json.dumps(package.content, indent=2, ensure_ascii=False) + "\n"
        package.path.write_text(text, encoding="utf-8")
    return Accepted(changed, [package.file(name) for name in names if "hash" not in package.resource(name)])


def _table_at(package: DataPackage, root: Path, path: Path) -> str:
    wanted = {path.resolve(), (root / path).resolve()}
    for name in package.names:
        if package.file(name).resolve() in wanted:
            return name
    files = (package.file(name) for name in package.names)
    known = ", ".join(sorted(str(file.relative_to(root)) if file.is_relative_to(root) else str(file) for file in files))
    remedy = f"name one of {known}" if known else f"describe it in {DESCRIPTOR}, which has no tables yet"
    raise PressError("the file is no table of this book", file=path, remedy=remedy)


def _record(package: DataPackage, name: str) -> bool:
    """Put hash and size of the table into a descriptor that keeps them; tell whether they were others."""
    resource, path = package.resource(name), package.file(name)
    if "hash" not in resource:
        return False
    present = {"hash": file_hash(path), "bytes": path.stat().st_size}
    changed = any(resource.get(key) != value for key, value in present.items())
    resource.update(present)
    return changed
