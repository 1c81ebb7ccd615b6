"""What `press accept` asks and prints, and that it changes nothing where somebody does not want it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import click
import pytest

from press.commands.accepting import accept_files
from press.core.errors import PressError

CONFIG = "sphinx: {extra_extensions: [press.extension], config: {press_editions: {en: {name: E, title: T}}}}\n"
TABLES = {"wind": "place,days\nnorth,18\n", "rain": "place,days,wind\nnorth,18,north\n"}


class Terminal(io.StringIO):
    """Somebody who types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book with two accepted tables, of which one refers to the other and has the same figure."""
    (tmp_path / "data").mkdir()
    (tmp_path / "_config.yml").write_text(CONFIG)
    resources = []
    for name, text in TABLES.items():
        (tmp_path / "data" / f"{name}.csv").write_text(text)
        fields = [{"name": column, "type": "string"} for column in text.split("\n")[0].split(",")]
        resources.append({"name": name, "path": f"{name}.csv", "schema": {"fields": fields, "primaryKey": "place"}})
    lead = {"fields": ["wind"], "reference": {"resource": "wind", "fields": ["place"]}}
    resources[1]["schema"]["foreignKeys"] = [lead]  # type: ignore[index]
    (tmp_path / "data" / "datapackage.json").write_text(json.dumps({"resources": resources}, indent=2) + "\n")
    accept_files(tmp_path, [tmp_path / "data" / f"{name}.csv" for name in TABLES], None)
    return tmp_path


def correct_wind(root: Path) -> Path:
    path = root / "data" / "wind.csv"
    path.write_text("place,days\nnorth,19\n")
    return path


def state(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "data").iterdir()}


def rain(root: Path) -> str:
    return (root / "data" / "rain.csv").read_text()


def test_accepted_files_are_named_once_and_then_there_is_nothing_to_accept(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "data" / "rain.csv"
    path.write_text("place,days,wind\nnorth,20,north\n")
    for told in (f"accepted {path}", "nothing to accept: the checksums already agree"):
        accept_files(root, [path], False)
        assert told in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "corrected"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_in_a_terminal_somebody_is_asked_whether_the_same_figure_is_corrected_too(
    root: Path, monkeypatch: pytest.MonkeyPatch, typed: str, corrected: bool
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(typed))
    accept_files(root, [correct_wind(root)], None)
    assert rain(root) == (TABLES["rain"].replace("18", "19") if corrected else TABLES["rain"])


def test_whoever_gives_no_answer_has_nothing_accepted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = correct_wind(root)
    before = state(root)
    monkeypatch.setattr("sys.stdin", Terminal(""))
    with pytest.raises(click.Abort):
        accept_files(root, [path], None)
    assert state(root) == before


def test_without_a_terminal_the_answer_is_an_option_that_the_fault_names(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = correct_wind(root)
    before = state(root)
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    with pytest.raises(PressError, match="nothing is accepted yet") as caught:
        accept_files(root, [path], None)
    assert "press accept --together data/wind.csv" in str(caught.value.remedy)
    assert state(root) == before


@pytest.mark.parametrize(("together", "expected"), [(True, "19"), (False, "18")])
def test_an_option_is_the_answer(root: Path, together: bool, expected: str) -> None:
    accept_files(root, [correct_wind(root)], together)
    assert rain(root) == TABLES["rain"].replace("18", expected)


def test_a_correction_that_cannot_be_accepted_is_undone_in_the_other_files(root: Path) -> None:
    path = root / "data" / "wind.csv"
    path.write_text("place,days\nnorth,19\nnorth,19\n")
    before = state(root)
    with pytest.raises(PressError):
        accept_files(root, [path], True)
    assert state(root) == before
