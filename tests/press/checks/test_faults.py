"""All faults are told at once, each once with its check, but not those that follow from others or are allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from press.checks.check import CHAPTERS, PARITY, Check, Fault, Material, Severity, Stage, fault_at
from press.checks.faults import Faults
from press.checks.suppressions import Suppression
from press.core.errors import PressError
from press.edition.load import load_sources

Found = Iterable[Fault | PressError]


@pytest.fixture
def material(book: Callable[[str], Path]) -> Material:
    return Material(load_sources(book("leaflet")))


def check_that_finds(*found: Fault | PressError, name: str = "rain", kind: str = CHAPTERS, **more: Severity) -> Check:
    return Check(name, kind, "rain", Stage.PROSE, lambda _: found, **more)


def report(faults: Faults, *suppressions: Suppression, is_strict: bool = False) -> tuple[list[str], list[str]]:
    found = faults.report(suppressions, ["rain", "snow"], is_strict)
    return found.errors, found.warnings


def gathered(material: Material, *checks: Check) -> Faults:
    faults = Faults()
    faults.add(checks, material)
    return faults


def test_a_fault_is_told_once_with_the_name_of_its_check(material: Material) -> None:
    fault = fault_at("a.md", 3, "it rains")
    assert report(gathered(material, check_that_finds(fault, fault))) == (["a.md:3: it rains [rain]"], [])


def test_warnings_are_told_apart_but_in_a_strict_book(material: Material) -> None:
    warning = check_that_finds(fault_at("a.md", 3, "it rains"), severity=Severity.WARNING)
    told = ["a.md:3: it rains [rain]"]
    assert report(gathered(material, warning)) == ([], told)
    assert report(gathered(material, warning), is_strict=True) == (told, [])


def test_the_severity_of_a_fault_goes_before_that_of_its_check(material: Material) -> None:
    error = Fault("it rains", severity=Severity.ERROR)
    assert report(gathered(material, check_that_finds(error, severity=Severity.WARNING))) == (["it rains [rain]"], [])


def test_a_source_that_cannot_be_read_is_told_once_whoever_stumbles_over_it(material: Material) -> None:
    def stumble(_: Material) -> Iterator[Fault]:
        yield fault_at("b.md", 1, "it snows")
        raise PressError("not UTF-8 either", file=Path("a.md"))

    first = check_that_finds(PressError("not UTF-8", file=Path("a.md")), severity=Severity.WARNING)
    second = Check("snow", CHAPTERS, "snow", Stage.PROSE, stumble)
    faults = Faults()
    assert not faults.add([first, second], material)
    assert faults.add([check_that_finds()], material)
    assert report(faults) == (["a.md: not UTF-8", "b.md:1: it snows [snow]"], [])
    assert (faults.has_found(first), faults.has_found(second)) == (False, True)


def test_of_a_place_that_another_fault_spoils_nothing_else_is_told(material: Material) -> None:
    spoiling = Fault("a.md:3: open", ("a.md:3",), frozenset({"a.md:3", "a.md:4"}))
    others = [fault_at("a.md", line, "it rains") for line in (4, 5)]
    assert report(gathered(material, check_that_finds(spoiling, *others)))[0] == [
        "a.md:3: open [rain]",
        "a.md:5: it rains [rain]",
    ]


def test_a_fault_that_follows_from_an_error_is_not_told_and_from_a_warning_it_is(material: Material) -> None:
    follows = check_that_finds(Fault("differs", follows=frozenset({"a.md:3"})), name="snow", kind=PARITY)
    error = check_that_finds(fault_at("a.md", 3, "it rains"))
    warning = check_that_finds(fault_at("a.md", 3, "it rains"), severity=Severity.WARNING)
    assert report(gathered(material, error, follows))[0] == ["a.md:3: it rains [rain]"]
    assert report(gathered(material, warning, follows))[0] == ["differs [snow]"]


def test_an_allowed_fault_is_not_told_and_what_allows_nothing_is(material: Material) -> None:
    faults = gathered(material, check_that_finds(fault_at("a.md", 3, "it rains")))
    allowed = Suppression(("a.md", 2), "rain", "it is so", frozenset({"a.md:2", "a.md:3"}))
    idle = Suppression(("a.md", 7), "rain", "it is so", frozenset({"a.md:7"}))
    # Of a check that did not run it is not known.
    other = Suppression(("a.md", 9), "snow", "it is so", frozenset({"a.md:9"}))
    assert report(faults, allowed, other) == ([], [])
    (told,) = report(faults, allowed, idle)[0]
    assert told.startswith("a.md:7: the check 'rain' finds nothing here that has to be allowed")
