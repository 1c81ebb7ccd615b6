"""Tables: a good one arrives with types, a broken one stops the build with place, finding and remedy."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from press.core.errors import PressError
from press.data.accept import accept
from press.data.messages import MOST_PROBLEMS
from press.data.tables import check_citations, load_table, load_tables, table_names
from press.edition.load import load_sources

COUNTRIES = "code,name\nkz,Kazakhstan\nee,Estonia\n"
RAIN = (
    "city,country,climate,days,mm,since,checked,read_on\n"
    "Almaty,kz,wet,120,684.5,1915,true,2020-01-31\n"
    "Tallinn,ee,wet,187,,1920,false,2020-02-29\n"
    "Aktau,kz,dry,40,150.25,,true,\n"
)
RAIN_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "city", "type": "string", "constraints": {"required": True, "unique": True}},
        {
            "name": "country",
            "type": "string",
            "title": "Country code",
            "constraints": {"pattern": "^[a-z]+$"},
        },
        {"name": "climate", "type": "string", "constraints": {"enum": ["dry", "wet"]}},
        {"name": "days", "type": "integer", "unit": "day", "constraints": {"minimum": 0, "maximum": 366}},
        {"name": "mm", "type": "number", "title": "Rain in a year"},
        {"name": "since", "type": "year"},
        {"name": "checked", "type": "boolean"},
        {"name": "read_on", "type": "date"},
    ],
    "primaryKey": "city",
    "foreignKeys": [{"fields": ["country"], "reference": {"resource": "countries", "fields": ["code"]}}],
}
COUNTRIES_SCHEMA = {"fields": [{"name": "code", "type": "string"}, {"name": "name", "type": "string"}]}

Edit = Callable[[str, str], Path]


def resource(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    raw = text.encode()
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "licence": "CC0-1.0",
        "sources": [{"title": "a yearbook, page 3"}],
        "citation": ["yearbook2020"],
        "schema": schema,
    }


CONFIG = "sphinx: {extra_extensions: [press.extension], config: {press_editions: {en: {name: E, title: T}}}}\nbibtex_bibfiles: [references.bib]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book with two tables, one pointing to the other."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "_config.yml").write_text(CONFIG)
    (data / "rain.csv").write_text(RAIN)
    (data / "countries.csv").write_text(COUNTRIES)
    resources = [resource("rain", RAIN, RAIN_SCHEMA), resource("countries", COUNTRIES, COUNTRIES_SCHEMA)]
    text = json.dumps({"name": "weather", "title": "Дождь", "resources": resources}, indent=2, ensure_ascii=False)
    (data / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def edit(root: Path) -> Edit:
    """Replaces text in the rain table."""

    def replace(old: str, new: str) -> Path:
        path = root / "data" / "rain.csv"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        return path

    return replace


def edit_descriptor(root: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    path = root / "data" / "datapackage.json"
    descriptor = json.loads(path.read_text())
    change(descriptor)
    path.write_text(json.dumps(descriptor))
    return path


def schema_of(package: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = package["resources"][0]["schema"]
    return found


def refusal(root: Path, name: str = "rain") -> PressError:
    with pytest.raises(PressError) as caught:
        load_table(name, root)
    assert caught.value.remedy
    return caught.value


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


def test_categories_have_the_order_of_the_descriptor(root: Path) -> None:
    rain = load_table("rain", root).sort_values("climate")
    assert rain["climate"].tolist() == ["dry", "wet", "wet"]


def test_a_table_is_found_from_any_folder_of_the_book(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notebooks = root / "book" / "notebooks"
    notebooks.mkdir(parents=True)
    monkeypatch.chdir(notebooks)
    assert len(load_table("rain")) == 3
    assert list(load_tables()) == table_names() == ["rain", "countries"]


def test_outside_of_a_book_there_are_no_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PressError, match=r"_config\.yml"):
        load_table("rain")


def test_changing_a_loaded_table_leaves_the_next_one_alone(root: Path) -> None:
    rain = load_table("rain", root)
    rain.loc[0, "days"] = 0
    assert load_table("rain", root).loc[0, "days"] == 120


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(root: Path) -> None:
    path = root / "data" / "rain.csv"
    path.write_bytes(b"\xef\xbb\xbf" + RAIN.replace("\n", "\r\n").encode())
    accept([path], load_sources(root))
    assert load_table("rain", root)["city"].tolist() == ["Almaty", "Tallinn", "Aktau"]


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


def test_an_empty_file_is_told_of(root: Path) -> None:
    path = root / "data" / "rain.csv"
    path.write_text("")
    error = refusal(root)
    assert (error.file, error.line) == (path, 1)
    assert f"the file is empty; its first line must be {RAIN.splitlines()[0]}" in error.message


def test_a_quotation_mark_that_is_not_closed_is_told_where_it_opens(root: Path, edit: Edit) -> None:
    path = edit("Tallinn", '"Tallinn')
    error = refusal(root)
    assert (error.file, error.line) == (path, 3)
    assert "not closed" in error.message
    assert "Aktau" not in error.message


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


def test_a_file_in_another_encoding_is_told_with_its_line(root: Path) -> None:
    path = root / "data" / "rain.csv"
    path.write_bytes(RAIN.replace("Aktau", "Актау").encode("cp1251"))
    error = refusal(root)
    assert (error.file, error.line) == (path, 4)
    assert "not UTF-8" in error.message


def test_a_missing_file_is_told_of(root: Path) -> None:
    path = root / "data" / "rain.csv"
    path.unlink()
    error = refusal(root)
    assert error.file == path
    assert "missing" in error.message


def test_a_missing_file_that_a_key_points_to_is_told_of(root: Path) -> None:
    (root / "data" / "countries.csv").unlink()
    assert refusal(root).file == root / "data" / "countries.csv"


def test_a_valid_change_asks_to_be_accepted_with_the_command_to_run(root: Path, edit: Edit) -> None:
    path = edit("187", "188")
    error = refusal(root)
    assert error.file == path
    assert ".venv/bin/press accept data/rain.csv" in str(error.remedy)
    assert "on purpose" in str(error.remedy)


@pytest.mark.parametrize("content", ["\ufeff" + RAIN, RAIN.replace("\n", "\r\n")])
def test_other_line_ends_or_a_byte_order_mark_are_told_as_such(root: Path, content: str) -> None:
    (root / "data" / "rain.csv").write_bytes(content.encode())
    assert "only the line ends or the byte order mark" in refusal(root).message


def test_broken_content_is_told_before_the_changed_checksum(root: Path, edit: Edit) -> None:
    edit("187", "wet")
    assert "checksum" not in refusal(root).message


def test_an_unknown_table_is_told_with_the_near_ones(root: Path) -> None:
    error = refusal(root, "rian")
    assert "'rian'" in error.message
    assert "rain" in str(error.remedy)


def test_malformed_json_is_told_with_its_line(root: Path) -> None:
    path = root / "data" / "datapackage.json"
    path.write_text(path.read_text().replace('"name": "weather",', '"name": "weather"'))
    error = refusal(root)
    assert (error.file, error.line) == (path, 3)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda package: package.pop("resources"), "resources"),
        (lambda package: package["resources"][1].pop("path"), "resource 2 has no path"),
        (lambda package: package["resources"][1].update(name="rain"), "two resources are called 'rain'"),
        (lambda package: package["resources"][0].pop("schema"), "no schema"),
        (
            lambda package: package["resources"][0]["schema"]["fields"][3].update(type="whole"),
            "'rain' is malformed",
        ),
        (lambda package: package["resources"][0].update(path="../rain.csv"), "leads out of the folder data"),
        (lambda package: package["resources"].pop(1), "foreign key of 'rain' points to 'countries'"),
        (lambda package: package["resources"][0].update(path="/rain.csv"), "leads out of the folder data"),
        (lambda package: package["resources"][0].update(citation="yearbook2020"), "'citation' of the table 'rain'"),
        (lambda package: package["resources"][0].update(sources=["a yearbook"]), "'sources' of the table 'rain'"),
        (lambda package: schema_of(package).update(fields=["city"]), "column 1 of the table 'rain'"),
        (lambda package: schema_of(package).update(foreignKeys="country"), "'foreignKeys' of the table 'rain'"),
        (lambda package: schema_of(package).update(foreignKeys=["country"]), "'foreignKeys' of the table 'rain'"),
        (lambda package: schema_of(package)["fields"][1]["constraints"].update(pattern="["), "no regular expression"),
        (lambda package: schema_of(package)["fields"][1].update(constraints="x"), "the constraints of the column"),
    ],
)
def test_a_malformed_description_is_told_of(root: Path, change: Callable[[dict[str, Any]], object], told: str) -> None:
    (root / "rain.csv").write_text(RAIN)
    path = edit_descriptor(root, change)
    error = refusal(root)
    assert error.file == path
    assert told in error.message


def test_an_accepted_table_loads_and_the_descriptor_keeps_its_form(root: Path, edit: Edit) -> None:
    descriptor = root / "data" / "datapackage.json"
    before = descriptor.read_text()
    old = hashlib.sha256(RAIN.encode()).hexdigest()
    path = edit("187", "2")
    assert accept([path], load_sources(root)).changed == [path]
    assert load_table("rain", root).loc[1, "days"] == 2
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    size = f'"bytes": {len(RAIN)}', f'"bytes": {len(RAIN) - 2}'
    assert descriptor.read_text() == before.replace(old, new).replace(*size)


def test_accepting_an_unchanged_table_changes_nothing(root: Path) -> None:
    descriptor = root / "data" / "datapackage.json"
    before = descriptor.read_bytes()
    assert accept(["data/rain.csv"], load_sources(root)).changed == []
    assert descriptor.read_bytes() == before


def test_broken_content_is_not_accepted(root: Path, edit: Edit) -> None:
    path = edit("187", "many")
    before = (root / "data" / "datapackage.json").read_bytes()
    with pytest.raises(PressError, match="a whole number"):
        accept([path], load_sources(root))
    assert (root / "data" / "datapackage.json").read_bytes() == before


def test_a_file_that_is_no_table_is_not_accepted_and_the_tables_are_named_with_their_folder(root: Path) -> None:
    with pytest.raises(PressError, match="no table") as caught:
        accept(["_config.yml"], load_sources(root))
    assert "data/rain.csv" in str(caught.value.remedy)


def test_a_table_without_a_checksum_gets_one_before_its_schema(root: Path) -> None:
    edit_descriptor(root, lambda package: package["resources"][0].pop("hash"))
    assert accept(["data/rain.csv"], load_sources(root)).changed == [root / "data" / "rain.csv"]
    rain = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    assert rain["hash"] == f"sha256:{hashlib.sha256(RAIN.encode()).hexdigest()}"
    assert list(rain).index("hash") < list(rain).index("schema")


def test_words_for_codes_get_no_checksum_as_they_are_changed_freely(root: Path) -> None:
    words = root / "data" / "vocabulary" / "rain.csv"
    words.parent.mkdir()
    words.write_text("code,en\nwet,wet\n")
    schema = {"fields": [{"name": "code", "type": "string"}, {"name": "en", "type": "string"}]}
    described = {"name": "words", "path": "vocabulary/rain.csv", "schema": schema}
    edit_descriptor(root, lambda package: package["resources"].append(described))
    accepted = accept([words], load_sources(root))
    assert (accepted.changed, accepted.without_checksum) == ([], [words])


@pytest.mark.parametrize("indent", [1, 4, "\t"])
def test_a_descriptor_with_another_indentation_keeps_it(root: Path, edit: Edit, indent: int | str) -> None:
    descriptor = root / "data" / "datapackage.json"
    content = json.loads(descriptor.read_text(encoding="utf-8"))
    descriptor.write_text(json.dumps(content, indent=indent, ensure_ascii=False), encoding="utf-8")
    before = descriptor.read_text(encoding="utf-8").splitlines()
    accept([edit("187", "188")], load_sources(root))
    after = descriptor.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [line for line in after if "sha256" in line][:1]


def test_a_table_that_cites_a_work_the_bibliography_lacks_is_told_of(root: Path) -> None:
    (root / "references.bib").write_text("@misc{yearbook2019,\n  year = {2019},\n}\n")
    sources = load_sources(root)
    with pytest.raises(PressError, match="'rain' names 'yearbook2020', which the bibliography") as caught:
        check_citations(sources.package, sources.works)
    assert (caught.value.file, caught.value.line) == (root / "data" / "datapackage.json", 6)


def test_cited_works_that_the_bibliography_has_pass(root: Path) -> None:
    (root / "references.bib").write_text("@misc{yearbook2020,\n  year = {2020},\n}\n")
    sources = load_sources(root)
    check_citations(sources.package, sources.works)


def test_a_description_says_what_a_codebook_needs(root: Path) -> None:
    table = load_sources(root).describe("rain")
    assert table.path == root / "data" / "rain.csv"
    assert table.rows == 3
    assert table.sha256 == hashlib.sha256(RAIN.encode()).hexdigest()
    assert table.licence == "CC0-1.0"
    assert table.citation == ["yearbook2020"]
    assert table.sources == ["a yearbook, page 3"]
    days = table.fields[3]
    assert (days.name, days.type, days.unit) == ("days", "integer", "day")
    assert days.constraints == {"minimum": 0, "maximum": 366}


def test_a_table_without_a_licence_is_described_as_unknown(root: Path) -> None:
    edit_descriptor(root, lambda package: package["resources"][0].pop("licence"))
    assert load_sources(root).describe("rain").licence == "unknown"
