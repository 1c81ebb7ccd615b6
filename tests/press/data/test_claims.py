"""Statements: each is spelled before anything is built, and what cannot be spelled is told where it stands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press.core.errors import PressError
from press.data.accept import accept
from press.data.claims import check_claims, load_claims
from press.data.descriptor import read_package

CONFIG = "sphinx: {extra_extensions: [press.extension], config: {press_editions: {en: {name: E, title: T}}}}\n"


def write_book(root: Path, rows: str, columns: str = "id,value,unit,scale") -> Path:
    (root / "data").mkdir(exist_ok=True)
    (root / "_config.yml").write_text(CONFIG)
    fields = [{"name": name, "type": "string"} for name in columns.split(",")]
    resource = {"name": "claims", "path": "claims.csv", "schema": {"fields": fields}, "hash": "sha256:0"}
    (root / "data" / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    path = root / "data" / "claims.csv"
    path.write_text(f"{columns}\n{rows}")
    return path


def test_a_statement_has_the_hedge_of_its_source(tmp_path: Path) -> None:
    """What is no word for a number, as "after" of a year, is none."""
    rows = "spent,45,tenge,billion,more-than\nasked,110,persons,,\nbegan,2010,year,,after\n"
    accept([write_book(tmp_path, rows, "id,value,unit,scale,qualifier")], tmp_path)
    claims = load_claims(read_package(tmp_path))
    assert {key: claim.hedge for key, claim in claims.items()} == {
        "spent": "more-than",
        "asked": "",
        "began": "",
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("day,2022-13-45,date,", "'2022-13-45' is not a date"),
        ("month,2022-13,month,", "'2022-13' is not a month"),
        ("spent,many,tenge,", "'many' is not a number"),
        ("spent,45,tenge,trillion", "unknown scale 'trillion'"),
        ("believe,140,percent,", "a percentage of a whole lies between 0 and 100"),
        ("ran,3,furlong,", "there is no unit 'furlong'"),
    ],
)
def test_a_statement_that_cannot_be_spelled_is_told_with_line_and_id(tmp_path: Path, row: str, words: str) -> None:
    path = write_book(tmp_path, f'asked,110,"persons",\n{row}\n')
    with pytest.raises(PressError) as caught:
        check_claims(read_package(tmp_path), ["en", "kk", "ru"])
    error = caught.value
    assert (error.file, error.line) == (path, 3)
    assert words in error.message
    assert f"'{row.split(',', maxsplit=1)[0]}'" in error.message
    assert error.remedy


def test_a_table_of_statements_without_units_is_told_of(tmp_path: Path) -> None:
    write_book(tmp_path, "day,2022\n", "id,value")
    with pytest.raises(PressError, match="has no column unit, scale"):
        check_claims(read_package(tmp_path), ["en"])
