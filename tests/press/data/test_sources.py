"""The sources of a book are read once, as they were, and what is not there is nothing to begin with."""

from __future__ import annotations

from pathlib import Path

import pytest
from rain_tables import Edit

from press.core.digests import MISSING, digest_of
from press.core.errors import PressError
from press.core.tracking import DATA_TABLE, dependencies, reset_dependencies
from press.edition.load import load_sources


def test_rows_are_those_of_the_first_look_until_sources_are_loaded_again(root: Path, edit: Edit) -> None:
    sources = load_sources(root)
    assert [row["days"] for row in sources.rows("rain")] == [120, 187, 40]
    edit("187", "188")
    assert [row["days"] for row in sources.rows("rain")] == [120, 187, 40]
    with pytest.raises(PressError, match="the file was changed"):
        load_sources(root).rows("rain")


def test_each_look_at_a_table_is_a_dependency_on_it_and_on_what_its_keys_refer_to(root: Path) -> None:
    sources = load_sources(root)
    for _ in range(2):
        reset_dependencies()
        sources.rows("rain")
        assert {(DATA_TABLE, "rain"), (DATA_TABLE, "countries")} <= set(dependencies())


def test_digests_are_those_of_the_files_as_they_were_when_the_sources_were_loaded(root: Path, edit: Edit) -> None:
    sources, path = load_sources(root), root / "data" / "rain.csv"
    before = digest_of(path)
    edit("187", "188")
    assert sources.digest(path) == before != digest_of(path)
    assert sources.digest(root / "data" / "hail.csv") == MISSING
