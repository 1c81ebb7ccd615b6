"""Open the workbooks of the built book in LibreOffice, and compare each cell that it shows with the tables: ``python tests/opened.py``.

Prints how many cells were compared, and ends with 1 at the first that differs.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
# A file for each sheet, in UTF-8, with numbers and dates as they are shown in English (the token of its filter in LibreOffice's guide).
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,-1"
LONGEST = 300  # seconds


def is_same(shown: str, cell: str, field: dict[str, Any], words: dict[str, list[str]]) -> bool:
    """Whether what is shown is the value of a cell, or one of the words for its code."""
    if field["type"] in ("integer", "number", "year") and cell:
        return Decimal(shown.replace(",", "")) == Decimal(cell)
    if field["type"] == "boolean":
        return shown.casefold() == cell.casefold()
    limits = field.get("constraints", {})
    # The name of a row stays, even where it is a code as well.
    is_name = "unique" in limits and "enum" not in limits
    return shown == cell if is_name else shown in (cell, *words.get(cell, ()))


def compare(workbook: Path, folder: Path) -> int:
    """The number of cells, all of them the same."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", AS_SHOWN, "--outdir", folder, workbook]
    subprocess.run(command, check=True, timeout=LONGEST, stdout=subprocess.DEVNULL)
    compared, words = 0, dict[str, list[str]]()
    for path in (ROOT / "data" / "vocabulary").glob("*.csv"):
        words |= {code: spoken for code, *spoken in read(path)}
    for table in json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if "vocabulary" in table["path"]:
            continue
        _, *rows = read(ROOT / "data" / table["path"])
        sheet = read(folder / f"{workbook.stem}-{table['name']}.csv")
        for shown, row in zip(sheet[-len(rows) :] if rows else [], rows, strict=True):
            for value, cell, field in zip(shown, row, table["schema"]["fields"], strict=False):
                if not is_same(value, cell, field, words):
                    sys.exit(f"{workbook.name}, {table['name']}, {field['name']}: shown is '{value}', not '{cell}'")
                compared += 1
    return compared


def read(path: Path) -> list[list[str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


if __name__ == "__main__":
    workbooks = sorted((ROOT / "_build" / "site" / "shared").glob("*.xlsx"))
    for workbook in workbooks:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{workbook.name}: {compare(workbook, Path(folder))} cells are as in the tables")
    sys.exit(not workbooks)
