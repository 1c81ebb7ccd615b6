"""A corrected figure is told with every row that states it, and is corrected there only if somebody says so."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from press.cli import main
from press.core.errors import PressError
from press.data.former import Change
from press.data.occurrences import Occurrence, with_correction

CONFIG = "sphinx: {extra_extensions: [press.extension], config: {press_editions: {en: {name: E, title: T}}}}\n"
TABLES = {
    "statements": "id,worth,place,words\nbelieve,18,578,18 people believe\nnot-believe,15,579,15 do not\ncalm,18,18,as many\n",
    "answers": "answer,people,statement\nyes,18,believe\nno,15,not-believe\nmaybe,18,calm\n",
    "verdicts": 'id,verdict,numbers\nbelieve,"holds, surely",statements/believe answers/share\nnot-believe,holds,\n',
    "units": "people,word\n18,eighteen\n",
}
KEYS = {"statements": "id", "answers": "answer", "verdicts": "id", "units": "people"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book whose answers lead to statements by a foreign key, and whose verdicts name them."""
    (tmp_path / "data").mkdir()
    (tmp_path / "_config.yml").write_text(CONFIG)
    resources = []
    for name, text in TABLES.items():
        (tmp_path / "data" / f"{name}.csv").write_text(text)
        fields = [{"name": column, "type": "string"} for column in text.split("\n")[0].split(",")]
        resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields, "primaryKey": KEYS[name]}})
    lead = {"fields": ["statement"], "reference": {"resource": "statements", "fields": ["id"]}}
    resources[1]["schema"]["foreignKeys"] = [lead]  # type: ignore[index]
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps({"resources": resources}, indent=2) + "\n")
    assert accept(tmp_path, *TABLES)[0] == 0
    return tmp_path


def accept(root: Path, *names: str, option: str = "") -> tuple[int, str]:
    files = [str(root / "data" / f"{name}.csv") for name in names]
    found = CliRunner().invoke(main, ["--root", str(root), "accept", *([option] if option else []), *files])
    return found.exit_code, found.output


def change(root: Path, old: str, new: str, name: str = "answers") -> None:
    path = root / "data" / f"{name}.csv"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_nothing_is_corrected_or_accepted_silently(root: Path) -> None:
    change(root, "yes,18", "yes,19")
    before = {path: path.read_bytes() for path in (root / "data").iterdir()}
    status, told = accept(root, "answers")
    assert status == 1
    assert "data/statements.csv:2: believe: worth is 18, the same figure; it would be 19" in told
    assert "data/statements.csv:2: believe: words says '18 people believe'; correct it yourself" in told
    assert "data/verdicts.csv:2: believe: this row refers to the changed one" in told
    assert "accept --together data/answers.csv" in told
    assert {path: path.read_bytes() for path in (root / "data").iterdir()} == before


def test_figures_are_corrected_together_if_asked_and_all_files_accepted(root: Path) -> None:
    change(root, "yes,18", "yes,19")
    assert accept(root, "answers", option="--together")[0] == 0
    assert (root / "data" / "statements.csv").read_text() == TABLES["statements"].replace("believe,18", "believe,19", 1)
    assert (root / "data" / "verdicts.csv").read_text() == TABLES["verdicts"]
    assert "nothing to accept" in accept(root, *TABLES)[1]


def test_figures_are_told_too_where_the_table_has_got_a_column(root: Path) -> None:
    path = root / "data" / "answers.csv"
    head, *rows = path.read_text().replace("yes,18", "yes,19").splitlines()
    path.write_text("\n".join([f"{head},asked", *(f"{row},mall" for row in rows)]) + "\n")
    status, told = accept(root, "answers")
    assert (status, "believe: worth is 18, the same figure; it would be 19" in told) == (1, True)
    # The draft is taken back, as nothing is accepted.
    assert '"asked"' not in (root / "data" / "datapackage.json").read_text()


def test_they_may_be_left_alone(root: Path) -> None:
    change(root, "yes,18", "yes,19")
    assert accept(root, "answers", option="--alone")[0] == 0
    assert (root / "data" / "statements.csv").read_text() == TABLES["statements"]


def test_the_way_back_leads_to_the_rows_that_point_here(root: Path) -> None:
    change(root, "believe,18", "believe,19", "statements")
    change(root, "not-believe,15", "not-believe,15", "statements")
    assert accept(root, "statements", option="--together")[0] == 0
    assert "yes,19,believe" in (root / "data" / "answers.csv").read_text()
    assert "maybe,18,calm" in (root / "data" / "answers.csv").read_text()


def test_of_two_cells_that_hold_the_figure_a_person_has_to_choose(root: Path) -> None:
    change(root, "maybe,18", "maybe,20")
    status, told = accept(root, "answers")
    assert status == 0
    assert "statements.csv:4: calm: worth says '18'; correct it yourself" in told
    assert "statements.csv:4: calm: place says '18'; correct it yourself" in told


def test_whoever_corrects_both_files_is_asked_nothing(root: Path) -> None:
    change(root, "yes,18", "yes,19")
    change(root, "believe,18", "believe,19", "statements")
    assert accept(root, "answers", "statements")[0] == 0


