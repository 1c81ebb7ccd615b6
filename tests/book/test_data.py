"""The facts of this book: every table agrees with the statements it names, and every code has words."""

import re
from decimal import Decimal
from functools import cache

import frictionless
import pandas as pd
import pytest
from small_books import ROOT

from press.core.settings import load_settings
from press.data.descriptor import read_package
from press.data.validation import load_table, table_names
from press.data.vocabulary import Labels, load_vocabulary
from press.edition.load import load_sources

TABLES = [name for name in table_names(ROOT) if not name.startswith("vocabulary-")]
FROM_THE_ARTICLE = [name for name in TABLES if read_package(ROOT).resource(name)["path"].startswith("article/")]
COUNTS = {"survey": "respondents", "ranks": "place", "audiences": "users", "ministers": "count"}
UNITS = {
    "survey": ("respondents", ""),
    "ranks": ("rank", ""),
    "audiences": ("persons", "million"),
    "ministers": ("count", ""),
}
LATIN_AND_CYRILLIC = re.compile(r"\w*(?:[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z])\w*")


@cache
def vocabulary() -> Labels:
    return load_vocabulary(ROOT, load_settings(ROOT).languages)


@cache
def claims() -> pd.DataFrame:
    return load_table("claims", ROOT).set_index("id").fillna("")


def stating_tables() -> list[str]:
    """Tables whose rows are statements."""
    package = read_package(ROOT)
    return [name for name in FROM_THE_ARTICLE if "claim" in (field["name"] for field in package.fields(name))]


def test_frictionless_itself_finds_the_package_valid() -> None:
    report = frictionless.Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "message"]) == []


def test_each_file_of_the_data_folder_is_described() -> None:
    data = ROOT / "data"
    package = read_package(ROOT)
    assert {package.file(name) for name in package.names} == {*data.rglob("*.csv")}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_facts_is_described_in_full(name: str) -> None:
    resource = read_package(ROOT).resource(name)
    assert resource["title"] and resource["description"] and resource["encoding"] == "utf-8"
    assert resource["hash"].startswith("sha256:")
    assert resource["bytes"] == read_package(ROOT).file(name).stat().st_size
    assert all(field["title"] for field in resource["schema"]["fields"])


@pytest.mark.parametrize("name", FROM_THE_ARTICLE)
def test_a_table_from_the_article_names_its_lines_and_has_a_licence_unless_the_article_has_it_as_a_table(
    name: str,
) -> None:
    sources = read_package(ROOT).resource(name)["sources"]
    assert all("article" in source["title"] for source in sources)
    is_its_own = any("Table" in source["title"] for source in sources)
    assert load_sources(ROOT).describe(name).licence == ("unknown" if is_its_own else "CC-BY-4.0")


@pytest.mark.parametrize("name", stating_tables())
def test_the_values_of_a_table_are_those_of_the_statements_it_names(name: str) -> None:
    for row in load_table(name, ROOT).astype(object).where(lambda frame: frame.notna(), "").to_dict("records"):
        claim = claims().loc[row["claim"]]
        assert Decimal(str(row[COUNTS.get(name, "value")])) == Decimal(claim["value"])
        unit, scale = UNITS.get(name) or (row["unit"], row["scale"])
        assert (unit, scale) == (claim["unit"], claim["scale"])
        assert row.get("qualifier", claim["qualifier"]) == claim["qualifier"]


@pytest.mark.parametrize("name", ["innovation", "ranks", "audiences"])
def test_a_printed_year_stands_in_the_period_of_its_statement(name: str) -> None:
    for row in load_table(name, ROOT).to_dict("records"):
        assert str(row["year_printed"]) in claims().loc[row["claim"], "period"]


def test_the_answers_add_up_to_the_people_asked() -> None:
    assert load_table("survey", ROOT)["respondents"].sum() == int(claims().loc["survey-n", "value"])


def test_a_statement_names_a_chapter_that_exists() -> None:
    chapters = {path.stem for path in (ROOT / "book" / "en").glob("*.md")}
    assert set(claims()["section"]) <= chapters


def test_evidence_is_short() -> None:
    assert claims()["quotation"].str.split().map(len).max() <= 9


def test_citations_are_numbered_without_a_gap() -> None:
    numbers = load_table("citations", ROOT)["number"].tolist()
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_title_description_and_source_in_every_language(name: str) -> None:
    for code in (f"table-{name}", f"about-{name}", f"source-{name}"):
        assert vocabulary().has(code), code


@pytest.mark.parametrize("name", TABLES)
def test_every_column_unit_and_category_of_a_table_has_words(name: str) -> None:
    for field in load_sources(ROOT).describe(name).fields:
        codes = [f"{name}.{field.name}", *([field.unit] if field.unit else [])]
        for code in [*codes, *field.constraints.get("enum", [])]:
            assert vocabulary().has(code), code


@pytest.mark.parametrize("name", stating_tables())
def test_columns_that_charts_and_tables_show_have_headings(name: str) -> None:
    for column in load_table(name, ROOT):
        assert vocabulary().has(column), column


@pytest.mark.parametrize("column", ["unit", "scale", "qualifier", "place"])
def test_codes_of_the_statements_have_words(column: str) -> None:
    for code in set(claims()[column]) - {""}:
        assert vocabulary().has(code), code


def test_no_word_mixes_latin_and_cyrillic_letters() -> None:
    texts = [text for words in vocabulary().words.values() for text in words.values()]
    # A Latin name may carry a Cyrillic ending after a hyphen; that is no mixture.
    assert [found for text in texts for found in LATIN_AND_CYRILLIC.findall(text)] == []


def test_kazakh_and_russian_labels_are_cyrillic_unless_they_are_names() -> None:
    for code, words in vocabulary().words.items():
        if words["kk"] == words["en"] or words["ru"] == words["en"]:
            assert words["kk"] == words["en"] == words["ru"], code
