"""How long parts took last is told to those who wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.children.durations import Durations


def test_what_took_long_is_announced_with_its_time_and_what_took_a_moment_is_not(tmp_path: Path) -> None:
    Durations(tmp_path).note("pdf", 12.34)
    noted = Durations(tmp_path)
    noted.note("epub", 1.94)
    assert noted.begins("pdf", "PDF") == "PDF ...  12 s last time"
    assert Durations(tmp_path).begins("epub", "EPUB") == ""


def test_what_was_never_timed_is_announced_without_a_time(tmp_path: Path) -> None:
    assert Durations(tmp_path).begins("pdf", "PDF") == "PDF ..."


@pytest.mark.parametrize("content", [b"", b"[1]", b'{"pdf": "long"}', b"\xff"])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "durations.json").write_bytes(content)
    durations = Durations(tmp_path)
    assert durations.begins("pdf", "PDF") == "PDF ..."
    durations.note("pdf", 3)
    assert Durations(tmp_path).begins("pdf", "PDF") == "PDF ...  3 s last time"
