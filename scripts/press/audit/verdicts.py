"""Load and check what the book finds of each statement: a verdict, the number that was computed for comparison, and the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from press.core.caches import remembered
from press.core.errors import PressError
from press.core.resources import press_path
from press.core.text import record_lines
from press.core.tracking import TABLE, ask
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage, malformed
from press.data.sources import Sources
from press.data.validation import Row, checked_rows
from press.edition.context import Press
from press.language.catalogues import Word, words_in_book

# A mark for each verdict that the audit knows, beside its word. Other verdicts have their word alone.
SIGNS = {
    "holds": "=",
    "holds-as-rounded": "≈",
    "contradicts-article": "≠",
    "contradicts-record": "×",
    "not-checked": "?",
}
# The words that the audit puts on pages, from catalogues of its own.
DOMAIN = "press-audit"
LOCALE = press_path("audit/locale")
VERDICTS = "verdicts"
EVIDENCE = "evidence"
_COLUMNS = {VERDICTS: ("claim", "verdict", "recomputed", "evidence"), EVIDENCE: ("id", "address", "host", "producer")}


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


@remembered
def load_verdicts(sources: Sources) -> Verdicts:
    """The verdicts of a book, none where it has no such table; bad tables are a PressError with the line."""
    if VERDICTS not in sources.package.names:
        return NO_VERDICTS
    check_verdicts(sources.package)
    evidence = {row["id"]: _evidence(row) for row in _rows(EVIDENCE, sources)}
    verdicts = [_verdict(row, evidence) for row in _rows(VERDICTS, sources)]
    return Verdicts(verdict_codes(sources.package), {verdict.claim: verdict for verdict in verdicts})


def verdicts_of(press: Press) -> Verdicts:
    """Return the verdicts of the book; the document that asks is read again when one of them has changed."""
    for table in (VERDICTS, EVIDENCE):
        ask(TABLE, table)
    return load_verdicts(press.sources)


def verdict_of(press: Press, claim: str) -> Verdict | None:
    """Return the verdict on the claim with the id ``claim``, if the book has one."""
    return verdicts_of(press).by_claim.get(claim)


def audit_words(press: Press) -> Word:
    """Return the function that turns an English word of the audit into one of the edition's language."""
    return words_in_book(press.settings, press.language, DOMAIN, LOCALE)


def verdict_words(press: Press, code: str) -> str:
    """Return the words for the verdict ``code``."""
    return press.label(f"verdict.{code}")


def finding_name(claim: str) -> str:
    """The label, and the id, of the row with the finding on ``claim``."""
    return f"finding-{claim}"


def _rows(table: str, sources: Sources) -> list[dict[str, str]]:
    rows: list[dict[Any, Any]] = sources.table(table).astype(object).fillna("").to_dict(orient="records")
    return [{str(key): str(value) for key, value in row.items()} for row in rows]


def _evidence(row: Mapping[str, str]) -> Evidence:
    return Evidence(row["id"], row["address"], row["host"], row["producer"])


def _verdict(row: Mapping[str, str], evidence: Mapping[str, Evidence]) -> Verdict:
    found = tuple(evidence[key] for key in row["evidence"].split())
    return Verdict(row["claim"], row["verdict"], row["recomputed"], found)


def verdict_codes(package: DataPackage) -> tuple[str, ...]:
    """The verdicts that there are, in the order in which the description of the table lists them."""
    (field,) = (field for field in package.fields(VERDICTS) if field["name"] == "verdict")
    codes = field.get("constraints", {}).get("enum", [])
    if not codes:
        raise malformed(
            package.path,
            f"the column 'verdict' of the table '{VERDICTS}' does not list the verdicts that there are",
            "give it the constraint 'enum' with their codes",
        )
    return tuple(map(str, codes))


def check_verdicts(package: DataPackage) -> None:
    """Raise a PressError with file and line at the first verdict that names what is not there, or that is missing.

    As with claims, the checksums of the tables may be others than their descriptions give.
    """
    if VERDICTS not in package.names:
        return
    _check_columns(package)
    verdict_codes(package)
    claims = [str(row["id"]) for row in checked_rows(package, CLAIMS)]
    evidence = [str(row["id"]) for row in checked_rows(package, EVIDENCE)]
    seen: dict[str, int] = {}
    for line, row in verdict_rows(package):
        _check_row(package.file(VERDICTS), line, row, claims, evidence, seen)
    _check_complete(package.file(VERDICTS), claims, seen)


def near(name: str, known: Iterable[str]) -> str:
    """The names most like ``name``, for a message; the first ones where none is like it."""
    names = list(known)
    return ", ".join(get_close_matches(name, names, n=3, cutoff=0.4) or names[:3])


def _check_columns(package: DataPackage) -> None:
    for table, columns in _COLUMNS.items():
        present = {field["name"] for field in package.fields(table)}
        missing = [name for name in columns if name not in present]
        if missing:
            raise malformed(package.path, f"the table '{table}' has no column {', '.join(missing)}")


def verdict_rows(package: DataPackage) -> Iterator[tuple[int, Row]]:
    lines = record_lines(package.file(VERDICTS))[1:]
    return zip(lines, checked_rows(package, VERDICTS), strict=True)


def _check_row(path: Path, line: int, row: Row, claims: list[str], evidence: list[str], seen: dict[str, int]) -> None:
    claim = str(row["claim"])
    if claim not in claims:
        told = f"there is a verdict on '{claim}', but no such claim"
        raise PressError(
            told, file=path, line=line, remedy=f"use an id of the claims table such as {near(claim, claims)}"
        )
    if claim in seen:
        told = f"the claim '{claim}' already has a verdict in line {seen[claim]}"
        raise PressError(told, file=path, line=line, remedy="remove one of the two rows")
    seen[claim] = line
    for key in str(row["evidence"] or "").split():
        if key not in evidence:
            told = f"the verdict on '{claim}' names the evidence '{key}', which is not in the table '{EVIDENCE}'"
            remedy = f"add it there, or use an id such as {near(key, evidence)}"
            raise PressError(told, file=path, line=line, remedy=remedy)


def _check_complete(path: Path, claims: list[str], seen: dict[str, int]) -> None:
    missing = [claim for claim in claims if claim not in seen]
    if missing:
        told = f"{len(missing)} of {len(claims)} claims have no verdict: {', '.join(missing)}"
        raise PressError(told, file=path, remedy="add a row for each to the end of the file")
