"""What counts as a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.digests import digests, files_below, files_in, read_stamp, stamp_file, write_stamp
from press.core.settings import Edition, Settings


def test_a_folder_is_as_it_was_while_its_names_are_and_what_programs_leave_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    before = digests([tmp_path], tmp_path)
    for name in (".hidden", "__pycache__", "_build"):
        (tmp_path / name).mkdir()
    (tmp_path / "a.csv").write_text("other content", encoding="utf-8")
    assert digests([tmp_path], tmp_path) == before
    (tmp_path / "b.csv").touch()
    assert digests([tmp_path], tmp_path) != before


def test_a_file_elsewhere_is_as_it_was_wherever_the_book_is_moved(tmp_path: Path) -> None:
    shared = tmp_path / "shared.csv"
    shared.touch()
    before = digests([shared], tmp_path / "book")
    assert digests([tmp_path / "moved" / "book" / path for path in before], tmp_path / "moved" / "book") == before


def test_what_python_and_gettext_compile_is_no_file_of_press(tmp_path: Path) -> None:
    for name in ("a.py", "a.pyc", "__pycache__/a.cpython-311.py", "locale/press.po", "locale/press.mo"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert files_below(tmp_path) == [tmp_path / "a.py", tmp_path / "locale" / "press.po"]
    assert files_below(tmp_path, "*.po") == [tmp_path / "locale" / "press.po"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a page."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text("page", encoding="utf-8")
    return tmp_path / "site"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, (Edition("en", "English", "Rain"),), "rain")


def test_files_are_those_that_were_noted_if_they_hold_the_same_wherever_they_are(site: Path) -> None:
    noted = files_in(site)
    copy = site.with_name("copy")
    copy.mkdir()
    (copy / "page.html").write_text("page", encoding="utf-8")
    assert files_in(copy) == noted
    (copy / "page.html").rename(copy / "other.html")
    assert files_in(copy) != noted
    (copy / "other.html").rename(copy / "page.html")
    (copy / "page.html").write_text("PAGE", encoding="utf-8")
    assert files_in(copy) != noted


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff"])
def test_a_damaged_stamp_is_none(settings: Settings, content: bytes) -> None:
    path = stamp_file(settings, "en", "html")
    write_stamp(path, {"rain.md": "1"})
    assert read_stamp(path) == {"rain.md": "1"}
    path.write_bytes(content)
    assert read_stamp(path) is None
