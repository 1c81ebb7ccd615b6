"""Check verdicts and findings against claims and against what notebooks published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from press.audit.verdicts import EVIDENCE, VERDICTS, check_verdicts, near, verdict_rows
from press.checks.check import DATA, NUMBERS, Fault, Material, Stage, check, fault_at, unread
from press.checks.myst.chapter import Chapter
from press.core.errors import PressError
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.sources import Sources
from press.notebooks.kinds import NUMBER
from press.notebooks.results import Results

FINDING = "finding"


@check("verdicts", DATA, Stage.SOURCES)
def verdicts(material: Material) -> Iterator[PressError]:
    """Find verdicts on claims that are not there, without evidence, or with a number of a notebook that the book does not have."""
    notebooks = [path.stem for path in material.settings.notebooks]
    yield from unread(lambda: check_verdicts(material.sources.package))
    yield from unread(lambda: check_recomputed_origins(material.sources.package, notebooks))


@check("findings", NUMBERS)
def findings(material: Material) -> Iterator[Fault]:
    """Find claims without a finding in the chapter of findings, or with two."""
    claims = material.sources.claims
    for chapter in material.chapters:
        yield from (fault_at(chapter.path, line, told) for line, told in _chapter_faults(chapter, claims))


@check("recomputed", NUMBERS, Stage.RESULTS)
def recomputed(material: Material) -> Iterator[Fault]:
    """Find numbers that verdicts name and no notebook publishes."""
    for error in unread(check_recomputed, material.sources.package, material.results):
        yield Fault(str(error))


def accepted(sources: Sources, names: Collection[str]) -> None:
    """Raise PressError where tables that are to be accepted do not fit together."""
    if {CLAIMS, VERDICTS, EVIDENCE} & set(names):
        check_verdicts(sources.package)


def finding_faults(found: Sequence[str], claims: Collection[str]) -> Iterator[tuple[int, str]]:
    """What is wrong with a chapter's findings on the claims ``found``: which of them, and the fault in words.

    Unknown claims are the directive's to tell, as it has to know its claim to be printed.
    """
    for place, claim in enumerate(found):
        if claim in found[:place]:
            yield place, f"there is a second finding on the claim '{claim}'; put the two together"
    missing = [claim for claim in claims if claim not in found]
    if missing:
        told = f"{len(missing)} of {len(claims)} claims have no finding in this chapter"
        yield 0, f"{told}: {', '.join(missing)}; write :::{{finding}} <id> for each"


def _chapter_faults(chapter: Chapter, claims: Collection[str]) -> Iterator[tuple[int, str]]:
    directives = [block.directive for block in chapter.blocks if block.directive and block.directive.name == FINDING]
    found = [directive.argument for directive in directives]
    for directive in directives:
        if directive.argument not in claims:
            told = f"there is no {CLAIMS.rstrip('s')} '{directive.argument}'"
            yield directive.line, f"{told}; use an id such as {near(directive.argument, claims)}"
    if found:
        yield from ((directives[place].line, fault) for place, fault in finding_faults(found, claims))


def check_recomputed(package: DataPackage, results: Results) -> None:
    """Raise a PressError with file and line at the first verdict whose recomputed number no notebook publishes."""
    if VERDICTS not in package.names:
        return
    for line, row in verdict_rows(package):
        try:
            if row["recomputed"]:
                results.find(str(row["recomputed"]), NUMBER)
        except PressError as error:
            told = f"the verdict on '{row['claim']}': {error.message}"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=error.remedy) from None


def check_recomputed_origins(package: DataPackage, notebooks: Iterable[str]) -> None:
    """As ``check_recomputed``, before anything is run: a recomputed number must come from one of ``notebooks``."""
    if VERDICTS not in package.names:
        return
    known = list(notebooks)
    for line, row in verdict_rows(package):
        origin = str(row["recomputed"] or "").partition("/")[0]
        if origin and origin not in known:
            told = f"the verdict on '{row['claim']}' names the notebook '{origin}', which the book does not have"
            remedy = f"write notebook/key with a notebook such as {near(origin, known)}, or leave the cell empty"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=remedy)


# For the registries of checks, and of what must hold of accepted tables.
CHECKS = {check.name: check for check in (verdicts, findings, recomputed)}
ACCEPTED = {VERDICTS: accepted}
