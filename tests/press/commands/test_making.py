"""What `press clean` removes, and what the commands that make a book say where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from press.cli import main


def test_all_that_was_made_is_removed_and_nothing_else(tmp_path: Path) -> None:
    kept = [tmp_path / "_config.yml", tmp_path / "book" / "en" / "index.md"]
    made = [tmp_path / "_build" / "site" / "index.html", tmp_path / "_build" / "press" / "stamps" / "en.json"]
    for path in (*kept, *made):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    run = CliRunner().invoke(main, ["--root", str(tmp_path), "clean"])
    assert run.exit_code == 0, run.output
    assert not any(path.exists() for path in made)
    assert all(path.is_file() for path in kept)


@pytest.mark.parametrize("command", ["build", "serve", "clean"])
def test_where_there_is_no_book_a_command_says_so_and_leaves_nothing(tmp_path: Path, command: str) -> None:
    run = CliRunner().invoke(main, ["--root", str(tmp_path), command])
    assert (run.exit_code, "no book here" in run.output) == (1, True), run.output
    assert list(tmp_path.iterdir()) == []
