"""Running notebooks are watched: what is told of them, and of sources that changed meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.children.processes import ChildDiedError
from press.core.children.work import HeartbeatTimeoutError, Job, MemoryLimitError, Outcome
from press.core.errors import PressError
from press.core.settings import load_settings
from press.notebooks.allowed import Allowed
from press.notebooks.faults import CellLocation
from press.notebooks.reporting import Reporter, Watch, progress

RAIN, SNOW, SUN = (
    Job(name, print, ("", Path("book", "notebooks", f"{name}.ipynb"))) for name in ("rain", "snow", "sun")
)
PLACE = CellLocation(2, "total = 0")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = copy_book("weather", tmp_path)
    (root / "_build").mkdir(exist_ok=True)
    return root


def watching(root: Path) -> tuple[Watch, list[str]]:
    said = list[str]()
    return Watch(load_settings(root), Allowed(seconds=9), Reporter(said.append)), said


def test_a_notebook_is_told_when_it_begins_takes_long_and_has_run(root: Path) -> None:
    watch, said = watching(root)
    watch.begun(RAIN)
    watch.still(RAIN, PLACE, 10.4)
    watch.finished(RAIN, Outcome(seconds=12.34))
    assert said == [
        "running rain.ipynb ...",
        "running rain.ipynb, cell 2, 10 s, at 'total = 0' ...",
        "ran rain.ipynb  12.3 s",
    ]


def test_before_its_first_cell_no_cell_is_told_of() -> None:
    assert progress(RAIN, None, 3.0) == "rain.ipynb, 3 s"


def test_a_notebook_that_failed_is_not_said_to_have_run(root: Path) -> None:
    watch, said = watching(root)
    watch.begun(RAIN)
    watch.finished(RAIN, Outcome(error=PressError("no"), seconds=1))
    assert said == ["running rain.ipynb ..."]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ChildDiedError("it ended with code 3", PLACE), "cell 2, at 'total = 0': the program ended before its time: it ended with code 3"),
        (HeartbeatTimeoutError("late", PLACE), "cell 2, at 'total = 0': the cell ran for more than 9 seconds"),
        (MemoryLimitError("memory", None), "rain.ipynb: the notebook, with all it began, wanted more memory than the 4 GB"),
        (PressError("a fault of its own"), "a fault of its own"),
        (None, ""),
    ],
)  # fmt: skip
def test_how_a_run_ended_is_told_in_plain_words(root: Path, error: BaseException | None, message: str) -> None:
    told = watching(root)[0].problem(RAIN.arguments[1], error)
    assert message in told and bool(told) == bool(message)


def test_a_fault_that_is_none_of_the_notebook_is_raised(root: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        watching(root)[0].problem(RAIN.arguments[1], ZeroDivisionError())


def test_all_notebooks_are_named_that_ran_when_a_source_changed_and_no_others(root: Path) -> None:
    watch, said = watching(root)
    for job in (RAIN, SNOW):
        watch.begun(job)
    (root / "data" / "rain.csv").write_text("lost", encoding="utf-8")
    watch.finished(RAIN, Outcome(seconds=1))
    watch.finished(SNOW, Outcome(seconds=1))
    watch.begun(SUN)
    watch.finished(SUN, Outcome(seconds=1))
    (told,) = watch.changes
    assert told.startswith("data/rain.csv changed while rain.ipynb and snow.ipynb ran")
    assert watch.discarded == {RAIN.arguments[1], SNOW.arguments[1]}
    assert [line for line in said if line.startswith("ran ")] == ["ran sun.ipynb  1.0 s"]
