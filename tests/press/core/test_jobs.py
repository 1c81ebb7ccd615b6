"""Jobs in child processes: their order, what follows a failure or an interruption, and how many run side by side."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest
from child_tasks import double, fail, hang, note, speak, wait_for

from press.core.children import processes
from press.core.children.work import Job, Limits, Outcome
from press.core.jobs import FOLLOW, HaltError, Listener, StoppedError, run_jobs


@pytest.mark.usefixtures("way")
def test_each_job_gives_its_value_or_its_error() -> None:
    told: list[str] = []
    jobs = [Job("double", double, (21,)), Job("fail", fail, ("a.md",))]
    outcomes = run_jobs(jobs, listener=Listener(lambda job, outcome: told.append(str(job.name))))
    assert outcomes["double"].value == 42
    assert str(outcomes["fail"].error) == "a.md:3: wrong\n  What to do: mend it"
    assert sorted(told) == ["double", "fail"]


@pytest.mark.usefixtures("forked")
def test_a_job_waits_for_the_one_that_it_follows(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.touch()
    jobs = [
        Job("b", note, (str(log), "b"), after=("a",)),
        Job("c", note, (str(log), "c"), after=("b",)),
        Job("a", note, (str(log), "a")),
    ]
    run_jobs(jobs, Limits(at_once=3))
    assert log.read_text(encoding="utf-8") == "abc"


def test_the_parent_has_something_to_do_while_children_are_at_work(tmp_path: Path) -> None:
    awaited = tmp_path / "awaited"
    steps = [awaited.touch]
    jobs = [Job("a", wait_for, (str(awaited),)), Job("b", double, (1,))]
    outcomes = run_jobs(
        jobs, Limits(2, heartbeat_timeout=60), Listener(meanwhile=lambda: steps.pop() if steps else None)
    )
    assert outcomes["a"].value is True
    assert outcomes["b"].value == 2


@pytest.mark.usefixtures("forked")
def test_what_follows_a_failure_is_not_begun_and_the_rest_is() -> None:
    outcomes = run_jobs(
        [
            Job("a", fail, ("a.md",)),
            Job("b", double, (1,), after=("a",)),
            Job("c", double, (2,), after=("b",)),
            Job("d", double, (3,)),
        ]
    )
    assert set(outcomes) == {"a", "d"}


@pytest.mark.usefixtures("forked")
def test_an_interrupt_ends_all_children_at_once() -> None:
    def interrupt(job: Job, outcome: Outcome) -> None:
        raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_jobs([Job("a", double, (1,)), Job("b", hang)], Limits(at_once=2), Listener(interrupt))
    assert time.monotonic() - started < 20


@pytest.mark.usefixtures("forked")
def test_who_stops_all_is_told_what_was_at_work() -> None:
    def interrupt(job: Job, said: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(StoppedError) as stopped:
        run_jobs([Job("a", hang)], listener=Listener(heard=interrupt))
    ((job, said, seconds),) = stopped.value.at_work
    assert (job.name, said) == ("a", "about to hang")
    assert seconds >= 0


def release(path: str) -> bool:
    processes.say(FOLLOW)
    return wait_for(path)


@pytest.mark.usefixtures("forked")
def test_what_follows_a_job_may_begin_as_soon_as_that_says_so(tmp_path: Path) -> None:
    awaited = tmp_path / "awaited"
    jobs = [Job("a", release, (str(awaited),)), Job("b", note, (str(awaited), "b"), follows=("a",))]
    assert run_jobs(jobs, Limits(at_once=2, heartbeat_timeout=60))["a"].value is True


@pytest.mark.usefixtures("forked")
def test_what_children_say_is_passed_on() -> None:
    heard: list[tuple[object, object]] = []
    listener = Listener(heard=lambda job, said: heard.append((job.name, said)))
    run_jobs([Job("a", speak, (2,))], listener=listener)
    assert heard == [("a", 0), ("a", 1)]


@pytest.mark.usefixtures("forked")
def test_an_interruption_ends_what_is_expendable_and_lets_the_rest_end_but_not_begin(tmp_path: Path) -> None:
    awaited = tmp_path / "awaited"
    ours, theirs = multiprocessing.Pipe()

    def interrupted() -> None:
        ours.recv()
        awaited.touch()
        raise HaltError

    jobs = [
        Job("a", wait_for, (str(awaited),)),
        Job("b", hang, expendable=True),
        Job("c", double, (1,), after=("a",)),
    ]
    listener = Listener(heard=lambda job, said: theirs.send(said), interrupted=interrupted, interrupt=ours)
    outcomes = run_jobs(jobs, Limits(at_once=2, heartbeat_timeout=60), listener)
    assert {name: outcome.value for name, outcome in outcomes.items()} == {"a": True}


@pytest.mark.usefixtures("forked")
def test_who_is_told_of_a_job_can_have_no_other_begun() -> None:
    def halt(job: Job, outcome: Outcome) -> None:
        raise HaltError

    jobs = [Job("a", double, (1,)), Job("b", double, (2,))]
    assert set(run_jobs(jobs, Limits(at_once=1), Listener(halt))) == {"a"}


def wait_and_leave(awaited: str, left: str) -> bool:
    wait_for(awaited)
    Path(left).touch()
    return True


def leave(path: str) -> None:
    Path(path).touch()


def is_there(path: str) -> bool:
    return Path(path).exists()


@pytest.mark.usefixtures("forked")
def test_a_job_that_finds_no_room_waits_while_a_smaller_one_begins(tmp_path: Path) -> None:
    small, large = str(tmp_path / "small"), str(tmp_path / "large")
    jobs = [
        Job("large", wait_and_leave, (small, large), memory=3),
        Job("as large", is_there, (large,), memory=3),
        Job("small", leave, (small,), memory=2),
    ]
    outcomes = run_jobs(jobs, Limits(at_once=3, heartbeat_timeout=60, together=5))
    assert outcomes["as large"].value is True


@pytest.mark.usefixtures("forked")
def test_a_job_that_is_larger_than_the_room_is_done_alone() -> None:
    jobs = [Job("larger", double, (21,), memory=7), Job("other", double, (1,), memory=7)]
    outcomes = run_jobs(jobs, Limits(at_once=2, together=5))
    assert (outcomes["larger"].value, outcomes["other"].value) == (42, 2)


@pytest.mark.usefixtures("forked")
def test_where_the_room_is_not_known_jobs_of_any_size_are_done_side_by_side(tmp_path: Path) -> None:
    one, other = str(tmp_path / "one"), str(tmp_path / "other")
    jobs = [Job("a", meet, (one, other), memory=1 << 50), Job("b", meet, (other, one), memory=1 << 50)]
    outcomes = run_jobs(jobs, Limits(at_once=2, heartbeat_timeout=60))
    assert outcomes["a"].value is outcomes["b"].value is True


def meet(own: str, other: str) -> bool:
    leave(own)
    return wait_for(other)
