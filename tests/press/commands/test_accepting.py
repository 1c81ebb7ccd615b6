"""What `press accept` prints, and that it changes nothing where a table cannot be accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from rain_tables import RAIN, write_rain_book

from press.commands.accepting import accept_files
from press.core.errors import PressError


def test_accepted_files_are_named_once_and_then_there_is_nothing_to_accept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_rain_book(tmp_path)
    path = root / "data" / "rain.csv"
    path.write_text(RAIN.replace("187", "188"))
    for told in (f"accepted {path}", "nothing to accept: the checksums already agree"):
        accept_files(root, [path])
        assert told in capsys.readouterr().out


def test_a_file_that_cannot_be_accepted_leaves_the_descriptor_as_it_was(tmp_path: Path) -> None:
    root = write_rain_book(tmp_path)
    path = root / "data" / "rain.csv"
    path.write_text(RAIN.replace("187", "many"))
    before = (root / "data" / "datapackage.json").read_bytes()
    with pytest.raises(PressError):
        accept_files(root, [path])
    assert (root / "data" / "datapackage.json").read_bytes() == before
