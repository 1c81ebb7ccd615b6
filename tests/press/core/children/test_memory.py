"""How much memory children may take, and what happens to those that take more."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from press.core.children.memory import available_memory
from press.core.children.work import Job, Limits, MemoryLimitError
from press.core.jobs import run_jobs


def take(size: int) -> int:
    return len(bytearray(size))


@pytest.mark.usefixtures("forked")
def test_memory_is_limited() -> None:
    outcomes = run_jobs([Job("small", take, (1 << 20,)), Job("large", take, (4 << 30,))], Limits(memory=2 << 30))
    assert outcomes["small"].value == 1 << 20
    assert isinstance(outcomes["large"].error, MemoryError)


def hold_in_others(size: int) -> None:
    """Hold ``size`` bytes in two processes that share nothing of them."""
    for _ in range(2):
        if os.fork() == 0:
            held = bytearray(b"x") * (size // 2)
            time.sleep(60)
            del held
    time.sleep(60)


@pytest.mark.usefixtures("forked")
def test_what_a_child_and_all_that_it_begins_hold_is_limited_together() -> None:
    outcome = run_jobs([Job("a", hold_in_others, (300 << 20,))], Limits(heartbeat_timeout=60, tree=250 << 20))["a"]
    assert isinstance(outcome.error, MemoryLimitError)
    assert outcome.seconds < 30


@pytest.mark.parametrize(
    ("limit", "free"), [("max", 2048000), ("1500000", 1400000), ("9000000", 2048000), (None, 2048000)]
)
def test_new_processes_may_take_what_is_free_within_the_limit_of_a_container(
    tmp_path: Path, limit: str | None, free: int
) -> None:
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
