"""What a program read, and whether it is as it was."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from press.core.digests import difference, digests
from press.core.files import file_state
from press.core.tracking import record_file_reads, sources_among


def test_files_that_are_opened_to_be_read_are_recorded_and_others_are_not(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    with record_file_reads() as reads:
        (tmp_path / "a.csv").read_text(encoding="utf-8")
        os.close(os.open(tmp_path / "b.csv", os.O_RDONLY))
        (tmp_path / "new.csv").write_text("x", encoding="utf-8")
    (tmp_path / "c.csv").read_text(encoding="utf-8")
    assert {path for path in reads if path.is_relative_to(tmp_path)} == {tmp_path / "a.csv", tmp_path / "b.csv"}


def test_a_file_that_was_looked_for_in_vain_and_a_folder_that_was_listed_count(tmp_path: Path) -> None:
    with record_file_reads() as reads:
        list(tmp_path.glob("*.csv"))
        with suppress(FileNotFoundError):
            (tmp_path / "missing.csv").read_text(encoding="utf-8")
    before = digests(sources_among(reads, tmp_path), tmp_path)
    assert difference(before, tmp_path) == ""
    (tmp_path / "missing.csv").touch()
    assert "missing.csv" in difference({"missing.csv": before["missing.csv"]}, tmp_path)
    assert difference({".": before["."]}, tmp_path) == ". is changed"


def test_the_state_is_that_before_a_file_was_read_first(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("x", encoding="utf-8")
    before = file_state(path)
    with record_file_reads() as reads:
        path.read_text(encoding="utf-8")
        path.write_text("saved meanwhile", encoding="utf-8")
        path.read_text(encoding="utf-8")
    assert reads[path] == before != file_state(path)


def test_only_what_somebody_may_change_counts_and_compiled_code_stands_for_its_source(tmp_path: Path) -> None:
    compiled = tmp_path / "__pycache__" / f"helper.{sys.implementation.cache_tag}.pyc"
    found = [Path(os.__file__), tmp_path / "_build" / "x", Path("/etc/hosts"), compiled, tmp_path / "data.csv"]
    assert sources_among(found, tmp_path) == [tmp_path / "data.csv", tmp_path / "helper.py"]


def test_looking_for_modules_is_no_reading(tmp_path: Path) -> None:
    (tmp_path / "press_test_module.py").write_text("x = 1", encoding="utf-8")
    sys.path.insert(0, str(tmp_path))
    try:
        with record_file_reads() as reads:
            __import__("press_test_module")
    finally:
        sys.path.remove(str(tmp_path))
    assert tmp_path not in reads
    assert tmp_path / "press_test_module.py" in sources_among(reads, tmp_path)
