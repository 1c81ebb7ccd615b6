"""Jobs in child processes: their order, what follows a failure, an interruption or a death, and how many run side by side."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.child_tasks import die, double, fail, hang, note, remember

from press.core.errors import PressError
from press.core.jobs import ChildDiedError, Idle, Job, Outcome, Run, end_idle, run_jobs


@pytest.fixture
def idle() -> Iterator[Idle]:
    """Processes that wait for their next job, ended after the test."""
    found: Idle = {}
    yield found
    end_idle(found)


def hung(job: Job, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Return the outcome of a job of which nothing is heard for long once it hangs."""
    clock, late = time.monotonic, 0
    monkeypatch.setattr("press.core.jobs.time.monotonic", lambda: clock() + late)
    with Run([job], silence=600) as run:
        for _, event in run:
            late += 1000 * (event == "about to hang")
    return event


@pytest.mark.usefixtures("way")
def test_each_job_gives_its_value_or_its_error() -> None:
    both = [Job("double", double, (21,)), Job("fail", fail, ("a.md",))]
    outcomes = run_jobs(both)
    error = outcomes["fail"].error
    assert outcomes["double"].value == 42
    assert str(error) == "a.md:3: wrong\n  What to do: mend it"
    assert isinstance(error, PressError)
    assert any("child_tasks.py" in line and "in fail" in line for line in error.__notes__)


@pytest.mark.usefixtures("forked")
def test_a_job_waits_for_those_after_which_it_comes(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    chain = [
        Job("b", note, (str(log), "b"), after=("a",)),
        Job("c", note, (str(log), "c"), after=("b",)),
        Job("a", note, (str(log), "a")),
    ]
    run_jobs(chain, at_once=3)
    assert log.read_text(encoding="utf-8") == "abc"


@pytest.mark.usefixtures("forked")
def test_what_comes_after_a_failure_is_not_begun_and_the_rest_is() -> None:
    four = [
        Job("a", fail, ("a.md",)),
        Job("b", double, (1,), after=("a",)),
        Job("c", double, (2,), after=("b",)),
        Job("d", double, (3,)),
    ]
    assert set(run_jobs(four)) == {"a", "d"}


@pytest.mark.usefixtures("forked")
def test_an_interruption_ends_all_children_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt), Run([Job("a", hang)]) as run:
        next(iter(run))
        raise KeyboardInterrupt
    assert time.monotonic() - started < 20


@pytest.mark.usefixtures("forked")
def test_a_child_that_dies_is_told_with_how_it_ended() -> None:
    assert "SIGKILL" in str(run_jobs([Job("a", die)])["a"].error)


def begin_others(log: str) -> None:
    """Leave a program and a copy of this process, which would go on for long."""
    program = subprocess.Popen(["sleep", "60"])
    if (copy := os.fork()) == 0:
        time.sleep(60)
    Path(log).write_text(f"{program.pid} {copy}", encoding="utf-8")


def begin_others_and_die(log: str) -> None:
    begin_others(log)
    os._exit(3)


def begin_others_and_hang(log: str) -> None:
    begin_others(log)
    hang()


def is_at_work(number: str) -> bool:
    """Return whether a process goes on. One that is ended may take a moment to be gone."""
    for _ in range(100):
        try:
            if Path(f"/proc/{number}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] in "ZX":
                return False
        except OSError:
            return False
        time.sleep(0.05)
    return True


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize("task", [begin_others, begin_others_and_hang, begin_others_and_die])
def test_all_that_a_child_has_begun_ends_with_it_at_once(
    task: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log, started = tmp_path / "log", time.perf_counter()
    error = hung(Job("a", task, (str(log),)), monkeypatch).error
    begun = log.read_text(encoding="utf-8").split()
    assert len(begun) == 2
    assert not any(map(is_at_work, begun))
    assert time.perf_counter() - started < 30
    assert task is not begin_others_and_die or "code 3" in str(error)
    if task is begin_others_and_hang:
        assert isinstance(error, ChildDiedError) and error.said == "about to hang" and "without a word" in str(error)


@pytest.mark.usefixtures("way")
def test_a_job_that_stays_is_done_by_the_process_that_did_the_last_of_its_name(idle: Idle) -> None:
    first = run_jobs([Job("a", remember, (1,), stays=True), Job("b", os.getpid)], idle=idle)
    again = run_jobs([Job("a", remember, (2,), stays=True), Job("b", os.getpid)], idle=idle)
    (process, left), (same, more) = first["a"].value, again["a"].value
    assert process == same
    assert (left, more) == (0, 1)
    assert first["b"].value != again["b"].value


@pytest.mark.usefixtures("forked")
def test_a_process_stays_after_a_fault_of_the_book_and_is_replaced_after_others_or_its_death(idle: Idle) -> None:
    run_jobs([Job("a", remember, (1,), stays=True)], idle=idle)
    run_jobs([Job("a", fail, ("a.md",), stays=True)], idle=idle)
    assert run_jobs([Job("a", remember, (1,), stays=True)], idle=idle)["a"].value[1] == 1
    run_jobs([Job("a", divmod, (1, 0), stays=True)], idle=idle)
    process, before = run_jobs([Job("a", remember, (2,), stays=True)], idle=idle)["a"].value
    assert before == 0
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert run_jobs([Job("a", remember, (2,), stays=True)], idle=idle)["a"].value[0] != process


@pytest.mark.usefixtures("forked")
def test_processes_end_that_are_not_retained(idle: Idle) -> None:
    three = [Job(name, remember, (1,), stays=True) for name in ("en", "kk", "ru")]
    run_jobs(three, idle=idle)
    end_idle(idle, ["kk", "ru"])
    left = {name: outcome.value[1] for name, outcome in run_jobs(three, idle=idle).items()}
    assert left == {"en": 0, "kk": 1, "ru": 1}
