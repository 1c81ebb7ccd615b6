"""A child process says what it did, however it ends, and its copies say nothing in its place."""

from __future__ import annotations

import os

import pytest
from child_tasks import die, double

from press.core.children import processes
from press.core.children.work import Job, Limits
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
