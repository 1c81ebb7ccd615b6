"""Words that most tables of a folder have and one lacks are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.text import Json
from press.data.descriptor import DataPackage
from press.data.vocabulary import Labels, missing_words


def table(name: str, *columns: Json, folder: str = "") -> Json:
    return {"name": name, "path": f"{folder}{name}.csv", "schema": {"fields": list(columns)}}


def package_of(root: Path, *tables: Json) -> DataPackage:
    return DataPackage(root / "data" / "datapackage.json", {"resources": list(tables)}, root)


DAYS: Json = {"name": "days"}
MARK: Json = {"name": "mark", "unit": "stars", "constraints": {"enum": ["good", "bad"]}}


@pytest.fixture
def package(tmp_path: Path) -> DataPackage:
    return package_of(
        tmp_path,
        table("rain", DAYS),
        table("snow", DAYS),
        table("hail", DAYS, MARK),
        table("far", DAYS, folder="other/"),
    )


def labels(root: Path, *codes: str) -> Labels:
    return Labels({code: {"en": code} for code in codes}, root)


def test_a_table_lacks_what_most_others_of_its_folder_have(package: DataPackage) -> None:
    known = labels(package.root, "table-rain", "table-snow", "about-rain", "rain.days", "snow.days", "good")
    # Half of the others have an "about", which is not most of them.
    assert missing_words(package, known, "hail") == ["table-hail", "hail.days", "hail.mark", "stars", "bad"]
