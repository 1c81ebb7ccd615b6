"""What `press accept` prints, and that it changes nothing where a table cannot be accepted."""

from __future__ import annotations

from pathlib import Path

import pytest
from rain_tables import RAIN, write_rain_book

from press.commands.accepting import accept_files


def test_accepted_files_are_named_once_and_then_there_is_nothing_to_accept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_rain_book(tmp_path)
    path = root / "data" / "rain.csv"
    path.write_text(RAIN.replace("187", "188"))
    for told in (f"accepted {path}", "nothing to accept: the checksums already agree"):
        accept_files(root, [path])
        assert told in capsys.readouterr().out
