"""Results are found in the outputs of notebooks, each once, by notebook, key and kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from press.core.errors import PressError
from press.core.tracking import dependencies, reset_dependencies
from press.notebooks.results import CHART, HIDDEN_PREFIX, NUMBER, TABLE, Executed, Results, results_of


def output(kind: str, key: str, data: dict[str, Any], **facts: Any) -> Any:
    press = {"key": key, "kind": kind, "sources": ["rain"], **facts}
    return nbformat.v4.new_output("display_data", data=data, metadata={"press": press})


def number(key: str, value: str) -> Any:
    return output("number", key, {}, value=value, unit="count", scale="", exact=f"{value}.0")


def tables(key: str, *, russian: str = "Дождь") -> list[Any]:
    return [
        output("table", key, {TABLE.mime: "Rain"}, language="en"),
        output("table", key, {f"{HIDDEN_PREFIX}{TABLE.mime}": russian}, language="ru"),
    ]


def executed(*cells: list[Any], name: str = "rain") -> Executed:
    """A notebook of prose, and of a cell with each of these outputs."""
    code = [nbformat.v4.new_code_cell("publish", outputs=outputs) for outputs in cells]
    return Executed(Path(f"{name}.ipynb"), nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("a"), *code]))


@pytest.mark.parametrize(
    "again", [[number("wet", "8")], tables("wet")[:1]], ids=["a number", "a table in one language"]
)
def test_a_key_that_is_published_twice_is_told_with_the_second_cell(again: list[Any]) -> None:
    kind = again[0].metadata.press.kind
    with pytest.raises(PressError, match=f"cell 3 publishes the {kind} 'wet' a second time") as caught:
        results_of(executed([number("wet", "7")], tables("wet"), again))
    assert caught.value.file == Path("rain.ipynb")


def test_a_name_that_nothing_has_is_told_with_those_like_it_of_the_same_kind() -> None:
    results = Results(results_of(executed([number("days", "7"), *tables("day")])))
    reset_dependencies()
    with pytest.raises(PressError, match="no notebook publishes a number called 'rain/dayz'") as caught:
        results.find("rain/dayz", NUMBER)
    assert caught.value.remedy == "use a published name such as rain/days"
    # What is not there is asked for all the same: the page has to be made anew once it is.
    assert ("number", "rain/dayz") in dependencies()
    with pytest.raises(PressError) as caught:
        results.find("rain/days", CHART)
    assert caught.value.remedy == "publish it in a notebook first"
