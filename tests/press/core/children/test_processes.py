"""A child process says what it did, however it ends, and its copies say nothing in its place."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from child_tasks import die, double, fail

from press.core.children import processes
from press.core.children.work import Job, Limits
from press.core.errors import PressError
from press.core.jobs import Listener, run_jobs


@pytest.mark.usefixtures("forked")
def test_a_child_that_dies_is_told_with_what_it_printed() -> None:
    error = run_jobs([Job("a", die)])["a"].error
    assert "SIGSEGV" in str(error)
    assert error is not None
    assert any("last words" in note for note in error.__notes__)


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
def test_once_forking_is_forbidden_children_start_afresh() -> None:
    processes.forbid_forking()
    assert not processes.can_fork()
    assert run_jobs([Job("a", double, (2,))])["a"].value == 4


class UnpicklableError(Exception):
    """An error that no other process can have, as its arguments are not those that it was made with."""

    def __init__(self, one: str, other: str) -> None:
        super().__init__(f"{one} and {other}")


def raise_unpicklable() -> None:
    raise UnpicklableError("rain", "wind")


def return_unpicklable() -> object:
    return lambda: 1


@pytest.mark.usefixtures("forked")
@pytest.mark.parametrize(
    ("task", "told"),
    [(raise_unpicklable, "UnpicklableError: rain and wind"), (return_unpicklable, "<lambda>")],
)
def test_what_cannot_be_sent_is_told_in_words(task: Callable[[], object], told: str) -> None:
    error = run_jobs([Job("a", task)])["a"].error
    assert told in str(error)


@pytest.mark.usefixtures("forked")
def test_an_error_brings_along_where_it_was_raised() -> None:
    error = run_jobs([Job("a", fail, ("a.md",))])["a"].error
    assert isinstance(error, PressError)
    assert any("child_tasks.py" in note and "in fail" in note for note in error.__notes__)


@pytest.mark.usefixtures("forked")
def test_a_child_does_one_task_after_another_until_it_is_ended() -> None:
    child = processes.ChildProcess((double, (1,)))
    try:
        assert child.receive() == ("value", 2)
        assert child.send((fail, ("a.md",)))
        kind, error = child.receive()
        assert (kind, error.place) == ("error", "a.md:3")
        assert child.send((double, (21,)))
        assert child.receive() == ("value", 42)
    finally:
        child.kill()


@pytest.mark.usefixtures("forked")
def test_a_child_that_has_ended_takes_no_task_and_says_how_it_ended() -> None:
    child = processes.ChildProcess((os._exit, (7,)))
    with pytest.raises(EOFError):
        child.receive()
    assert child.how_it_ended() == "it ended by itself with the code 7"
    assert not child.send((double, (1,)))
    child.kill()


def test_a_process_that_is_no_child_has_nobody_to_tell() -> None:
    processes.say("not heard")
    with pytest.raises(AssertionError, match="only a child has a line to its parent"):
        processes.line()
