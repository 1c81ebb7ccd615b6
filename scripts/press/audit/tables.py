"""Check the tables of the audit: that each verdict is on something that is there, and that problems, findings and evidence fit together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from press.core.errors import PressError
from press.core.text import near_names, record_lines
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.validation import Row, checked_rows

VERDICTS, EVIDENCE, STATEMENTS, PROBLEMS = "verdicts", "evidence", "statements", "problems"
FINDINGS, REPLIES = "findings", "replies"
_COLUMNS = {
    VERDICTS: ("id", "verdict", "recomputed", "evidence"),
    EVIDENCE: ("id", "address", "host", "producer"),
    STATEMENTS: ("id", "lines", "section", "quotation"),
    PROBLEMS: ("id", "verdict", "strength", "severity", "repeat", "evidence"),
    FINDINGS: ("id", "numbers", "verdicts", "strength", "target"),
    REPLIES: ("problem", "who", "date", "language", "text"),
}
_OPTIONAL = (STATEMENTS, PROBLEMS, FINDINGS, REPLIES)


def verdict_codes(package: DataPackage) -> tuple[str, ...]:
    """Return the verdicts that there are, in the order in which the description of the table lists them."""
    (field,) = (field for field in package.fields(VERDICTS) if field["name"] == "verdict")
    codes = field.get("constraints", {}).get("enum", [])
    if not codes:
        message = f"the column 'verdict' of the table '{VERDICTS}' does not list the verdicts that there are"
        raise package.fault(VERDICTS, message, "give it the constraint 'enum' with their codes")
    return tuple(map(str, codes))


def check_verdicts(package: DataPackage) -> None:
    """Raise a PressError with file and line at the first verdict that names what is not there, or that is missing.

    As with claims, the checksums of the tables may be others than their descriptions give.
    """
    if VERDICTS not in package.names:
        return
    for table, columns in _COLUMNS.items():
        if table in package.names or table not in _OPTIONAL:
            present = {field["name"] for field in package.fields(table)}
            if missing := [name for name in columns if name not in present]:
                raise package.fault(table, f"the table '{table}' has no column {', '.join(missing)}")
    verdict_codes(package)
    known = {table: ids(package, table) for table in (CLAIMS, EVIDENCE, STATEMENTS, PROBLEMS) if table in package.names}
    judged = [*known[CLAIMS], *known.get(STATEMENTS, [])]
    seen: dict[str, int] = {}
    path = package.file(VERDICTS)
    for line, row in rows_with_lines(package, VERDICTS):
        key, problem = str(row["id"]), str(row.get("problem") or "")
        if key not in judged:
            message = f"there is a verdict on '{key}', but no such claim"
            remedy = f"use an id of the claims table such as {near_names(key, judged)}"
            raise PressError(message, file=path, line=line, remedy=remedy)
        if key in seen:
            message = f"the claim '{key}' already has a verdict in line {seen[key]}"
            raise PressError(message, file=path, line=line, remedy="remove one of the two rows")
        seen[key] = line
        _check_evidence(path, line, f"the verdict on '{key}'", row, known)
        if problem and problem not in known.get(PROBLEMS, []):
            message = (
                f"the verdict on '{key}' belongs to the problem '{problem}', which is not in the table '{PROBLEMS}'"
            )
            remedy = f"add it there, or use an id such as {near_names(problem, known.get(PROBLEMS, []))}"
            raise PressError(message, file=path, line=line, remedy=remedy)
    for table in (CLAIMS, STATEMENTS):
        if missing := [key for key in known.get(table, []) if key not in seen]:
            message = f"{len(missing)} of {len(known[table])} {table} have no verdict: {', '.join(missing)}"
            raise PressError(message, file=path, remedy="add a row for each to the end of the file")
    if PROBLEMS in known:
        _check_problems(package, known)
    if FINDINGS in package.names:
        _check_findings(package, known)


def ids(package: DataPackage, table: str) -> list[str]:
    """Return the ids of ``table`` in their order."""
    return [str(row["id"]) for row in checked_rows(package, table)]


def rows_with_lines(package: DataPackage, table: str) -> Iterator[tuple[int, Row]]:
    """Yield each row of ``table`` with its line in the file."""
    return zip(record_lines(package.file(table))[1:], checked_rows(package, table), strict=True)


def check_name(name: str, known: Mapping[str, Iterable[str]]) -> None:
    """Raise a PressError where ``name`` (``claims/<id>`` or the like) is nothing that has a verdict."""
    table, _, key = name.partition("/")
    if table not in known:
        example = next((f"{table}/{key}" for table, keys in known.items() for key in keys), f"{CLAIMS}/id")
        remedy = f"write the name of a table and an id, such as {example}"
        raise PressError(f"'{name}' names nothing that has a verdict", remedy=remedy)
    if key not in known[table]:
        message = f"there is no {table.rstrip('s')} '{key}'"
        raise PressError(message, remedy=f"use an id such as {near_names(key, known[table])}")


def judged_ids(package: DataPackage) -> dict[str, list[str]]:
    """Return the ids of all that can have a verdict, by table; empty where the book has no verdicts."""
    if VERDICTS not in package.names:
        return {}
    return {table: ids(package, table) for table in (CLAIMS, STATEMENTS, PROBLEMS) if table in package.names}


def _check_evidence(path: Path, line: int, what: str, row: Row, known: Mapping[str, list[str]]) -> None:
    for key in str(row["evidence"] or "").split():
        if key not in known[EVIDENCE]:
            message = f"{what} names the evidence '{key}', which is not in the table '{EVIDENCE}'"
            remedy = f"add it there, or use an id such as {near_names(key, known[EVIDENCE])}"
            raise PressError(message, file=path, line=line, remedy=remedy)


def _check_problems(package: DataPackage, known: Mapping[str, list[str]]) -> None:
    """Check that each problem has the verdict of the first row that belongs to it."""
    verdicts, path = list(checked_rows(package, VERDICTS)), package.file(PROBLEMS)
    for line, row in rows_with_lines(package, PROBLEMS):
        problem = str(row["id"])
        _check_evidence(path, line, f"the problem '{problem}'", row, known)
        first = next((each for each in verdicts if each.get("problem") == problem), None)
        if first is None:
            remedy = f"name it in the table '{VERDICTS}', or remove the row"
            raise PressError(f"no verdict belongs to the problem '{problem}'", file=path, line=line, remedy=remedy)
        if first["verdict"] != row["verdict"]:
            message = f"the problem '{problem}' has the verdict {row['verdict']}"
            message += f", its first row '{first['id']}' the verdict {first['verdict']}"
            raise PressError(message, file=path, line=line, remedy="give both the same verdict")


def _check_findings(package: DataPackage, known: Mapping[str, list[str]]) -> None:
    path = package.file(FINDINGS)
    judged = {table: known[table] for table in (CLAIMS, STATEMENTS, PROBLEMS) if table in known}
    for line, row in rows_with_lines(package, FINDINGS):
        try:
            for name in str(row["verdicts"] or "").split():
                check_name(name, judged)
        except PressError as error:
            message = f"the finding '{row['id']}': {error.message}"
            raise PressError(message, file=path, line=line, remedy=error.remedy) from None
