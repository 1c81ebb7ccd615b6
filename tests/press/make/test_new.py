"""`press new` writes a book in the languages asked for, which is sound as it is, or says why not and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small_books import ROOT, faults_of

from press.cli import main
from press.core.project import project_version
from press.core.settings import load_settings
from press.make.new import SHARED_PRESS

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


@pytest.mark.parametrize(
    ("folder", "title", "told"),
    [
        ("notes.txt/book", "", "no book can be written here: File exists"),
        ("n" * 300, "", "no book can be written here: File name too long"),
        ("book", "ring\aring", "the title has a character that cannot be printed"),
        ("book", "\udcff", "the title has a character that cannot be printed"),
    ],
)
def test_where_no_book_can_be_written_or_titled_so_is_told(tmp_path: Path, folder: str, title: str, told: str) -> None:
    (tmp_path / "notes.txt").touch()
    run = new(tmp_path / folder, "--title", title)
    assert (run.exit_code, told in run.output) == (1, True), run.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_who_pushes_a_new_book_is_told_before_that_press_is_on_no_other_machine(tmp_path: Path) -> None:
    root = tmp_path / "book"
    assert (line := f'write "{SHARED_PRESS}"') in new(root, "--languages", "en").output
    project, check = root / "pyproject.toml", ["--root", str(root), "check", "data"]
    run = CliRunner().invoke(main, check)
    assert (run.exit_code, "nothing is wrong" in run.output) == (0, True), run.output
    number = next(
        number for number, text in enumerate(project.read_text("utf-8").splitlines(), 1) if '["editions-press' in text
    )
    assert f"pyproject.toml:{number}: press is installed from this machine" in run.output and line in run.output
    given = project.read_text(encoding="utf-8").splitlines()
    given[number - 1] = 'dependencies = ["editions-press @ git+https://example.org/press@0a1b2c#subdirectory=scripts"]'
    project.write_text("\n".join(given), encoding="utf-8")
    assert "pyproject.toml" not in CliRunner().invoke(main, check).output


@pytest.mark.parametrize("paper", ["docs/your-own-book.md", "scripts/press/template/pyproject.toml"])
def test_papers_and_message_name_press_by_the_same_line(paper: str) -> None:
    assert SHARED_PRESS in (ROOT / paper).read_text(encoding="utf-8")
