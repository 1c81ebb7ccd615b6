"""What chapters show of notebooks is there, can be printed, and is described."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from chapters import chapter_of

from press.checks.results import description_faults, result_faults, unit_faults
from press.checks.usages import Usage, find_usages
from press.core.settings import load_settings
from press.data.sources import Sources
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


@pytest.fixture
def sources(root: Path) -> Sources:
    return load_sources(root)


def usages(text: str, language: str = "en") -> list[Usage]:
    return find_usages([chapter_of(text, language)])


def told(text: str, sources: Sources) -> list[str]:
    return [fault.words for fault in result_faults(usages(text), RESULTS, sources)]


def test_what_a_notebook_publishes_may_be_shown(sources: Sources) -> None:
    assert told("{number}`rain/total` {number}`rain/share digits=0`\n\n:::{chart} rain/days\n:::", sources) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{number}`rain/totl`", f"{NOTEBOOK} publishes no number 'totl'; use rain/total, or publish it in the notebook"),
        ("{number}`rain/zzz`", f"{NOTEBOOK} publishes no number 'zzz'; use rain/total, rain/share, or publish it in the notebook"),
        # A number is no chart.
        (":::{chart} rain/total\n:::", f"{NOTEBOOK} publishes no chart 'total'; use rain/days, or publish it in the notebook"),
        (":::{datatable} rain/days\n:::", f"{NOTEBOOK} publishes no table 'days'; publish it in the notebook"),
    ],
)  # fmt: skip
def test_a_result_that_is_not_there_is_told_with_those_that_are(text: str, words: str, sources: Sources) -> None:
    assert told(text, sources) == [f"book/en/rain.md:1: {words}"]


def test_a_missing_result_is_told_once_with_all_its_places(sources: Sources) -> None:
    text = "{number}`rain/totl`\nand {number}`rain/totl digits=1`"
    both = [*usages(text), *usages(text, "ru")]
    (fault,) = result_faults(both, RESULTS, sources)
    assert fault.places == ("book/en/rain.md:1", "book/en/rain.md:2", "book/ru/rain.md:1", "book/ru/rain.md:2")
    assert fault.words.startswith(f"{', '.join(fault.places)}: ")


def test_one_that_the_notebook_once_published_is_told_as_gone(root: Path) -> None:
    path = root / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    published = {"press": {"kind": "number", "key": "sum"}}
    code["outputs"] = [{"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": published}]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (fault,) = told("{number}`rain/sum`", load_sources(root))
    assert fault.startswith(f"book/en/rain.md:1: {NOTEBOOK} no longer publishes the number 'sum'; use ")
    assert fault.endswith("or publish it again in the notebook")


def test_statements_and_other_notebooks_are_left_to_the_check_of_names(sources: Sources) -> None:
    assert told("{number}`claims/none` {number}`fog/none` {number}` ` {cite:t}`none`", sources) == []


@pytest.mark.parametrize("option", ["digits=9", "part=year", "form=words", "aprox=about"])
def test_a_number_that_cannot_be_printed_so_is_told_at_its_line(option: str, sources: Sources) -> None:
    (fault,) = told(f"# T\n\n{{number}}`rain/total {option}`", sources)
    assert fault.startswith("book/en/rain.md:3: ")
    assert option in fault


@pytest.mark.parametrize(
    ("typed", "again"), [(" %", "%"), ("\\%", "%"), ("\u00a0per cent", "per cent"), (" percent", "percent")]
)
def test_a_unit_that_is_typed_behind_a_number_that_prints_it_is_told(typed: str, again: str, sources: Sources) -> None:
    (fault,) = told(f"So {{number}}`rain/share`{typed}.", sources)
    assert f"is printed as '60%', and '{again}' is typed behind it; remove what is typed" in fault


def test_a_unit_that_an_edition_has_no_words_for_is_told_of_the_cell(root: Path) -> None:
    results = Results([Result("rain", "far", "number", quantity=Quantity("3", "furlong"), cell=4)])
    (fault,) = unit_faults(results, load_settings(root))
    assert fault.words.startswith(
        f"{NOTEBOOK}: cell 4 publishes the number 'far': the unit 'furlong' cannot be written"
    )
    assert list(unit_faults(RESULTS, load_settings(root))) == []


def test_a_number_without_a_description_is_told_at_its_first_place(sources: Sources) -> None:
    text = "{number}`rain/total` {number}`rain/share`\n{number}`claims/wet` {number}`rain/share` {number}`fog/none`"
    numbers = ["rain/total", "rain/share", "claims/wet", "rain/unused"]
    what = "nothing says what this number is; add a row '{}' with its words to data/vocabulary"
    assert [fault.words for fault in description_faults(usages(text), numbers, sources.vocabulary)] == [
        f"book/en/rain.md:1: {what.format('number.rain.share')}",
        f"book/en/rain.md:2: {what.format('claim.wet')}",
    ]
