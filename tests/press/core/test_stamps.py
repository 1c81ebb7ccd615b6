"""What a part of a book was made from, and what has changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.settings import Edition, Settings
from press.core.stamps import (
    Inputs,
    describe_changes,
    files_in,
    read_stamp,
    stamp_file,
    write_stamp,
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a page."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text("page", encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, (Edition("en", "English", "Rain"),), "rain")


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (None, {}, "it was not made before, or not to the end"),
        ({"rain.md": "1"}, {"rain.md": "1"}, ""),
        ({"rain.md": "1"}, {"rain.md": "2"}, "rain.md changed"),
        ({"rain.md": "1"}, {}, "rain.md is gone"),
        ({}, {"rain.md": "1"}, "rain.md is new"),
        ({}, dict.fromkeys("edcba", "1"), "a is new, b is new, c is new and 2 more"),
    ],
)
def test_a_change_is_told_by_the_first_names(before: Inputs | None, now: Inputs, told: str) -> None:
    assert describe_changes(before, now) == told


def test_when_files_were_written_is_no_change(site: Path) -> None:
    before = files_in([(site, "*")])
    (site / "page.html").touch()
    now = files_in([(site, "*")], before)
    assert before != now
    assert describe_changes(before, now) == ""


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff"])
def test_a_damaged_stamp_is_none(settings: Settings, content: bytes) -> None:
    path = stamp_file(settings, "en", "html")
    write_stamp(path, {"rain.md": "1"})
    assert read_stamp(path) == {"rain.md": "1"}
    path.write_bytes(content)
    assert read_stamp(path) is None
