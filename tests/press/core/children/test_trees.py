"""What a child has begun ends with it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from child_tasks import hang

from press.core.children.trees import lead_others
from press.core.children.work import Job, Limits
from press.core.jobs import run_jobs


def begin_others(log: str) -> None:
    """Leave a program, one that is its own head, and a copy of this process, all of which would go on for long."""
    lead_others()
    begun = [subprocess.Popen(["sleep", "60"]), subprocess.Popen(["sleep", "60"], start_new_session=True)]
    numbers = [process.pid for process in begun]
    if (copy := os.fork()) == 0:
        time.sleep(60)
    # What has lost its parent.
    lost = subprocess.run(
        ["sh", "-c", "setsid sleep 60 > /dev/null 2>&1 & echo $!"], capture_output=True, text=True, check=True
    )
    Path(log).write_text(" ".join(map(str, [*numbers, copy, int(lost.stdout)])), encoding="utf-8")


def begin_others_and_die(log: str) -> None:
    begin_others(log)
    os._exit(3)


def begin_others_and_hang(log: str) -> None:
    begin_others(log)
    hang()


def at_work(*numbers: int) -> list[int]:
    """Return which of the processes go on. One that is ended may take a moment to be gone."""
    left: list[int] = []
    for _ in range(100):
        left = [number for number in numbers if _is_at_work(number)]
        if not left:
            break
        time.sleep(0.05)
    return left


def _is_at_work(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("task", [begin_others, begin_others_and_hang])
def test_all_that_a_child_has_begun_ends_with_it(task: Callable[[str], None], tmp_path: Path) -> None:
    log = tmp_path / "log"
    run_jobs([Job("a", task, (str(log),))], Limits(heartbeat_timeout=1.5))
    begun = list(map(int, log.read_text(encoding="utf-8").split()))
    assert len(begun) == 4
    assert at_work(*begun) == []


@pytest.mark.usefixtures("forked")
def test_a_child_that_dies_is_told_at_once_though_what_it_began_is_still_there(tmp_path: Path) -> None:
    log = tmp_path / "log"
    outcome = run_jobs([Job("a", begin_others_and_die, (str(log),))], Limits(heartbeat_timeout=60))["a"]
    assert "code 3" in str(outcome.error)
    assert outcome.seconds < 30
    same_group, _, copy, _ = map(int, log.read_text(encoding="utf-8").split())
    assert at_work(same_group, copy) == []
