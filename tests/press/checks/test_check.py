"""A new kind of fault warns in a book until its settings say that warnings are errors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from press.build.book import build_book
from press.checks.check import Fault, Material, Severity, check, fault_at
from press.checks.registry import CHECKS
from press.checks.run import check_book
from press.cli import main
from press.core.errors import PressError

WARNING = "warning: book/en/rain.md:1: it rains [weather-warning]"


@check("weather-warning", severity=Severity.WARNING)
def weather_warning(material: Material) -> Iterator[Fault]:
    """Find rain."""
    yield from (fault_at(chapter.path, 1, "it rains") for chapter in material.chapters if chapter.language == "en")


@pytest.fixture(autouse=True)
def _weather_warning_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for known in (CHECKS._own, CHECKS._values):
        monkeypatch.setitem(known, weather_warning.name, weather_warning)  # type: ignore[arg-type]


@pytest.fixture
def weather(book: Callable[[str], Path]) -> Path:
    return book("weather")


def make_strict(root: Path, value: str = "true") -> None:
    config = root / "_config.yml"
    config.write_text(config.read_text(encoding="utf-8") + f"    press_strict: {value}\n", encoding="utf-8")


def test_a_warning_is_told_and_the_check_ends_well(weather: Path) -> None:
    told = CliRunner().invoke(main, ["--root", str(weather), "check", "weather-warning"])
    assert told.exit_code == 0
    assert WARNING in told.output
    assert "press_strict: true" in told.output


def test_a_build_goes_on_and_tells_each_warning_once(book: Callable[[str], Path]) -> None:
    lines: list[str] = []
    site = build_book(book("leaflet"), lines.append)
    assert (site.folder / "en" / "index.html").is_file()
    assert lines.count(WARNING.replace("rain.md", "index.md")) == 1


def test_in_a_strict_book_a_warning_is_an_error(weather: Path) -> None:
    make_strict(weather)
    with pytest.raises(PressError, match="it rains") as told:
        check_book(weather, ["weather-warning"])
    assert WARNING not in str(told.value)


def test_errors_are_told_before_warnings(weather: Path) -> None:
    with (weather / "book" / "en" / "rain.md").open("a", encoding="utf-8") as chapter:
        chapter.write("\nIt rained 12 times.\n")
    with pytest.raises(PressError) as told:
        check_book(weather, ["weather-warning", "typed-digits"])
    first, *others = str(told.value).splitlines()
    assert "the number 12 is typed" in first
    assert WARNING in others


def test_what_is_neither_true_nor_false_is_told_with_its_line(weather: Path) -> None:
    make_strict(weather, "sometimes")
    with pytest.raises(PressError, match=r"_config\.yml:\d+: press_strict is 'sometimes'"):
        check_book(weather)