def test_a_row_that_only_shares_the_value_is_not_named(root: Path) -> None:
    change(root, "yes,18", "yes,19")
    assert "units.csv" not in accept(root, "answers")[1]


def test_where_the_former_content_is_not_known_that_is_said(root: Path) -> None:
    change(root, "yes,18", "yes,19")
    for kept in (root / "_build" / "press" / "accepted").iterdir():
        kept.unlink()
    status, told = accept(root, "answers")
    assert (status, "what these files held before is not known" in told) == (0, True)


def test_a_correction_that_holds_a_comma_or_a_mark_stays_one_cell(tmp_path: Path) -> None:
    path = tmp_path / "rain.csv"
    change = Change("rain", 2, "sky", 'so "so"', 'grey, "mostly"', {})
    place = Occurrence(change, "rain", path, 3, "south", "sky", 1)
    corrected = with_correction('city,sky,days\r\nnorth,x,1\r\nsouth,"so ""so""",2\r\n', place)
    assert corrected == 'city,sky,days\r\nnorth,x,1\r\nsouth,"grey, ""mostly""",2\r\n'
    assert list(csv.reader(corrected.splitlines()))[2] == ["south", 'grey, "mostly"', "2"]


@pytest.mark.parametrize(
    ("text", "position", "corrected"),
    [
        ("city,days,sky\nnorth,18,x\n", 1, "city,days,sky\nnorth,,x\n"),
        ("city,days\nnorth,18\n", 1, "city,days\nnorth,\n"),
        # A line without signs would be no row.
        ("days\n18\n", 0, 'days\n""\n'),
    ],
)
def test_a_figure_that_is_no_more_leaves_an_empty_cell(text: str, position: int, corrected: str) -> None:
    change = Change("rain", 2, "days", "18", "", {})
    assert (
        with_correction(text, Occurrence(change, "rain", Path("rain.csv"), 2, "north", "days", position)) == corrected
    )


def test_a_cell_of_several_lines_is_left_to_a_person(tmp_path: Path) -> None:
    change = Change("rain", 2, "sky", "18", "19", {})
    place = Occurrence(change, "rain", tmp_path / "rain.csv", 2, "south", "days", 2)
    with pytest.raises(PressError, match="the cell 'days' of this row goes over several lines"):
        with_correction('city,sky,days\nsouth,"a\nb",18\n', place)


def test_other_tables_that_are_broken_do_not_stand_in_the_way(root: Path) -> None:
    for text in ("", "id,verdict,numbers\nbelieve\n"):
        (root / "data" / "verdicts.csv").write_text(text)
        change(root, "yes,18", "yes,19")
        status, told = accept(root, "answers", option="--alone")
        assert (status, "believe: worth is 18, the same figure" in told) == (0, True), told
        change(root, "yes,19", "yes,18")
        assert accept(root, "answers", option="--alone")[0] == 0


def test_a_changed_row_that_ends_early_is_told_as_what_it_is(root: Path) -> None:
    change(root, "yes,18,believe", "yes,19")
    status, told = accept(root, "answers", option="--alone")
    assert (status, "answers.csv:2: the row ends before the column 'statement'" in told) == (1, True), told


@pytest.fixture
def numbered(root: Path) -> Path:
    """The same book with sources that have numbers, to which another table refers by their names."""
    package = json.loads((root / "data" / "datapackage.json").read_text())
    tables = {
        "sources": "number,name,pages\n18,ivanov,3\n19,petrov,4\n",
        "records": "name,found\nivanov,yes\npetrov,no\n",
    }
    for (name, text), key in zip(tables.items(), ("number", "name"), strict=True):
        (root / "data" / f"{name}.csv").write_text(text)
        fields = [{"name": column, "type": "string"} for column in text.split("\n")[0].split(",")]
        package["resources"].append(
            {"name": name, "path": f"{name}.csv", "schema": {"fields": fields, "primaryKey": key}}
        )
    lead = {"fields": ["name"], "reference": {"resource": "sources", "fields": ["name"]}}
    package["resources"][-1]["schema"]["foreignKeys"] = [lead]
    (root / "data" / "datapackage.json").write_text(json.dumps(package, indent=2) + "\n")
    assert accept(root, *tables)[0] == 0
    return root


def test_a_name_that_other_tables_refer_to_is_changed_there_as_well(numbered: Path) -> None:
    change(numbered, "ivanov", "ivanova", "sources")
    status, told = accept(numbered, "sources", option="--together")
    assert status == 0
    assert "data/records.csv:2: ivanov: name is ivanov, the same figure; it would be ivanova" in told
    assert (numbered / "data" / "records.csv").read_text() == "name,found\nivanova,yes\npetrov,no\n"


def test_a_row_is_about_what_it_names_by_any_key_and_not_about_what_has_the_number_of_a_key(numbered: Path) -> None:
    change(numbered, "ivanov,3", "ivanov,5", "sources")
    status, told = accept(numbered, "sources")
    assert status == 0
    rows = [line.strip() for line in told.splitlines() if ".csv:" in line]
    assert rows == [
        "data/records.csv:2: ivanov: this row refers to the changed one; see whether what it says still holds"
    ]
