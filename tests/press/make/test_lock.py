"""Two at work on one book: the second waits, says so, and nothing of what either makes is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from press.core.project import locked

# Seconds within which anything has to happen, on a busy machine.
PATIENCE = 600
# Holds the lock until its input ends, with a child that was forked and one that is another program; prints the ids of both.
HOLDER = """
import os, subprocess, sys, time
from pathlib import Path
from press.core.project import locked
with locked(Path(sys.argv[1]), print):
    child = os.fork()
    if child == 0:
        os.write(1, b"%d\\n" % os.getpid())
        time.sleep(600)
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    os.write(1, b"%d\\n" % other.pid)
    sys.stdin.read()
"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts Python programs, which end with the test, as do their children."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, *map(str, arguments)]
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def lines(process: subprocess.Popen[str], number: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(number)]


def hold(start: Start, root: Path, tmp_path: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A process that holds the lock of the book at ``root``, and its children."""
    program = tmp_path / "hold.py"
    program.write_text(HOLDER, encoding="utf-8")
    process = start(program, root)
    return process, list(map(int, lines(process, 2)))


def is_alive(process: int) -> bool:
    return "State:\tZ" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["check", "numbers"], "ran rain.ipynb"),
        (["notebooks"], "stored: "),
        (["accept", "data/rain.csv"], "nothing to accept"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_who_writes_waits_and_says_so(
    weather: Path, tmp_path: Path, start: Start, command: list[str], told: str
) -> None:
    holder, _ = hold(start, weather, tmp_path)
    arguments = [str(weather / part) if part.startswith("data/") else part for part in command]
    second = start("-m", "press.cli", "--root", weather, *arguments)
    (said,) = lines(second, 1)
    assert said == "waiting for another press that is at work on this book"
    assert second.poll() is None
    assert holder.stdin is not None
    holder.stdin.close()
    rest, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0, rest
    assert told in rest


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux lists them")
def test_the_lock_of_a_killed_process_is_free_even_while_its_children_are_alive(
    weather: Path, tmp_path: Path, start: Start
) -> None:
    holder, children = hold(start, weather, tmp_path)
    holder.kill()
    holder.wait()
    # It would say that it waits.
    with locked(weather, pytest.fail):
        assert all(map(is_alive, children))
