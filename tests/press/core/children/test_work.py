"""Jobs that hang or take long, and processes that stay for the next job."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from child_tasks import die, fail, hang, hear_and_double, remember, speak

from press.core.children import processes, work
from press.core.children.processes import ChildDiedError
from press.core.children.work import Job, Limits, WorkerPool
from press.core.jobs import Listener, run_jobs


@pytest.mark.usefixtures("forked")
def test_a_child_that_hangs_is_ended_and_the_last_that_it_said_is_known() -> None:
    started = time.monotonic()
    error = run_jobs([Job("a", hang)], Limits(heartbeat_timeout=0.5))["a"].error
    assert time.monotonic() - started < 20
    assert isinstance(error, ChildDiedError)
    assert error.last_message == "about to hang"
    assert "without a word" in str(error)


@pytest.mark.usefixtures("forked")
def test_a_child_that_speaks_is_waited_for() -> None:
    assert run_jobs([Job("a", speak, (8,))], Limits(heartbeat_timeout=1.2))["a"].value == "done"


@pytest.mark.usefixtures("forked")
def test_what_is_at_work_for_long_is_told_again_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_STILL", (0.1, 0.3))
    told: list[tuple[object, object, float]] = []
    run_jobs(
        [Job("a", speak, (4,))],
        listener=Listener(still=lambda job, said, seconds: told.append((job.name, said, seconds))),
    )
    assert [name for name, _, _ in told] == ["a"] * len(told)
    assert len(told) >= 3
    assert told[0][1] is None
    assert told[-1][1] in (0, 1, 2)
    assert told[-1][2] > told[0][2] >= 0.1


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    """Processes that may wait, ended after the test."""
    processes_of_test = WorkerPool()
    yield processes_of_test
    processes_of_test.end()


@pytest.mark.usefixtures("way")
def test_a_job_that_stays_is_done_by_the_process_that_did_the_last_of_its_name(pool: WorkerPool) -> None:
    jobs = [Job("a", remember, (1,), stays=True), Job("b", os.getpid)]
    first = run_jobs(jobs, pool=pool)
    again = run_jobs([Job("a", remember, (2,), stays=True), Job("b", os.getpid)], pool=pool)
    (process, left), (same, more) = first["a"].value, again["a"].value
    assert process == same
    assert (left, more) == (0, 1)
    assert first["b"].value != again["b"].value


@pytest.mark.usefixtures("forked")
def test_a_process_whose_job_failed_does_not_wait_for_another(pool: WorkerPool) -> None:
    run_jobs([Job("a", remember, (1,), stays=True)], pool=pool)
    run_jobs([Job("a", fail, ("a.md",), stays=True)], pool=pool)
    assert run_jobs([Job("a", remember, (2,), stays=True)], pool=pool)["a"].value[1] == 0


@pytest.mark.usefixtures("forked")
def test_a_process_that_was_ended_from_outside_is_replaced(pool: WorkerPool) -> None:
    process, _ = run_jobs([Job("a", remember, (1,), stays=True)], pool=pool)["a"].value
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    outcome = run_jobs([Job("a", remember, (2,), stays=True)], pool=pool)["a"]
    assert outcome.value[0] != process


@pytest.mark.usefixtures("forked")
def test_processes_end_that_are_not_retained(pool: WorkerPool) -> None:
    jobs = [Job(name, remember, (1,), stays=True) for name in ("en", "kk", "ru")]
    run_jobs(jobs, pool=pool)
    pool.retain(["kk", "ru"])
    left = {name: outcome.value[1] for name, outcome in run_jobs(jobs, pool=pool).items()}
    assert left == {"en": 0, "kk": 1, "ru": 1}
    pool.end()
    assert not pool.waiting


@pytest.mark.usefixtures("way")
def test_a_job_may_have_begun_before_and_wait_for_a_word(pool: WorkerPool) -> None:
    pool.begun["a"] = processes.ChildProcess((hear_and_double, ()))
    assert pool.begun["a"].send(21)
    assert run_jobs([Job("a", die)], pool=pool)["a"].value == 42
    assert not pool.begun
