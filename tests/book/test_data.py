"""The facts of this book: every table agrees with the statements it names, and every code has words."""

import csv
import json
from decimal import Decimal
from functools import cache

import frictionless
import pandas as pd
import pytest
from support.small_books import ROOT

from press.data.descriptor import read_package
from press.data.validation import load_table, table_names
from press.edition.chapters import load_sources

TABLES = [name for name in table_names(ROOT) if not name.startswith("vocabulary-")]
FROM_THE_ARTICLE = [name for name in TABLES if read_package(ROOT).resource(name)["path"].startswith("article/")]
# The column of the values, their unit and scale, where rows do not tell them.
VALUES = {
    "survey": ("respondents", "respondents", ""),
    "ranks": ("place", "rank", ""),
    "audiences": ("users", "persons", "million"),
    "ministers": ("count", "count", ""),
}


@cache
def claims() -> pd.DataFrame:
    return load_table("claims", ROOT).set_index("id").fillna("")


def stating_tables() -> list[str]:
    """Tables whose rows are statements."""
    package = read_package(ROOT)
    return [name for name in FROM_THE_ARTICLE if "claim" in (field["name"] for field in package.fields(name))]


def test_beside_each_file_of_values_stands_what_its_columns_and_sources_are() -> None:
    for path in (ROOT / "_build" / "site").glob("*/_downloads/results/*.csv"):
        about = json.loads(path.with_suffix(".metadata.json").read_text(encoding="utf-8"))
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert next(csv.reader(file)) == [column["title"] for column in about["columns"]], path.name
        assert about["title"] and about["citation"] and (path.parents[2] / about["page"].rpartition("/")[2]).is_file()
        for source in about["sources"]:
            assert (ROOT / source["file"]).is_file() and source["title"] and source["licence"]


def test_frictionless_itself_finds_the_package_valid() -> None:
    report = frictionless.Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_facts_is_described_in_full(name: str) -> None:
    resource = read_package(ROOT).resource(name)
    assert resource["title"] and resource["description"] and resource["encoding"] == "utf-8"
    assert resource["hash"].startswith("sha256:")
    assert resource["bytes"] == read_package(ROOT).file(name).stat().st_size
    assert all(field["title"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("name", FROM_THE_ARTICLE)
def test_a_table_from_the_article_names_its_lines_and_has_a_licence_unless_the_article_prints_it(name: str) -> None:
    sources = read_package(ROOT).resource(name)["sources"]
    assert all("article" in source["title"] for source in sources)
    is_its_own = any("Table" in source["title"] for source in sources)
    assert load_sources(ROOT).describe(name).licence == ("unknown" if is_its_own else "CC-BY-4.0")


@pytest.mark.parametrize("name", stating_tables())
def test_the_values_of_a_table_are_those_of_the_statements_it_names(name: str) -> None:
    for row in load_table(name, ROOT).astype(object).where(lambda frame: frame.notna(), "").to_dict("records"):
        claim = claims().loc[row["claim"]]
        column, *unit = VALUES.get(name) or ("value", row["unit"], row["scale"])
        assert Decimal(str(row[column])) == Decimal(claim["value"])
        assert unit == [claim["unit"], claim["scale"]]
        assert row.get("qualifier", claim["qualifier"]) == claim["qualifier"]


@pytest.mark.parametrize("name", ["innovation", "ranks", "audiences"])
def test_a_printed_year_stands_in_the_period_of_its_statement(name: str) -> None:
    for row in load_table(name, ROOT).to_dict("records"):
        assert str(row["year_printed"]) in claims().loc[row["claim"], "period"]


def test_evidence_is_short() -> None:
    assert claims()["quotation"].str.split().map(len).max() <= 9
