"""Check verdicts and findings against claims and against what notebooks published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from press.checks.check import DATA, NUMBERS, Fault, Material, Stage, check, unread
from press.core.errors import PressError
from press.data.descriptor import read_package
from press.data.verdicts import VERDICTS, check_verdicts, near, verdict_rows
from press.directives.findings.check import findings_out_of_place
from press.notebooks.kinds import NUMBER
from press.notebooks.results import Results


@check("verdicts", DATA, Stage.SOURCES)
def verdicts(material: Material) -> Iterator[PressError]:
    """Verdicts on claims that are not there, without evidence, or with a number of a notebook that the book does not have."""
    notebooks = [path.stem for path in material.settings.notebooks]
    yield from unread(check_verdicts, material.root)
    yield from unread(check_recomputed_origins, material.root, notebooks)


@check("findings", NUMBERS)
def findings(material: Material) -> Iterator[Fault]:
    """Claims without a finding in the chapter of findings, or with two."""
    for words in findings_out_of_place(material.settings):
        place = re.match(r"[^\s:]+:\d+", words)
        yield Fault(words, (place[0],) if place else ())


@check("recomputed", NUMBERS, Stage.RESULTS)
def recomputed(material: Material) -> Iterator[Fault]:
    """Numbers that verdicts name and no notebook publishes."""
    for error in unread(check_recomputed, material.root, material.results):
        yield Fault(str(error))


def check_recomputed(root: Path, results: Results) -> None:
    """Raise a PressError with file and line at the first verdict whose recomputed number no notebook publishes."""
    package = read_package(root)
    if VERDICTS not in package.names:
        return
    for line, row in verdict_rows(package):
        try:
            if row["recomputed"]:
                results.find(str(row["recomputed"]), NUMBER)
        except PressError as error:
            told = f"the verdict on '{row['claim']}': {error.message}"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=error.remedy) from None


def check_recomputed_origins(root: Path, notebooks: Iterable[str]) -> None:
    """As ``check_recomputed``, before anything is run: a recomputed number must come from one of ``notebooks``."""
    package = read_package(root)
    if VERDICTS not in package.names:
        return
    known = list(notebooks)
    for line, row in verdict_rows(package):
        origin = str(row["recomputed"] or "").partition("/")[0]
        if origin and origin not in known:
            told = f"the verdict on '{row['claim']}' names the notebook '{origin}', which the book does not have"
            remedy = f"write notebook/key with a notebook such as {near(origin, known)}, or leave the cell empty"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=remedy)
