"""The descriptor of a data package is read, and what is wrong with it is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.rain_tables import RAIN, edit_descriptor, refusal, schema_of

from press.core.errors import PressError
from press.data.descriptor import DataPackage, read_package


def test_an_unknown_table_is_told_with_the_near_ones(root: Path) -> None:
    error = refusal(root, "rian")
    assert "'rian'" in error.message
    assert "rain" in str(error.remedy)


def key_of(package: dict[str, Any]) -> dict[str, Any]:
    """The foreign key of the first table."""
    key: dict[str, Any] = schema_of(package)["foreignKeys"][0]
    return key


def rain_of(package: dict[str, Any]) -> dict[str, Any]:
    """The description of the first table."""
    rain: dict[str, Any] = package["resources"][0]
    return rain


# With what the line says on which the fault is told.
@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (lambda package: package.pop("resources"), None, "there is no 'resources' below 'the descriptor'"),
        (lambda package: package["resources"][1].pop("path"), "{", "there is no 'path' below 'resources'; add it"),
        (lambda package: package["resources"][1].update(name="rain"), '"rain"', "two resources are called 'rain'"),
        (
            lambda package: [
                each.update(name=name) for each, name in zip(package["resources"], ("a-b", "a_b"), strict=True)
            ],
            '"a_b"',
            "two resources are called 'a_b' (signs count as one another)",
        ),
        (lambda package: package["resources"][1].update(name="r" * 32), "r" * 32, "write at most 31 letters"),
        (lambda package: package["resources"][1].update(name="a/b"), "a/b", "is no name for a sheet of a workbook"),
        (lambda package: rain_of(package).pop("schema"), "{", "there is no 'schema' below 'resources'"),
        (lambda package: rain_of(package).update(path="../r.csv"), "../r.csv", "is no path within the folder"),
        (lambda package: rain_of(package).update(citation="a2020"), "a2020", "'a2020' is not of type 'array'"),
        (lambda package: package.update(licenses={"name": "CC0"}), "licenses", "is not of type 'array'"),
        (lambda package: package["resources"].pop(1), None, "there is no table 'countries'"),
        (
            lambda package: schema_of(package)["fields"][1]["constraints"].update(pattern="["),
            '"["',
            "no regular expres",
        ),
        # What frictionless tells of a table: with the line of its name.
        (lambda package: schema_of(package)["fields"][3].update(type="whole"), '"rain"', "'rain' is malformed"),
        (
            lambda package: rain_of(package).update(sources=["a yearbook"]),
            '"rain"',
            "'rain' is malformed: 'a yearbook' is not of type 'object' at property 'sources/0'",
        ),
        (lambda package: key_of(package)["reference"].pop("fields"), '"rain"', "does not match the reference fields"),
    ],
)
def test_a_malformed_description_is_told_with_its_line(
    root: Path, change: Callable[[dict[str, Any]], object], line: str | None, told: str
) -> None:
    path = edit_descriptor(root, change)
    error = refusal(root)
    assert (error.file, told in error.message) == (path, True), error.message
    place = path.read_text(encoding="utf-8").splitlines()[error.line - 1] if error.line else None
    assert place is line is None or (place and line and line in place), place


def package_of(root: Path, change: Callable[[dict[str, Any]], object]) -> DataPackage:
    edit_descriptor(root, change)
    return read_package(root)


def test_a_table_needs_those_to_which_its_keys_refer(root: Path) -> None:
    # https://specs.frictionlessdata.io/table-schema/#foreign-keys: "fields" is a string or an array, in both places.
    for target, column, needed in (("countries", "code", ["rain", "countries"]), ("", "city", ["rain"])):
        key = {"fields": "country", "reference": {"resource": target, "fields": column}}
        package = package_of(root, lambda package, key=key: schema_of(package).update(foreignKeys=[key]))
        assert package.needed("rain") == needed


def test_labels_alone_need_no_descriptor_and_other_data_do(tmp_path: Path) -> None:
    words = tmp_path / "data" / "vocabulary" / "words.csv"
    words.parent.mkdir(parents=True)
    words.write_text("code,en\n", encoding="utf-8")
    assert read_package(tmp_path).names == []
    (tmp_path / "data" / "rain.csv").write_text(RAIN, encoding="utf-8")
    with pytest.raises(PressError, match="the file is missing, which says what the tables of the book hold"):
        read_package(tmp_path)
