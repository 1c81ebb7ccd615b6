"""What is wrong in a table is told in plain words, with its place, what was found and what is allowed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from rain_tables import RAIN, Edit, edit_descriptor, refusal, schema_of

from press.data.messages import MOST_PROBLEMS, Problem, header_problems, table_error


class Break(NamedTuple):
    """An edit that breaks the rain table, the line it breaks, and words that the message must hold."""

    old: str
    new: str
    line: int
    told: list[str]


BREAKS = [
    Break("120", "many", 2, ["column 'days'", "found 'many'", "a whole number"]),
    Break("684.5", "684,5", 2, ["beyond the last column", "quotes"]),
    Break("684.5", '"684,5"', 2, ["column 'mm'", "found '684,5'", "decimal point"]),
    Break("187", "-1", 3, ["column 'days'", "found '-1'", "0 or more"]),
    Break("187", "400", 3, ["found '400'", "366 or less"]),
    Break("ee,wet", "ee,wett", 3, ["column 'climate'", "one of dry, wet", "did you mean 'wet'"]),
    Break("Tallinn,ee", "Tallinn,fi", 3, ["column 'country' of 'Tallinn'", "found 'fi'", "countries.code"]),
    Break("Tallinn,ee", "Tallinn,eee", 3, ["found 'eee'", "allowed is a value of countries.code (near it: ee)"]),
    Break("Tallinn,ee", "Tallinn,EE", 3, ["found 'EE'", "of the form ^[a-z]+$ (Country code)"]),
    Break("Tallinn,ee", ",ee", 3, ["column 'city'", "empty"]),
    Break("Tallinn", "Almaty", 3, ["column 'city'", "found 'Almaty'", "in line 2", "no other row"]),
    Break("1920", "20th", 3, ["column 'since'", "year of four digits"]),
    Break("2020-02-29", "2021-02-29", 3, ["column 'read_on'", "found '2021-02-29'", "a date"]),
    Break("40,150.25,,true,", "40", 4, ["row ends before the column 'mm'"]),
    Break("Tallinn,", "\nTallinn,", 3, ["the line is empty"]),
    Break("city,", "town,", 1, ["'city' is missing", "'town' is not known"]),
    Break("city,country", "country,city", 1, ["another place", "city,country,climate"]),
    Break(",read_on", "", 1, ["'read_on' is missing"]),
    Break(",read_on", ",read_on,note", 1, ["'note' is not known"]),
    Break(",", ";", 1, ["'city' is missing", "separated by commas"]),
]


@pytest.mark.parametrize("case", BREAKS, ids=lambda case: case.told[0])
def test_a_broken_cell_row_or_column_is_told_with_its_place(root: Path, edit: Edit, case: Break) -> None:
    path = edit(case.old, case.new)
    error = refusal(root)
    assert (error.file, error.line) == (path, case.line)
    for words in case.told:
        assert words in error.message


def test_the_line_is_right_after_a_cell_of_several_lines(root: Path, edit: Edit) -> None:
    edit("Almaty", '"Alma\nAta"')
    edit("187", "many")
    assert refusal(root).line == 4


def test_a_value_that_its_unit_does_not_allow_is_told_with_the_reason(root: Path, edit: Edit) -> None:
    edit_descriptor(root, lambda package: schema_of(package)["fields"][4].update(unit="percent"))
    error = refusal(root)
    assert error.line == 2
    assert "column 'mm' of 'Almaty': found '684.5', but a percentage of a whole lies between" in error.message


def test_a_long_cell_is_told_cut(root: Path, edit: Edit) -> None:
    edit("187", "many " * 100)
    assert len(refusal(root).message) < 200


def test_all_problems_of_a_file_are_told_in_one_message(root: Path, edit: Edit) -> None:
    edit("120", "many")
    edit("187", "-1")
    message = refusal(root).message
    assert "2 problems" in message
    assert "line 2: column 'days'" in message
    assert "line 3: column 'days'" in message


def test_a_hopeless_file_is_told_of_in_a_message_of_bounded_length(root: Path) -> None:
    header = RAIN.splitlines()[0]
    rows = [f"city{number},kz,wet,none,1.0,2000,true,2020-01-01" for number in range(40)]
    (root / "data" / "rain.csv").write_text("\n".join([header, *rows]) + "\n")
    message = refusal(root).message
    assert "40 problems" in message
    assert message.count("found 'none'") == MOST_PROBLEMS
    assert "30 more" in message


@pytest.mark.parametrize(
    "new", ["https://example.org/" + "a" * 100, '"north\nand south"'], ids=["one long word", "lines"]
)
def test_a_cell_is_shown_on_one_line_with_its_beginning(root: Path, edit: Edit, new: str) -> None:
    edit("187", new)
    assert f"found '{new.strip(chr(34))[:5]}" in refusal(root).message
    assert len(refusal(root).message.splitlines()) == 1


def test_names_of_columns_are_compared_with_the_wanted_ones() -> None:
    assert header_problems([], ["a", "b"]) == header_problems(["a", "b"], ["a", "b"]) == []
    (missing,) = header_problems(["a", "c"], ["a", "b"])
    assert missing.message == "the column 'b' is missing, the column 'c' is not known; allowed is a,b"
    (moved,) = header_problems(["b", "a"], ["a", "b"])
    assert (moved.line, "in another place" in moved.message) == (1, True)


def test_one_problem_is_the_message_itself_and_eleven_are_ten_and_a_rest() -> None:
    problems = [Problem(line, "days", f"fault {line}") for line in range(2, 13)]
    assert str(table_error(problems[:1], Path("rain.csv"), "mend it")) == "rain.csv:2: fault 2\n  What to do: mend it"
    shown = table_error(problems, Path("rain.csv"), "mend it").message.splitlines()
    assert (shown[0], shown[1], shown[10], shown[-1]) == (
        "11 problems",
        "  line 2: fault 2",
        "  line 11: fault 11",
        "  and 1 more",
    )
