"""Tables: a good one arrives with types, as its description says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from support.rain_tables import edit_descriptor

from press.core.errors import PressError
from press.data.validation import check_citations, load_table, table_names
from press.edition.chapters import load_sources


def test_columns_arrive_with_the_types_that_the_descriptor_gives(root: Path) -> None:
    types = {name: str(kind) for name, kind in load_table("rain", root).dtypes.items()}
    assert types == {
        "city": "string",
        "country": "string",
        "climate": "category",
        "days": "Int64",
        "mm": "float64",
        "since": "Int64",
        "checked": "boolean",
        "read_on": "datetime64[ns]",
    }


def test_values_arrive_as_written_and_empty_cells_are_missing(root: Path) -> None:
    rain = load_table("rain", root).set_index("city")
    assert rain.loc["Almaty", "mm"] == 684.5
    assert rain.loc["Almaty", "read_on"] == pd.Timestamp(2020, 1, 31)
    assert rain["checked"].tolist() == [True, False, True]
    assert pd.isna(rain.loc["Tallinn", "mm"])
    assert pd.isna(rain.loc["Aktau", "since"])
    # Categories have the order of the descriptor.
    assert load_table("rain", root).sort_values("climate")["climate"].tolist() == ["dry", "wet", "wet"]


def test_a_table_is_found_from_any_folder_of_the_book(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebooks = root / "book" / "notebooks"
    notebooks.mkdir(parents=True)
    monkeypatch.chdir(notebooks)
    assert len(load_table("rain")) == 3
    assert table_names() == ["rain", "countries"]


def test_a_table_that_cites_a_work_the_bibliography_lacks_is_told_of(root: Path) -> None:
    (root / "references.bib").write_text("@misc{yearbook2019,\n  year = {2019},\n}\n")
    sources = load_sources(root)
    with pytest.raises(PressError, match="'rain' names 'yearbook2020', which the bibliography") as caught:
        check_citations(sources.package, sources.works)
    assert (caught.value.file, caught.value.line) == (root / "data" / "datapackage.json", 6)


@pytest.mark.parametrize(
    ("own", "told"),
    [
        # As the standard has it: "If not specified at the resource level the package's licenses apply."
        (None, "CC-BY-4.0"),
        ([{"name": "CC0-1.0"}, {"path": "https://example.org/terms"}], "CC0-1.0, https://example.org/terms"),
        ([{"name": "notspecified", "title": "none stands beside the copy"}], "unknown"),
        ([{"name": "other-at"}], "the producer’s own terms, which ask that the source be named"),
    ],
)
def test_a_table_has_the_licence_of_the_package_or_its_own(root: Path, own: list[Any] | None, told: str) -> None:
    def give(package: dict[str, Any]) -> None:
        package["licenses"] = [{"name": "CC-BY-4.0"}]
        package["resources"][0].pop("licenses")
        if own is not None:
            package["resources"][0]["licenses"] = own

    edit_descriptor(root, give)
    assert load_sources(root).describe("rain").licence == told
