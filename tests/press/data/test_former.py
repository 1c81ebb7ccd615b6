"""What a table held when it was last accepted is found by its checksum, and compared cell by cell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from rain_tables import RAIN, Edit, edit_descriptor, schema_of

from press.data.descriptor import read_package
from press.data.former import changed_cells, former_text, save_copy


def changes(root: Path, former: str = RAIN) -> list[tuple[int, str, str, str]]:
    found = changed_cells(read_package(root), "rain", former)
    return [(change.line, change.column, change.old, change.new) for change in found]


def test_cells_are_compared_with_the_row_of_the_same_key_wherever_it_stood(root: Path) -> None:
    header, _, tallinn, aktau = RAIN.splitlines()
    rows = [header, aktau.replace(",40,", ",41,"), '"New\nTown",kz,dry,1,1,2000,true,', tallinn.replace("wet", "dry")]
    (root / "data" / "rain.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    # Almaty is gone and the new town has no former row. Its name takes two lines.
    assert changes(root) == [(2, "days", "40", "41"), (5, "climate", "wet", "dry")]


def test_a_column_that_is_new_or_gone_is_no_change_of_a_cell(root: Path, edit: Edit) -> None:
    former = "\n".join(line.rpartition(",")[0] + ",x" for line in RAIN.splitlines()).replace(
        "checked,x", "checked,note"
    )
    edit("187", "188")
    assert changes(root, former) == [(3, "days", "187", "188")]


@pytest.mark.parametrize("former", ["", "town,days\nTallinn,1\n"], ids=["nothing", "no such key"])
def test_where_rows_cannot_be_told_apart_nothing_is_a_change(root: Path, former: str) -> None:
    assert changes(root, former) == []
    edit_descriptor(root, lambda package: schema_of(package).pop("primaryKey"))
    assert changes(root, RAIN.replace("187", "1")) == []


def test_a_row_that_ends_early_is_compared_as_far_as_it_goes(root: Path, edit: Edit) -> None:
    edit("Tallinn,ee,wet,187,,1920,false,2020-02-29", "Tallinn,ee,dry")
    assert changes(root) == [(3, "climate", "wet", "dry")]


def test_a_table_that_was_emptied_has_no_cells_to_compare(root: Path) -> None:
    (root / "data" / "rain.csv").write_text("", encoding="utf-8")
    assert changes(root) == []


def test_the_copy_that_was_kept_counts_only_if_it_has_the_recorded_checksum(
    root: Path, tmp_path: Path, edit: Edit
) -> None:
    package, folder = read_package(root), tmp_path / "copies"
    assert former_text(package, "rain", folder) is None
    save_copy(package, "rain", folder)
    edit("187", "188")
    assert former_text(package, "rain", folder) == RAIN
    save_copy(package, "rain", folder)
    assert former_text(package, "rain", folder) is None


@pytest.mark.skipif(not shutil.which("git"), reason="asks git")
def test_without_a_copy_the_last_commit_is_asked(root: Path, tmp_path: Path, edit: Edit) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "data"],
        ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", str(root), *arguments], check=True)
    edit("187", "188")
    assert former_text(read_package(root), "rain", tmp_path / "copies") == RAIN
