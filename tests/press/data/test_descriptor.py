"""The descriptor of a data package is read, and what is wrong with it is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rain_tables import RAIN, edit_descriptor, refusal, schema_of, write_rain_book

from press.core.errors import PressError
from press.data.descriptor import DataPackage, read_package


def test_an_unknown_table_is_told_with_the_near_ones(root: Path) -> None:
    error = refusal(root, "rian")
    assert "'rian'" in error.message
    assert "rain" in str(error.remedy)


def test_malformed_json_is_told_with_its_line(root: Path) -> None:
    path = root / "data" / "datapackage.json"
    path.write_text(path.read_text().replace('"name": "weather",', '"name": "weather"'))
    error = refusal(root)
    assert (error.file, error.line) == (path, 3)


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
        (lambda package: rain_of(package).pop("schema"), "{", "there is no 'schema' below 'resources'"),
        (lambda package: rain_of(package).update(path="../r.csv"), "../r.csv", "is no path within the folder"),
        (lambda package: rain_of(package).update(citation="a2020"), "a2020", "'a2020' is not of type 'array'"),
        (lambda package: package.update(licenses={"name": "CC0"}), "licenses", "is not of type 'array'"),
        (lambda package: package["resources"].pop(1), "{", "foreign key of 'rain' points to 'countries'"),
        (lambda package: key_of(package)["reference"].update(resource=None), "{", "'rain' points to 'None'"),
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


def test_a_key_of_one_column_may_be_its_name_alone_as_table_schema_allows(root: Path) -> None:
    # https://specs.frictionlessdata.io/table-schema/#foreign-keys: "fields" is a string or an array, in both places.
    key = {"fields": "country", "reference": {"resource": "countries", "fields": "code"}}
    package = package_of(root, lambda package: schema_of(package).update(primaryKey="city", foreignKeys=[key]))
    assert package.targets("rain") == ["countries"]


def test_a_table_that_refers_to_itself_needs_no_other(root: Path) -> None:
    key = {"fields": ["climate"], "reference": {"resource": "", "fields": ["city"]}}
    package = package_of(root, lambda package: schema_of(package).update(foreignKeys=[key]))
    assert package.needed("rain") == ["rain"]


def test_a_book_in_a_folder_that_is_called_as_the_labels_are_still_has_tables(tmp_path: Path) -> None:
    package = read_package(write_rain_book(tmp_path / "vocabulary" / "book"))
    assert [name for name in package.names if package.has_labels(name)] == []


def test_labels_alone_need_no_descriptor_and_other_data_do(tmp_path: Path) -> None:
    words = tmp_path / "data" / "vocabulary" / "words.csv"
    words.parent.mkdir(parents=True)
    words.write_text("code,en\n", encoding="utf-8")
    assert read_package(tmp_path).names == []
    (tmp_path / "data" / "rain.csv").write_text(RAIN, encoding="utf-8")
    with pytest.raises(PressError, match="the file is missing, which says what the tables of the book hold"):
        read_package(tmp_path)
