"""Find the former content of a table, as it was last accepted, and what has changed since."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.core.files import write_whole
from press.core.text import read_utf8, record_lines
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


def cells_of(text: str) -> list[list[str]]:
    """Return the rows of a CSV text as lists of cells, without empty lines."""
    return [row for row in csv.reader(io.StringIO(text, newline="")) if row]


def keep(package: DataPackage, name: str, folder: Path) -> None:
    """Store a copy of the table ``name`` in ``folder``, to compare with after its next change."""
    write_whole(folder / f"{name}.csv", package.file(name).read_bytes())


def former_text(package: DataPackage, name: str, folder: Path) -> str | None:
    """Return the text of the table ``name`` that has its recorded checksum, from ``folder`` or the last commit.

    None where neither has it.
    """
    wanted = package.resource(name).get("hash")
    kept = folder / f"{name}.csv"
    for content in (kept.read_bytes() if kept.is_file() else b"", _committed(package.file(name))):
        if content and hash_of(content) == wanted:
            return content.decode("utf-8-sig")
    return None


def _committed(path: Path) -> bytes:
    if not shutil.which("git"):
        return b""
    command = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
    found = subprocess.run(command, capture_output=True, check=False)
    return found.stdout if found.returncode == 0 else b""


def changes(package: DataPackage, name: str, former: str) -> Iterator[Change]:
    """Yield the cells that differ from the row with the same primary key in ``former``."""
    path = package.file(name)
    lines, (header, *rows) = record_lines(path)[1:], cells_of(read_utf8(path))
    before_header, *before_rows = cells_of(former)
    key = package.key(name)
    if not key or not {*key} <= {*before_header}:
        return
    both = [column for column in header if column in before_header]
    before = {tuple(row[column] for column in key): row for row in _named(before_header, before_rows)}
    for line, row in zip(lines, _named(header, rows), strict=True):
        old = before.get(tuple(row[column] for column in key), row)
        yield from (Change(name, line, at, old[at], row[at], row) for at in both if old[at] != row[at])


def _named(header: list[str], rows: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(header, row, strict=False)) for row in rows]
