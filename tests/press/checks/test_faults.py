"""All faults are told at once, each once with its check, but not those that follow from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from press.checks.check import CHAPTERS, Check, Fault, Material, Stage, fault_at
from press.checks.run import Run
from press.core.errors import PressError
from press.edition.load import load_sources

Found = Iterable[Fault | PressError]


@pytest.fixture
def material(book: Callable[[str], Path]) -> Material:
    return Material(load_sources(book("leaflet")))


def check_that_finds(*found: Fault | PressError, name: str = "rain", kind: str = CHAPTERS) -> Check:
    return Check(name, kind, "rain", Stage.PROSE, lambda _: found)


def gathered(material: Material, *checks: Check) -> Run:
    run = Run(material)
    for check in checks:
        run.add(check)
    return run


def test_a_fault_is_told_once_with_the_name_of_its_check(material: Material) -> None:
    fault = fault_at("a.md", 3, "it rains")
    assert gathered(material, check_that_finds(fault, fault)).report() == ["a.md:3: it rains [rain]"]


def test_a_source_that_cannot_be_read_is_told_once_whoever_stumbles_over_it(material: Material) -> None:
    def stumble(_: Material) -> Iterator[Fault]:
        yield fault_at("b.md", 1, "it snows")
        raise PressError("not UTF-8 either", file=Path("a.md"))

    first = check_that_finds(PressError("not UTF-8", file=Path("a.md")))
    second = Check("snow", CHAPTERS, "snow", Stage.PROSE, stumble)
    run = gathered(material, first, second)
    assert run.report() == ["a.md: not UTF-8", "b.md:1: it snows [snow]"]
