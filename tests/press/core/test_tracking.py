"""What a program read, and whether it is as it was."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from press.core.digests import digests
from press.core.tracking import record_file_reads, sources_among


def test_a_file_that_was_looked_for_in_vain_and_a_folder_that_was_listed_count(tmp_path: Path) -> None:
    with record_file_reads() as reads:
        list(tmp_path.glob("*.csv"))
        with suppress(FileNotFoundError):
            (tmp_path / "missing.csv").read_text(encoding="utf-8")
    before = digests(sources_among(reads, tmp_path), tmp_path)
    (tmp_path / "missing.csv").touch()
    after = digests(sources_among(reads, tmp_path), tmp_path)
    assert {path for path, digest in before.items() if after[path] != digest} == {"missing.csv", "."}


def test_only_what_somebody_may_change_counts_and_compiled_code_stands_for_its_source(tmp_path: Path) -> None:
    compiled = tmp_path / "__pycache__" / f"helper.{sys.implementation.cache_tag}.pyc"
    found = [Path(os.__file__), tmp_path / "_build" / "x", Path("/etc/hosts"), compiled, tmp_path / "data.csv"]
    assert sources_among(found, tmp_path) == [tmp_path / "data.csv", tmp_path / "helper.py"]
