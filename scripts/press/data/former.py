"""Find the former content of a table, as it was last accepted, and what has changed since."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.core.files import write_whole
from press.core.text import csv_records
from press.data.descriptor import DataPackage
from press.data.validation import hash_of


@dataclass(frozen=True)
class Change:
    """A changed cell of the table ``name``; ``row`` holds all cells of its row as they are now."""

    name: str
    line: int
    column: str
    old: str
    new: str
    row: dict[str, str]


def save_copy(package: DataPackage, name: str, folder: Path) -> None:
    """Store a copy of the table ``name`` in ``folder``, to compare with after its next change."""
    write_whole(folder / f"{name}.csv", package.file(name).read_bytes())


def former_text(package: DataPackage, name: str, folder: Path) -> str | None:
    """Return the text of the table ``name`` that has its recorded checksum, from ``folder`` or the last commit.

    None where neither has it.
    """
    wanted = package.resource(name).get("hash")
    copy = folder / f"{name}.csv"
    for content in (copy.read_bytes() if copy.is_file() else b"", _committed(package.file(name))):
        if content and hash_of(content) == wanted:
            return content.decode("utf-8-sig")
    return None


def _committed(path: Path) -> bytes:
    if not shutil.which("git"):
        return b""
    command = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
    found = subprocess.run(command, capture_output=True, check=False)
    return found.stdout if found.returncode == 0 else b""


def changed_cells(package: DataPackage, name: str, former: str) -> Iterator[Change]:
    """Yield the cells that differ from the row with the same primary key in ``former``."""
    key, before = package.key(name), csv_records(former)
    if not key or not before or not {*key} <= {*before[0]}:
        return
    old_rows = {tuple(row.get(column) for column in key): row for row in before}
    for line, row in zip(package.lines(name), package.records(name), strict=True):
        old = old_rows.get(tuple(row.get(column) for column in key), row)
        yield from (Change(name, line, at, old[at], cell, row) for at, cell in row.items() if old.get(at, cell) != cell)
