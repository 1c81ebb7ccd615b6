"""How much memory new processes may take."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.jobs import available_memory


@pytest.mark.parametrize(
    ("limit", "free"), [("max", 2048000), ("1500000", 1400000), ("9000000", 2048000), (None, 2048000)]
)
def test_new_processes_may_take_what_is_free_in_a_container(tmp_path: Path, limit: str | None, free: int) -> None:
    (tmp_path / "proc").mkdir()
    (tmp_path / "proc/meminfo").write_text("MemTotal:  9000 kB\nMemAvailable:    2000 kB\n", encoding="utf-8")
    group = tmp_path / "sys/fs/cgroup"
    group.mkdir(parents=True)
    if limit:
        (group / "memory.max").write_text(f"{limit}\n", encoding="utf-8")
        (group / "memory.stat").write_text("anon 100000\nfile 700000\n", encoding="utf-8")
    assert available_memory(tmp_path) == free


def test_what_new_processes_may_take_is_not_known_of_a_system_that_does_not_tell(tmp_path: Path) -> None:
    assert available_memory(tmp_path) is None
