"""Checks the tables of verdicts and evidence: each claim once, nothing named that is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from press.claims import CLAIMS
from press.descriptor import DataPackage, malformed, read_package
from press.errors import PressError
from press.results import Results
from press.table_checks import Row, checked_rows
from press.textfile import record_lines

VERDICTS = "verdicts"
EVIDENCE = "evidence"
_COLUMNS = {VERDICTS: ("claim", "verdict", "recomputed", "evidence"), EVIDENCE: ("id", "address", "host", "producer")}


def verdict_codes(root: Path) -> tuple[str, ...]:
    """The verdicts that there are, in the order in which the description of the table lists them."""
    package = read_package(root)
    (field,) = (field for field in package.fields(VERDICTS) if field["name"] == "verdict")
    codes = field.get("constraints", {}).get("enum", [])
    if not codes:
        raise malformed(
            package.path,
            f"the column 'verdict' of the table '{VERDICTS}' does not list the verdicts that there are",
            "give it the constraint 'enum' with their codes",
        )
    return tuple(map(str, codes))


def check_verdicts(root: Path) -> None:
    """Raise a PressError with file and line at the first verdict that names what is not there, or that is missing.

    As with claims, the checksums of the tables may be others than their descriptions give.
    """
    package = read_package(root)
    if VERDICTS not in package.names:
        return
    _check_columns(package)
    verdict_codes(root)
    claims = [str(row["id"]) for row in checked_rows(package, CLAIMS)]
    evidence = [str(row["id"]) for row in checked_rows(package, EVIDENCE)]
    seen: dict[str, int] = {}
    for line, row in _verdict_rows(package):
        _check_row(package.file(VERDICTS), line, row, claims, evidence, seen)
    _check_complete(package.file(VERDICTS), claims, seen)


def check_recomputed(root: Path, results: Results) -> None:
    """Raise a PressError with file and line at the first verdict whose recomputed number no notebook publishes."""
    package = read_package(root)
    if VERDICTS not in package.names:
        return
    for line, row in _verdict_rows(package):
        try:
            if row["recomputed"]:
                results.find(str(row["recomputed"]), "number")
        except PressError as error:
            told = f"the verdict on '{row['claim']}': {error.message}"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=error.remedy) from None


def check_recomputed_origins(root: Path, notebooks: Iterable[str]) -> None:
    """As ``check_recomputed``, before anything is run: a recomputed number must come from one of ``notebooks``."""
    package = read_package(root)
    if VERDICTS not in package.names:
        return
    known = list(notebooks)
    for line, row in _verdict_rows(package):
        origin = str(row["recomputed"] or "").partition("/")[0]
        if origin and origin not in known:
            told = f"the verdict on '{row['claim']}' names the notebook '{origin}', which the book does not have"
            remedy = f"write notebook/key with a notebook such as {near(origin, known)}, or leave the cell empty"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=remedy)


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


def _verdict_rows(package: DataPackage) -> Iterator[tuple[int, Row]]:
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
