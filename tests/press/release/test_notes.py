"""Notes on a release are the section of CHANGES.md on its version, and silence is a fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.release.notes import changes_of

TEXT = "# Changes\n\n## 1.10, in May\n\nTen.\n\n- one\n\n## [v1.1]\n\nOne.\n\n## 1.0\n"


@pytest.mark.parametrize(("version", "said"), [("1.10", "Ten.\n\n- one"), ("1.1", "One.")])
def test_a_section_is_found_by_the_version_in_its_heading(tmp_path: Path, version: str, said: str) -> None:
    (tmp_path / "CHANGES.md").write_text(TEXT, encoding="utf-8")
    assert changes_of(tmp_path, version) == said


@pytest.mark.parametrize("version", ["1", "1.0", "2.0", ""])
def test_a_version_of_which_nothing_is_said_is_a_fault(tmp_path: Path, version: str) -> None:
    (tmp_path / "CHANGES.md").write_text(TEXT, encoding="utf-8")
    with pytest.raises(PressError, match=r"CHANGES\.md: nothing is said of version"):
        changes_of(tmp_path, version)


def test_a_book_may_have_no_such_file(tmp_path: Path) -> None:
    assert changes_of(tmp_path, "1.0") == ""


@pytest.mark.parametrize("empty", ["##  \n", "## \r\n"])
def test_a_heading_without_words_is_passed_over(tmp_path: Path, empty: str) -> None:
    (tmp_path / "CHANGES.md").write_bytes(f"# Changes\n\n{empty}\n## 1.0\n\nOne.\n".encode())
    assert changes_of(tmp_path, "1.0") == "One."
