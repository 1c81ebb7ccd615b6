"""Load what the book finds of each figure and statement, a verdict, the numbers set against it and the evidence, and check that it fits together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.resources import press_path
from press.core.text import Translate, near_names, record_lines
from press.core.tracking import DATA_TABLE, note_dependency
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.sources import Sources
from press.data.validation import Row, checked_rows, texts_of
from press.edition.context import EditionContext
from press.language.catalogues import get_book_translation
from press.language.scripts import language_by_script

# A mark for each verdict that the audit knows, beside its word. Other verdicts have their word alone.
SIGNS = {
    "confirmed": "=",
    "adds-up": "+",
    "wrong-year": "→",
    "wrong-name": "≈",
    "contradicts-article": "≠",
    "contradicts-record": "×",
    "not-checked": "?",
}
# The verdicts that have words beside their signs where a sentence ends.
OF_PROBLEMS = ("wrong-year", "wrong-name", "contradicts-article", "contradicts-record")
# The verdicts that a record has not decided.
OPEN = ("adds-up", "not-checked")
# The words that the audit puts on pages, from catalogues of its own.
AUDIT_DOMAIN = "press-audit"
AUDIT_LOCALE_DIR = press_path("audit/locale")
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


class Evidence(NamedTuple):
    """A place where a finding can be looked up: a full address, the host as its short name, a code for the producer or nothing."""

    id: str
    address: str
    host: str
    producer: str = ""


@dataclass(frozen=True)
class Verdict:
    """The verdict on the figure, statement or problem ``id``, and the evidence in order; the other parts may be empty.

    ``code`` is the verdict, ``recorded`` and ``recomputed`` the full names of the numbers that a record gives and that was computed
    for comparison, ``strength`` how it is known, ``problem`` what the figure or statement is a part of; of a problem, ``severity`` is
    how much it matters and ``repeat`` how what the article says may be repeated.
    """

    id: str
    code: str
    recomputed: str = ""
    evidence: tuple[Evidence, ...] = ()
    strength: str = ""
    problem: str = ""
    recorded: str = ""
    severity: str = ""
    repeat: str = ""


class Saying(NamedTuple):
    """A statement without a figure: a few words of it in their ``language``, the lines where it stands, the chapter that uses it."""

    id: str
    quotation: str = ""
    lines: str = ""
    section: str = ""
    language: str = ""


class KeyFinding(NamedTuple):
    """A finding that the book leads with: its numbers, the names of what its verdicts are on, how it is known, the label where it is shown."""

    id: str
    numbers: tuple[str, ...]
    verdicts: tuple[str, ...]
    strength: str
    target: str


@dataclass(frozen=True)
class Verdicts:
    """All verdicts by the id of what they are on, and their codes in the order in which the description of the table lists them."""

    codes: tuple[str, ...]
    by_id: Mapping[str, Verdict]
    problems: Mapping[str, Verdict] = field(default_factory=dict)
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    findings: Mapping[str, KeyFinding] = field(default_factory=dict)
    replies: Mapping[str, list[Mapping[str, str]]] = field(default_factory=dict)
    # The figures that are counted, in the order of the source.
    counted: tuple[str, ...] = ()

    def named(self, name: str) -> Verdict | None:
        """Return the verdict on ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``, if there is one."""
        table, _, key = name.partition("/")
        return (self.problems if table == PROBLEMS else self.by_id).get(key)


@cached_per_build
def load_verdicts(sources: Sources) -> Verdicts:
    """Return the verdicts of a book, none where it has no such table; bad tables are a PressError with the line."""
    package = sources.package
    if VERDICTS not in package.names:
        return Verdicts((), {})
    check_verdicts(package)
    columns = _COLUMNS[EVIDENCE]
    evidence = {row["id"]: Evidence(*(row[name] for name in columns)) for row in _rows(EVIDENCE, sources)}
    # The column may name the languages of the quotations.
    fields = package.fields(STATEMENTS) if STATEMENTS in package.names else []
    languages = next((list(one.get("languages") or []) for one in fields if one["name"] == "quotation"), [])
    sayings = {}
    for row in _rows(STATEMENTS, sources):
        language = language_by_script(row["quotation"], languages) if languages else ""
        sayings[row["id"]] = Saying(row["id"], row["quotation"], row["lines"], row["section"], language)
    findings = {}
    for row in _rows(FINDINGS, sources):
        numbers, names = tuple(row["numbers"].split()), tuple(row["verdicts"].split())
        findings[row["id"]] = KeyFinding(row["id"], numbers, names, row["strength"], row["target"])
    replies = defaultdict[str, list[Mapping[str, str]]](list)
    for row in _rows(REPLIES, sources):
        replies[row["problem"]].append(row)
    # Not counted are the figures whose kind is among the ``uncounted`` of that column.
    kinds = next((field for field in package.fields(VERDICTS) if field["name"] == "kind"), {})
    apart = {row["id"] for row in _rows(VERDICTS, sources) if row.get("kind") in kinds.get("uncounted", ())}
    return Verdicts(
        verdict_codes(package),
        {row["id"]: _verdict(row, evidence) for row in _rows(VERDICTS, sources)},
        {row["id"]: _verdict(row, evidence) for row in _rows(PROBLEMS, sources)},
        sayings,
        findings,
        replies,
        tuple(key for key in sources.claims if key not in apart),
    )


def verdicts_of(context: EditionContext) -> Verdicts:
    """Return the verdicts of the book; the document that asks is read again when one of them has changed."""
    for table in (VERDICTS, EVIDENCE, PROBLEMS, STATEMENTS, FINDINGS, REPLIES):
        if table in context.sources.package.names or table in (VERDICTS, EVIDENCE):
            note_dependency(DATA_TABLE, table)
    return load_verdicts(context.sources)


def verdict_named(context: EditionContext, name: str) -> Verdict:
    """Return the verdict on what ``name`` names: ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``."""
    verdicts = verdicts_of(context)
    judged = {CLAIMS: context.claims, STATEMENTS: verdicts.sayings, PROBLEMS: verdicts.problems}
    check_name(name, judged if verdicts.by_id else {})
    found = verdicts.named(name)
    assert found is not None, "what is judged has a verdict"
    return found


def audit_words(context: EditionContext) -> Translate:
    """Return the function that turns an English word of the audit into one of the edition's language."""
    return get_book_translation(context.settings, context.language, AUDIT_DOMAIN, AUDIT_LOCALE_DIR)


