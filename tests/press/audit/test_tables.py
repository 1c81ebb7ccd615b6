"""The tables of the audit fit together, or it is told with file and line what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small_books import replace

from press.audit.verdicts import check_verdicts
from press.core.errors import PressError
from press.data.descriptor import read_package


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("cars,", "carts,", 3, "there is a verdict on 'carts', but no such claim", "such as cars"),
        ("contract register", "contracts", 5, "names the evidence 'contracts', which is not in", "such as contract"),
        ("visitors,not-checked,,\n", "", None, "1 of 5 claims have no verdict: visitors", "add a row"),
        ("not-checked", "unchecked", 6, 'field "verdict" at position "2" does not conform', "mend the file"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    bridge: Path, old: str, new: str, line: int | None, message: str, remedy: str
) -> None:
    path = bridge / "data" / "verdicts.csv"
    replace(path, old, new)
    with pytest.raises(PressError) as caught:
        check_verdicts(read_package(bridge))
    assert (caught.value.file, caught.value.line) == (path, line)
    assert message in caught.value.message
    assert remedy in str(caught.value.remedy)


def test_a_description_that_lacks_what_verdicts_need_is_told(bridge: Path) -> None:
    replace(bridge / "data" / "datapackage.json", '"name": "producer"', '"name": "maker"')
    with pytest.raises(PressError, match="the table 'evidence' has no column producer") as caught:
        check_verdicts(read_package(bridge))
    assert str(caught.value.file).endswith("datapackage.json")
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("verdicts", "oldest,not-checked,,,,,,\n", "", "1 of 1 statements have no verdict: oldest"),
        ("verdicts", ",record,cost", ",record,", "no verdict belongs to the problem 'cost'"),
        (
            "problems",
            "contradicts-record",
            "confirmed",
            "has the verdict confirmed, its first row 'cost' the verdict contradicts-record",
        ),
        ("problems", ",contract", ",contracts", "the problem 'cost' names the evidence 'contracts'"),
        ("findings", "problems/cost", "problems/price", "the finding 'price': there is no problem 'price'"),
    ],
)
def test_tables_that_do_not_fit_together_are_told(problems: Path, table: str, old: str, new: str, told: str) -> None:
    check_verdicts(read_package(problems))
    replace(problems / "data" / f"{table}.csv", old, new)
    with pytest.raises(PressError) as caught:
        check_verdicts(read_package(problems))
    assert told in caught.value.message
    assert caught.value.remedy
