"""Check the verdicts against what notebooks published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from press.core.errors import PressError
from press.data.descriptor import read_package
from press.data.verdicts import VERDICTS, near, verdict_rows
from press.notebooks.results import Results


def check_recomputed(root: Path, results: Results) -> None:
    """Raise a PressError with file and line at the first verdict whose recomputed number no notebook publishes."""
    package = read_package(root)
    if VERDICTS not in package.names:
        return
    for line, row in verdict_rows(package):
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
    for line, row in verdict_rows(package):
        origin = str(row["recomputed"] or "").partition("/")[0]
        if origin and origin not in known:
            told = f"the verdict on '{row['claim']}' names the notebook '{origin}', which the book does not have"
            remedy = f"write notebook/key with a notebook such as {near(origin, known)}, or leave the cell empty"
            raise PressError(told, file=package.file(VERDICTS), line=line, remedy=remedy)