def verdict_words(context: EditionContext, code: str) -> str:
    """Return the words for the verdict ``code``."""
    return context.label(f"verdict.{code}")


def problem_name(problem: str) -> str:
    """Return the label of the section that tells of ``problem``."""
    return f"problem-{problem}"


def finding_name(key: str) -> str:
    """Return the label, and the id, of the row with the finding on ``key``."""
    return f"finding-{key}"


def _rows(table: str, sources: Sources) -> list[dict[str, str]]:
    if table not in sources.package.names:
        return []
    return list(texts_of(sources.rows(table)))


def _verdict(row: Mapping[str, str], evidence: Mapping[str, Evidence]) -> Verdict:
    found = tuple(evidence[key] for key in row["evidence"].split())
    more = {key: row.get(key, "") for key in ("recomputed", "strength", "problem", "recorded", "severity", "repeat")}
    return Verdict(row["id"], row["verdict"], evidence=found, **more)


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
    path, seen = package.file(VERDICTS), set[str]()
    for line, row in rows_with_lines(package, VERDICTS):
        key = str(row["id"])
        if key not in judged:
            message = f"there is a verdict on '{key}', but no such claim"
            remedy = f"use an id of the claims table such as {near_names(key, judged)}"
            raise PressError(message, file=path, line=line, remedy=remedy)
        seen.add(key)
        _check_evidence(path, line, f"the verdict on '{key}'", row, known)
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
