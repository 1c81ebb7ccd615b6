"""Make what is stale: checks and notebooks, then the editions in parallel child processes, then one site of all."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from press.build.parts import forget_made, named, note_made, note_unfinished
from press.build.plan import CHECKED, Plan, plan
from press.build.progress import Progress, name_of
from press.build.tasks import warm
from press.core.children.durations import Durations
from press.core.children.memory import available_memory
from press.core.children.processes import ChildDiedError, can_fork
from press.core.children.work import Job, Limits, Outcome, WorkerPool
from press.core.errors import PressError, machine_fault
from press.core.jobs import HaltError, Listener, Say, StoppedError, run_jobs, timed
from press.core.outputs import Site
from press.core.settings import Settings
from press.site.publish import publish

# Seconds that a step may take, ten times what the largest known book takes on a busy machine.
_LONGEST = 1800.0
_ENDED = "build again; if it ends again, close other programs, as the memory may be used up"


def make_site(settings: Settings, say: Say, why: Say | None = None) -> Site:
    """Make what is stale, and publish the site; the arguments are those of `press.build.book.build_book`."""
    planned = plan(settings, say, why)
    jobs = planned.jobs()
    if (indexing := planned.indexing()).after:
        # Right after the jobs for pages, which are the first: indexing takes longer than an EPUB, which may be the last job.
        last = max(number for number, job in enumerate(jobs) if job.name in indexing.after)
        jobs.insert(last + 1, indexing)
    make(settings, planned, jobs, say)
    with timed("site joined", say):
        return publish(settings)


def make(
    settings: Settings,
    planned: Plan,
    jobs: list[Job],
    say: Say,
    listener: Listener | None = None,
    standing_by: WorkerPool | None = None,
) -> None:
    """Run ``jobs`` in parallel, as many at a time as there are processors, and stamp the parts that are made.

    ``listener`` is called for jobs that succeeded. Raises PressError with the faults that checks have found, or else those of all parts.
    """
    if not jobs:
        return
    listener = listener or Listener()
    forget_made(settings, planned.stale)
    problems: dict[Hashable, str] = {}
    progress = Progress(jobs, Durations(settings.build), say)
    of_machine: list[PressError] = []

    def finished(job: Job, outcome: Outcome) -> None:
        part: Any = job.name
        if outcome.error is not None and (fault := machine_fault(outcome.error)):
            # All other jobs would fail the same way.
            of_machine.append(fault)
            raise HaltError
        if outcome.error is not None:
            told = _told(outcome.error)
            problems[part] = f"{named(part)}:\n{told}" if part in planned.stale else told
            if part in planned.stale and isinstance(outcome.error, PressError):
                note_unfinished(settings, part)
            if part == CHECKED:
                raise HaltError
            return
        progress.finished(job, outcome.seconds)
        for note in outcome.value or ():
            say(note)
        if part in planned.stale:
            note_made(settings, part, planned.stale[part])
        listener.finished(job, outcome)

    # While the checks run, which need none of these imports.
    steps = [warm] if can_fork() else []
    own = replace(
        listener,
        begun=progress.begun,
        still=progress.still,
        finished=finished,
        meanwhile=lambda: steps.pop() if steps else None,
    )
    try:
        run_jobs(jobs, Limits(heartbeat_timeout=_LONGEST, together=available_memory()), own, standing_by)
    except StoppedError as stopped:
        raise KeyboardInterrupt(
            "; ".join(f"{name_of(job)}, {seconds:.0f} s" for job, _, seconds in stopped.at_work)
        ) from None
    if of_machine:
        raise of_machine[0]
    if CHECKED in problems:
        raise PressError(problems[CHECKED])
    if problems:
        told = (job.name for job in jobs if job.name in problems and not problems.keys() & {*job.follows})
        raise PressError("\n".join(problems[name] for name in told))


def _told(error: BaseException) -> str:
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return f"the program that makes it ended before its time: {error}\n  What to do: {_ENDED}"
    raise error
