"""Functions in child processes: what comes back, and what happens to those that hang, die or take too much."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from press.core.children import processes, work
from press.core.children.memory import available_memory
from press.core.children.processes import ChildDiedError
from press.core.children.trees import lead_others
from press.core.children.work import Job, Limits, MemoryLimitError, Outcome, WorkerPool
from press.core.errors import PressError
from press.core.jobs import FOLLOW, HaltError, Listener, StoppedError, run_jobs


def double(number: int) -> int:
    return 2 * number


def fail(place: str) -> None:
    raise PressError("wrong", file=place, line=3, remedy="mend it")


def hang() -> None:
    processes.say("about to hang")
    time.sleep(60)


def speak(times: int) -> str:
    for number in range(times):
        time.sleep(0.2)
        processes.say(number)
    return "done"


def die() -> None:
    os.write(2, b"last words\n")
    os.kill(os.getpid(), signal.SIGSEGV)


def take(size: int) -> int:
    return len(bytearray(size))


def note(path: str, name: str) -> None:
    time.sleep(0.1)
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(name)


@pytest.fixture(params=["forked", "fresh"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children of both kinds."""
    monkeypatch.setitem(processes._FORKING, "safe", request.param == "forked")


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forked children, whatever other tests have started in this process: nothing here can wait for it."""
    monkeypatch.setitem(processes._FORKING, "safe", True)


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


def wait_for(path: str) -> bool:
    while not Path(path).exists():
        time.sleep(0.01)
    return True


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
def test_a_child_that_hangs_is_ended_and_the_last_that_it_said_is_known() -> None:
    started = time.monotonic()
    error = run_jobs([Job("a", hang)], Limits(heartbeat_timeout=0.5))["a"].error
    assert time.monotonic() - started < 20
    assert isinstance(error, ChildDiedError)
    assert error.said == "about to hang"
    assert "without a word" in str(error)


@pytest.mark.usefixtures("forked")
def test_a_child_that_speaks_is_waited_for() -> None:
    assert run_jobs([Job("a", speak, (8,))], Limits(heartbeat_timeout=1.2))["a"].value == "done"


@pytest.mark.usefixtures("forked")
def test_a_child_that_dies_is_told_with_what_it_printed() -> None:
    error = run_jobs([Job("a", die)])["a"].error
    assert "SIGSEGV" in str(error)
    assert error is not None
    assert any("last words" in note for note in error.__notes__)


@pytest.mark.usefixtures("forked")
def test_memory_is_limited() -> None:
    outcomes = run_jobs([Job("small", take, (1 << 20,)), Job("large", take, (4 << 30,))], Limits(memory=2 << 30))
    assert outcomes["small"].value == 1 << 20
    assert isinstance(outcomes["large"].error, MemoryError)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whom it kills first")
def test_a_child_is_killed_before_its_parent_where_memory_runs_out() -> None:
    (outcome,) = run_jobs([Job("adj", Path("/proc/self/oom_score_adj").read_text)]).values()
    assert int(outcome.value) > int(Path("/proc/self/oom_score_adj").read_text(encoding="ascii"))


@pytest.mark.usefixtures("forked")
def test_an_interrupt_ends_all_children_at_once() -> None:
    def interrupt(job: Job, outcome: Outcome) -> None:
        raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        run_jobs([Job("a", double, (1,)), Job("b", hang)], Limits(at_once=2), Listener(interrupt))
    assert time.monotonic() - started < 20


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


def copy_itself() -> str:
    """End twice: here, and in a copy."""
    os.fork()
    return "ended"


@pytest.mark.usefixtures("forked")
def test_a_copy_of_a_child_says_nothing_in_its_place() -> None:
    heard: list[object] = []
    outcomes = run_jobs(
        [Job("a", copy_itself), Job("b", double, (2,))],
        Limits(heartbeat_timeout=20),
        Listener(heard=lambda job, said: heard.append(said)),
    )
    assert (outcomes["a"].value, outcomes["b"].value) == ("ended", 4)
    assert heard == []


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


@pytest.mark.usefixtures("forked")
def test_who_stops_all_is_told_what_was_at_work() -> None:
    def interrupt(job: Job, said: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(StoppedError) as stopped:
        run_jobs([Job("a", hang)], listener=Listener(heard=interrupt))
    ((job, said, seconds),) = stopped.value.at_work
    assert (job.name, said) == ("a", "about to hang")
    assert seconds >= 0


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


@pytest.mark.usefixtures("forked")
def test_once_forking_is_forbidden_children_start_afresh() -> None:
    processes.forbid_forking()
    assert not processes.can_fork()
    assert run_jobs([Job("a", double, (2,))])["a"].value == 4


def remember(number: int) -> tuple[int, int]:
    """The process, and what the call before left there."""
    before = os.environ.get("LEFT", "0")
    os.environ["LEFT"] = str(number)
    return os.getpid(), int(before)


@pytest.fixture
def standing_by() -> Iterator[WorkerPool]:
    """Processes that may wait, ended after the test."""
    processes_of_test = WorkerPool()
    yield processes_of_test
    processes_of_test.end()


@pytest.mark.usefixtures("way")
def test_a_job_that_stays_is_done_by_the_process_that_did_the_last_of_its_name(standing_by: WorkerPool) -> None:
    jobs = [Job("a", remember, (1,), stays=True), Job("b", os.getpid)]
    first = run_jobs(jobs, standing_by=standing_by)
    again = run_jobs([Job("a", remember, (2,), stays=True), Job("b", os.getpid)], standing_by=standing_by)
    (process, left), (same, more) = first["a"].value, again["a"].value
    assert process == same
    assert (left, more) == (0, 1)
    assert first["b"].value != again["b"].value


@pytest.mark.usefixtures("forked")
def test_a_process_whose_job_failed_does_not_wait_for_another(standing_by: WorkerPool) -> None:
    run_jobs([Job("a", remember, (1,), stays=True)], standing_by=standing_by)
    run_jobs([Job("a", fail, ("a.md",), stays=True)], standing_by=standing_by)
    assert run_jobs([Job("a", remember, (2,), stays=True)], standing_by=standing_by)["a"].value[1] == 0


@pytest.mark.usefixtures("forked")
def test_a_process_that_was_ended_from_outside_is_replaced(standing_by: WorkerPool) -> None:
    process, _ = run_jobs([Job("a", remember, (1,), stays=True)], standing_by=standing_by)["a"].value
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    outcome = run_jobs([Job("a", remember, (2,), stays=True)], standing_by=standing_by)["a"]
    assert outcome.value[0] != process


@pytest.mark.usefixtures("forked")
def test_processes_end_that_are_not_retained(standing_by: WorkerPool) -> None:
    jobs = [Job(name, remember, (1,), stays=True) for name in ("en", "kk", "ru")]
    run_jobs(jobs, standing_by=standing_by)
    standing_by.retain(["kk", "ru"])
    left = {name: outcome.value[1] for name, outcome in run_jobs(jobs, standing_by=standing_by).items()}
    assert left == {"en": 0, "kk": 1, "ru": 1}
    standing_by.end()
    assert not standing_by.waiting


def hear_and_double() -> int:
    return 2 * int(processes.hear())


@pytest.mark.usefixtures("way")
def test_a_job_may_have_begun_before_and_wait_for_a_word(standing_by: WorkerPool) -> None:
    standing_by.begun["a"] = processes.ChildProcess((hear_and_double, ()))
    assert standing_by.begun["a"].ask(21)
    assert run_jobs([Job("a", die)], standing_by=standing_by)["a"].value == 42
    assert not standing_by.begun


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
