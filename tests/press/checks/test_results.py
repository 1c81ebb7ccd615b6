"""What chapters show of notebooks is there, can be printed, and is described."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from press.checks.check import Fault, Material
from press.checks.data import results
from press.checks.numbers import unit_again
from press.edition.load import load_sources
from press.language.quantities import Quantity
from press.notebooks.results import Result, Results

NOTEBOOK = "book/notebooks/rain.ipynb"
RESULTS = Results(
    [
        Result("rain", "total", "number", quantity=Quantity("19", "count"), cell=2),
        Result("rain", "share", "number", quantity=Quantity("0.6", "share"), cell=3),
        Result("rain", "days", "chart"),
    ]
)


@pytest.fixture
def root(book: Callable[[str], Path]) -> Path:
    return book("weather")


@pytest.mark.parametrize(
    ("after", "again"),
    [(" %", "%"), ("%", "%"), ("\u00a0per cent", "per cent"), (" percent", "percent"), (" of it", ""), ("", "")],
)
def test_a_unit_that_is_typed_behind_a_number_that_prints_it_is_found(after: str, again: str) -> None:
    assert unit_again("%", after, "en") == again


def test_a_unit_that_an_edition_has_no_words_for_is_told_of_the_cell(root: Path) -> None:
    far = Results([Result("rain", "far", "number", quantity=Quantity("3", "furlong"), cell=4)])
    sources = load_sources(root)
    (fault,) = results(Material(sources, far))
    assert isinstance(fault, Fault)
    assert fault.words.startswith(
        f"{NOTEBOOK}: cell 4 publishes the number 'far': the unit 'furlong' cannot be written"
    )
    assert results(Material(sources, RESULTS)) == []
