"""What the commands are asked and say, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.addresses_book import lean_on
from support.rain_tables import RAIN, write_rain_book
from support.small_books import copy_book
from support.web_server import start_server

from press.cli import main


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "check", *arguments])


def test_addresses_that_are_gone_end_it_with_one_until_they_are_known(tmp_path: Path) -> None:
    root, server = copy_book("audit", tmp_path), start_server()
    lean_on(root, [{"address": f"{server.address}/{name}"} for name in ("a", "b", "410")])
    gone, known = check(root, "links"), check(root, "links")
    server.close()
    assert (gone.exit_code, f"gone: {server.address}/410" in gone.output) == (1, True), gone.output
    assert (known.exit_code, "2 of 3 addresses answer" in known.output) == (0, True), known.output


def test_a_check_that_is_not_there_is_told_with_those_of_a_like_name(tmp_path: Path) -> None:
    run = check(copy_book("leaflet", tmp_path), "typed-digit")
    assert (run.exit_code, "typed-digits" in run.output) == (1, True), run.output


@pytest.mark.parametrize("command", ["build", "serve"])
def test_where_there_is_no_book_a_command_says_so_and_leaves_nothing(tmp_path: Path, command: str) -> None:
    run = CliRunner().invoke(main, ["--root", str(tmp_path), command])
    assert (run.exit_code, "no book here" in run.output) == (1, True), run.output
    assert list(tmp_path.iterdir()) == []


def test_accepted_files_are_named_once_from_where_somebody_works_and_then_there_is_nothing_to_accept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_rain_book(tmp_path)
    path = root / "data" / "rain.csv"
    path.write_text(RAIN.replace("187", "188"))
    monkeypatch.chdir(root / "data")
    for told in ("accepted rain.csv\n", "nothing to accept: the checksums already agree"):
        assert told in CliRunner().invoke(main, ["accept", "rain.csv"]).output
