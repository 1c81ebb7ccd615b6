"""`press new` writes a book in the languages asked for, which is sound as it is, or says why not and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.small_books import faults_of

from press.cli import main
from press.core.project import project_version
from press.core.settings import load_settings

TITLE = """Бағалар: «2026», "жыл" 'қорытынды' #1 \\ $5"""


def new(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["new", str(folder), *options])


def test_a_book_in_other_languages_than_english_is_sound_whatever_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "Жыл 2026"
    root.mkdir()
    monkeypatch.chdir(root)
    run = new(Path(), "--languages", "kk, ru", "--title", TITLE)
    assert run.exit_code == 0, run.output
    settings = load_settings(root)
    assert [(each.language, each.title) for each in settings.editions] == [("kk", TITLE), ("ru", TITLE)]
    assert Path.cwd() == root, "somebody stands in the folder"
    assert (settings.slug, project_version(root)) == ("2026", "0.1.0")
    assert faults_of(root) == []


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        ("kk-Latn", "press writes no new book in 'kk-Latn', only"),
        ("en,de", "press writes no new book in 'de', only in en, kk, ru"),
        ("en,", "press writes no new book in '', only"),
    ],
)
def test_a_language_that_press_lacks_is_told_and_nothing_is_written(tmp_path: Path, languages: str, told: str) -> None:
    run = new(tmp_path / "new" / "book", "--languages", languages)
    assert (run.exit_code, told in run.output) == (1, True), run.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("inside", ["", "notes.txt"])
def test_what_is_there_already_is_left_alone(tmp_path: Path, inside: str) -> None:
    folder = tmp_path / "book"
    (folder / inside).parent.mkdir(exist_ok=True)
    (folder / inside).write_text("Mine.", encoding="utf-8")
    run = new(folder)
    assert (run.exit_code, "something is there already" in run.output) == (1, True), run.output
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / inside]


def test_where_no_book_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    run = new(tmp_path / "notes.txt" / "book")
    assert (run.exit_code, "no book can be written here: Not a directory" in run.output) == (1, True), run.output
