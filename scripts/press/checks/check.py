"""A check: a function that tells faults of a book, with a name, a kind, the rule that it stands for and the stage at which it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path

from press.core.errors import PressError
from press.core.settings import Settings
from press.data.sources import Sources
from press.notebooks.results import Results

DATA, CHAPTERS, PARITY, WORDS, NUMBERS = "data", "chapters", "parity", "words", "numbers"


class Stage(IntEnum):
    """The stage of a check, by what has to be there before it can run; checks run in this order. With faults of `STRUCTURE` no chapter is read."""

    SOURCES = 1
    STRUCTURE = 2
    PROSE = 3
    RESULTS = 4


@dataclass(frozen=True)
class Fault:
    """A fault, in words that begin with the places (``file:line``, the file from the root) that it is told of.

    One that ``follows`` from whatever stands at some places is told where there is none. Of the labels that are ``lost`` by it no more is told.
    """

    words: str
    follows: frozenset[str] = frozenset()
    lost: tuple[str, ...] = ()


def fault_at(path: Path | str, line: int, words: str) -> Fault:
    """Return the fault ``words`` at one line of a file."""
    return Fault(f"{path}:{line}: {words}")


@dataclass(frozen=True)
class Material:
    """The material of checks: the sources of the book and, for those of the stage of results, what its notebooks published."""

    sources: Sources
    results: Results = field(default_factory=lambda: Results([]))

    @property
    def settings(self) -> Settings:
        """Return the settings of the book."""
        return self.sources.settings

    @property
    def root(self) -> Path:
        """Return the folder of the book."""
        return self.sources.root


# The function of a check; a PressError, raised or among the faults, says that a source cannot be read.
Find = Callable[[Material], "Iterable[Fault | PressError] | None"]


@dataclass(frozen=True)
class Check:
    """A check by its ``name``, one of its ``kind``; its ``rule`` tells editors what it finds."""

    name: str
    kind: str
    rule: str
    stage: Stage
    find: Find


def rule_of(find: Callable[..., object]) -> str:
    """Return what a check finds, which its docstring says."""
    return " ".join((find.__doc__ or "").split()).removeprefix("Find ").rstrip(".")


def check(name: str, kind: str, stage: Stage = Stage.PROSE) -> Callable[[Find], Check]:
    """Make a `Check` of the function below, whose docstring says what is a fault ("Find words that ...").

    The check is known once it stands in `press.checks.registry`, or an extension has registered it there.
    """

    def decorate(find: Find) -> Check:
        return Check(name, kind, rule_of(find), stage, find)

    return decorate


def errors_of(read: Callable[..., object], *arguments: object) -> Iterator[PressError]:
    """Yield the PressError of ``read(*arguments)``, if there is one, so that other sources are read all the same."""
    try:
        read(*arguments)
    except PressError as error:
        yield error
