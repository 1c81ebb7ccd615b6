"""The table of addresses of this book: nothing in it is invented, and it agrees with the tables that tell the same."""

import csv
from pathlib import Path

from small_books import ROOT

AUDIT, CONTEXT = ROOT / "data" / "audit", ROOT / "data" / "context"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


KNOWN = {row["address"]: row for row in rows(AUDIT / "addresses.csv")}


def test_a_day_of_reading_is_that_of_the_rows_that_tell_one() -> None:
    told = [row for path in CONTEXT.rglob("*.csv") for row in rows(path) if row.get("read")]
    assert told
    for row in told:
        assert {KNOWN[address]["read"] for address in row["found_at"].split()} == {row["read"]}


def test_all_evidence_was_read_and_all_that_has_a_day_was_read() -> None:
    assert {KNOWN[row["address"]]["read_as"] for row in rows(AUDIT / "evidence.csv")} == {"stored-copy"}
    assert all(row["read_as"] for row in KNOWN.values() if row["read"])


def test_the_front_of_a_site_is_never_said_to_have_been_read() -> None:
    fronts = [row for address, row in KNOWN.items() if address.count("/") < 3]
    assert fronts and not any(row["read"] or row["read_as"] for row in fronts)
