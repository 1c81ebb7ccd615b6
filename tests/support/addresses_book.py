"""A small book with a table of addresses."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from press.data.accept import accept
from support.rain_tables import edit_descriptor

COLUMNS = ("address", "read", "archived", "archived_on", "tried", "answer", "final")
TABLE = Path("data") / "addresses.csv"


def lean_on(root: Path, pages: Iterable[dict[str, str]]) -> None:
    """Give the audit book at ``root`` these pages as evidence, which one verdict names, and a table of their addresses."""
    listed = list(pages)
    schema = {"fields": [{"name": name, "type": "string"} for name in COLUMNS]}
    described = {"name": TABLE.stem, "path": TABLE.name, "schema": schema, "hash": "sha256:0"}
    edit_descriptor(root, lambda package: package["resources"].append(described))
    write(root / TABLE, [COLUMNS, *([page.get(name, "") for name in COLUMNS] for page in listed)])
    evidence, ids = root / "data" / "evidence.csv", ["register", "counts", "contract"]
    rows = [["id", "address", "producer"]]
    rows += [[key, page["address"], ""] for key, page in zip(ids, listed, strict=True)]
    write(evidence, rows)
    accept([root / TABLE, evidence], root)


def rows_of(root: Path) -> dict[str, dict[str, str]]:
    """Return the rows of the table of addresses by address."""
    with (root / TABLE).open(encoding="utf-8", newline="") as file:
        return {row["address"]: row for row in csv.DictReader(file)}


def write(path: Path, rows: Iterable[Iterable[str]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
