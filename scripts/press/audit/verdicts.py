"""Load the verdict on each figure and statement, the numbers set against it and the evidence, and check that they fit together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from press.api import PressError, near_names
from press.api import sphinx as api
from press.audit.kinds import KINDS, Kind

FOLDER = Path(__file__).parent
VERDICTS, EVIDENCE, STATEMENTS, PROBLEMS = "verdicts", "evidence", "statements", "problems"
FINDINGS, REPLIES = "findings", "replies"
_COLUMNS = {
    VERDICTS: ("id", "verdict", "recomputed", "evidence"),
    EVIDENCE: ("id", "address", "producer"),
    STATEMENTS: ("id", "lines", "section", "quotation"),
    PROBLEMS: ("id", "verdict", "strength", "severity", "repeat", "evidence"),
    FINDINGS: ("id", "numbers", "verdicts", "strength", "target"),
    REPLIES: ("problem", "who", "date", "language", "text"),
}
_REQUIRED = (VERDICTS, EVIDENCE)
Texts = Mapping[str, str]


class Evidence(NamedTuple):
    """A place where a finding can be looked up: a full address, and a code for the producer or nothing."""

    address: str
    producer: str


@dataclass(frozen=True)
class Verdict:
    """The verdict on the figure, statement or problem ``id`` of a ``table``, and the evidence in order; other parts may be empty.

    ``code`` is the verdict, ``strength`` how it is known, ``judged`` its day in ISO form. ``recorded`` is the full name of the
    number that a record gives, ``recomputed`` that of the number computed for comparison. ``right`` is the number that is right
    instead, written as in the role (several, divided by semicolons, where the words need them); it may only be ``likely``.
    ``problem`` is the problem that a figure or statement is a part of. A problem has a ``severity``, and in ``repeat`` how what
    the article says may be repeated; ``shown`` are the numbers, written as in ``right``, that show figures to be in conflict
    which no one sees in them.
    """

    table: str
    id: str
    code: str
    recomputed: str = ""
    evidence: tuple[Evidence, ...] = ()
    strength: str = ""
    problem: str = ""
    recorded: str = ""
    severity: str = ""
    repeat: str = ""
    right: str = ""
    likely: str = ""
    shown: str = ""
    judged: str = ""

    @property
    def kind(self) -> Kind:
        """Return the record of the verdict."""
        return KINDS[self.code]

    @property
    def label(self) -> str:
        """Return the label of the section that tells of a problem, or of the row with a finding."""
        return f"{'problem' if self.table == PROBLEMS else 'finding'}-{self.id}"

    @property
    def title(self) -> str:
        """Return the code for the words that name what is judged: ``problem.<id>``."""
        return f"{self.table.rstrip('s')}.{self.id}"

    @property
    def page(self) -> str:
        """Return the name of the page of the verdict; that of a problem has a mark that no id of a figure has."""
        return f"figure/problem.{self.id}" if self.table == PROBLEMS else api.card_page(f"{api.CLAIMS}/{self.id}")


class Saying(NamedTuple):
    """A statement without a figure: a few words of it in their ``language``, its lines, the chapter that uses it."""

    quotation: str
    lines: str
    section: str
    language: str


@dataclass(frozen=True)
class Verdicts:
    """All verdicts by the id of what they are on."""

    by_id: Mapping[str, Verdict] = field(default_factory=dict)
    problems: Mapping[str, Verdict] = field(default_factory=dict)
    sayings: Mapping[str, Saying] = field(default_factory=dict)
    # Rows of the tables: findings by id, replies by problem.
    findings: Mapping[str, Texts] = field(default_factory=dict)
    replies: Mapping[str, list[Texts]] = field(default_factory=dict)
    # The codes of the figures that are counted, in the order of the source.
    counted: Mapping[str, str] = field(default_factory=dict)

    @property
    def all(self) -> list[Verdict]:
        """Return all verdicts, those on problems last."""
        return [*self.by_id.values(), *self.problems.values()]

    def others_of_problem(self, key: str) -> list[str]:
        """Return the other figures of the problem that the figure ``key`` is a part of, those that are counted."""
        problem = self.by_id[key].problem
        return [other for other in self.counted if problem and other != key and self.by_id[other].problem == problem]


@api.cached_per_build
def load_verdicts(sources: api.Sources) -> Verdicts:
    """Return the verdicts of a book, none where it has no such table; bad tables are a PressError with the line."""
    package = sources.package
    if VERDICTS not in package.names:
        return Verdicts()
    check_verdicts(package)
    rows = {name: sources.texts(name) for name in _COLUMNS if name in package.names}
    evidence = {row["id"]: Evidence(row["address"], row["producer"]) for row in rows[EVIDENCE]}

    def verdict(table: str, row: Texts) -> Verdict:
        named = tuple(evidence[key] for key in row["evidence"].split())
        names = (
            "recomputed",
            "strength",
            "problem",
            "recorded",
            "severity",
            "repeat",
            "right",
            "likely",
            "shown",
            "judged",
        )
        more = {name: row.get(name, "") for name in names}
        return Verdict(table, row["id"], row["verdict"], evidence=named, **more)

    tables = ((api.CLAIMS if row["id"] in sources.claims else STATEMENTS, row) for row in rows[VERDICTS])
    by_id = {row["id"]: verdict(table, row) for table, row in tables}
    sayings = {}
    for row in rows.get(STATEMENTS, ()):
        language = api.quotation_language(package, STATEMENTS, row["quotation"])
        sayings[row["id"]] = Saying(row["quotation"], row["lines"], row["section"], language)
    replies = defaultdict[str, list[Texts]](list)
    for row in rows.get(REPLIES, ()):
        replies[row["problem"]].append(row)
    # Not counted are the figures whose kind is among the ``uncounted`` of that column.
    columns = {field["name"]: field for field in package.fields(VERDICTS)}
    uncounted = columns.get("kind", {}).get("uncounted", ())
    apart = {row["id"] for row in rows[VERDICTS] if row.get("kind") in uncounted}
    return Verdicts(
        by_id,
        {row["id"]: verdict(PROBLEMS, row) for row in rows.get(PROBLEMS, ())},
        sayings,
        {row["id"]: row for row in rows.get(FINDINGS, ())},
        replies,
        {key: by_id[key].code for key in sources.claims if key not in apart},
    )


def verdicts_of(context: api.EditionContext) -> Verdicts:
    """Return the verdicts of the book; the document that asks is read again when one of them has changed."""
    for table in _COLUMNS:
        if table in context.sources.package.names or table in _REQUIRED:
            api.note_table(table)
    return load_verdicts(context.sources)


def verdict_named(context: api.EditionContext, name: str) -> Verdict:
    """Return the verdict on what ``name`` names: ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``."""
    verdicts = verdicts_of(context)
    judged = {api.CLAIMS: context.claims, STATEMENTS: verdicts.sayings, PROBLEMS: verdicts.problems}
    check_name(name, judged if verdicts.by_id else {})
    table, _, key = name.partition("/")
    return (verdicts.problems if table == PROBLEMS else verdicts.by_id)[key]


def ids(package: api.DataPackage, table: str) -> list[str]:
    """Return the ids of ``table`` in their order."""
    return [row["id"] for _, row in api.rows_with_lines(package, table)]


def check_name(name: str, known: Mapping[str, Iterable[str]]) -> None:
    """Raise a PressError where ``name`` (``claims/<id>`` or the like) is nothing that has a verdict."""
    table, _, key = name.partition("/")
    if table not in known:
        example = next((f"{table}/{key}" for table, keys in known.items() for key in keys), f"{api.CLAIMS}/id")
        remedy = f"write the name of a table and an id, such as {example}"
        raise PressError(f"'{name}' names nothing that has a verdict", remedy=remedy)
    if key not in known[table]:
        message = f"there is no {table.rstrip('s')} '{key}'"
        raise PressError(message, remedy=f"use an id such as {near_names(key, known[table])}")


def check_verdicts(package: api.DataPackage) -> None:
    """Raise a PressError with file and line at the first verdict that names what is not there, or that is missing.

    As with claims, the checksums of the tables may be others than their descriptions give.
    """
    if VERDICTS not in package.names:
        return
    for table, columns in _COLUMNS.items():
        if table in package.names or table in _REQUIRED:
            package.check_columns(table, columns)
    for table in (VERDICTS, PROBLEMS):
        _check_kinds(package, table)
    known = {table: ids(package, table) for table in (api.CLAIMS, EVIDENCE, STATEMENTS, PROBLEMS)}
    judged, path = known[api.CLAIMS] + known[STATEMENTS], package.file(VERDICTS)
    # By problem, the first row that belongs to it.
    first: dict[str, Texts] = {}
    seen = set[str]()
    for line, row in api.rows_with_lines(package, VERDICTS):
        key = row["id"]
        if key not in judged:
            message = f"there is a verdict on '{key}', but no such claim"
            remedy = f"use an id of the claims table such as {near_names(key, judged)}"
            raise PressError(message, file=path, line=line, remedy=remedy)
        seen.add(key)
        first.setdefault(row.get("problem", ""), row)
        _check_evidence(path, line, f"the verdict on '{key}'", row, known[EVIDENCE])
    for table in (api.CLAIMS, STATEMENTS):
        if missing := [key for key in known[table] if key not in seen]:
            message = f"{len(missing)} of {len(known[table])} {table} have no verdict: {', '.join(missing)}"
            raise PressError(message, file=path, remedy="add a row for each to the end of the file")
    _check_problems(package, first, known[EVIDENCE])
    for line, row in api.rows_with_lines(package, FINDINGS):
        try:
            for name in row["verdicts"].split():
                check_name(name, {table: known[table] for table in (api.CLAIMS, STATEMENTS, PROBLEMS)})
        except PressError as error:
            message = f"the finding '{row['id']}': {error.message}"
            raise PressError(message, file=package.file(FINDINGS), line=line, remedy=error.remedy) from None


def _check_kinds(package: api.DataPackage, table: str) -> None:
    """Check that there is a record of each verdict that ``table`` may have by its description, or has."""
    unknown = "is none that press can draw and count"
    remedy = 'or have an extension of the book add it: extend("verdict", ...)'
    columns = package.fields(table) if table in package.names else []
    for place, column in enumerate(columns):
        listed = column.get("constraints", {}).get("enum", ()) if column["name"] == "verdict" else ()
        for number, code in enumerate(listed):
            if code not in KINDS:
                message = f"the verdict '{code}', which the table '{table}' may have, {unknown}"
                keys = ("schema", "fields", place, "constraints", "enum", number)
                raise package.fault(table, message, f"write {near_names(code, KINDS)}, {remedy}", keys)
    for line, row in api.rows_with_lines(package, table):
        code = row["verdict"]
        if code not in KINDS:
            message = f"the verdict '{code}' on '{row['id']}' {unknown}"
            known = f"write {near_names(code, KINDS)}, {remedy}"
            raise PressError(message, file=package.file(table), line=line, remedy=known)


def _check_problems(package: api.DataPackage, first: Mapping[str, Texts], evidence: list[str]) -> None:
    """Check each problem against the ``first`` row of verdicts that belongs to it."""
    for line, row in api.rows_with_lines(package, PROBLEMS):
        path, problem, judging = package.file(PROBLEMS), row["id"], first.get(row["id"])
        _check_evidence(path, line, f"the problem '{problem}'", row, evidence)
        if judging is None:
            remedy = f"name it in the table '{VERDICTS}', or remove the row"
            raise PressError(f"no verdict belongs to the problem '{problem}'", file=path, line=line, remedy=remedy)
        if judging["verdict"] != row["verdict"]:
            message = f"the problem '{problem}' has the verdict {row['verdict']}"
            message += f", its first row '{judging['id']}' the verdict {judging['verdict']}"
            raise PressError(message, file=path, line=line, remedy="give both the same verdict")


def _check_evidence(path: Path, line: int, what: str, row: Texts, known: list[str]) -> None:
    for key in row["evidence"].split():
        if key not in known:
            message = f"{what} names the evidence '{key}', which is not in the table '{EVIDENCE}'"
            remedy = f"add it there, or use an id such as {near_names(key, known)}"
            raise PressError(message, file=path, line=line, remedy=remedy)
