"""What the book finds of each statement: a verdict, the number that was computed for comparison, and the evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.tables import load_table, table_names
from press.verdict_checks import EVIDENCE, VERDICTS, check_verdicts, verdict_codes

if TYPE_CHECKING:
    from press.context import Press

# A mark for each verdict that press knows, beside its word. Other verdicts have their word alone.
SIGNS = {
    "holds": "=",
    "holds-as-rounded": "≈",
    "contradicts-article": "≠",
    "contradicts-record": "×",
    "not-checked": "?",
}


@dataclass(frozen=True)
class Evidence:
    """Where a finding can be looked up: a full address, the host as its short name, a code for the producer or nothing."""

    id: str
    address: str
    host: str
    producer: str = ""


@dataclass(frozen=True)
class Verdict:
    """The verdict on ``claim``: a code, the full name of the recomputed number or nothing, and the evidence in order."""

    claim: str
    code: str
    recomputed: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def sign(self) -> str:
        """The mark of the verdict, or nothing."""
        return SIGNS.get(self.code, "")


@dataclass(frozen=True)
class Verdicts:
    """All verdicts by claim, and their codes in the order in which the description of the table lists them."""

    codes: tuple[str, ...]
    by_claim: Mapping[str, Verdict]


NO_VERDICTS = Verdicts((), {})


def load_verdicts(root: Path) -> Verdicts:
    """The verdicts of the book at ``root``, none where it has no such table; bad tables are a PressError with the line."""
    if VERDICTS not in table_names(root):
        return NO_VERDICTS
    check_verdicts(root)
    evidence = {row["id"]: _evidence(row) for row in _rows(EVIDENCE, root)}
    verdicts = [_verdict(row, evidence) for row in _rows(VERDICTS, root)]
    return Verdicts(verdict_codes(root), {verdict.claim: verdict for verdict in verdicts})


def verdict_of(press: Press, claim: str) -> Verdict | None:
    """The verdict on the claim with the id ``claim``, if the book has one."""
    return press.verdicts.by_claim.get(claim)


def verdict_words(press: Press, code: str) -> str:
    """The words for the verdict ``code``."""
    return press.label(f"verdict.{code}")


def finding_name(claim: str) -> str:
    """The label, and the id, of the row with the finding on ``claim``."""
    return f"finding-{claim}"


def _rows(table: str, root: Path) -> list[dict[str, str]]:
    rows: list[dict[Any, Any]] = load_table(table, root).astype(object).fillna("").to_dict(orient="records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]


def _evidence(row: Mapping[str, str]) -> Evidence:
    return Evidence(row["id"], row["address"], row["host"], row["producer"])


def _verdict(row: Mapping[str, str], evidence: Mapping[str, Evidence]) -> Verdict:
    found = tuple(evidence[key] for key in row["evidence"].split())
    return Verdict(row["claim"], row["verdict"], row["recomputed"], found)
