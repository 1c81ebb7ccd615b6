"""The program that packs a release ends with a code and plain words where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.core.errors import PressError
from press.release.pack import main, pack


def test_changes_that_were_not_written_are_told_before_anything_is_built(tmp_path: Path) -> None:
    root = copy_book("leaflet", tmp_path)
    (root / "CHANGES.md").write_text("# Changes\n\n## 0.0.0\n\nNothing.\n", encoding="utf-8")
    with pytest.raises(PressError, match=r"CHANGES\.md: nothing is said of version"):
        pack(root, tmp_path / "dist", print)
    assert ((root / "_build" / "site").exists(), (tmp_path / "dist").exists()) == (False, False)


def test_a_fault_goes_to_the_errors_and_the_code_tells_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path), str(tmp_path / "dist")]) == 1
    printed = capsys.readouterr()
    assert (printed.out, "_config.yml" in printed.err, "Traceback" in printed.err) == ("", True, False)
