"""Makes what has to be made anew: checks and notebooks, the editions in children side by side, one site out of all."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from press.build.parts import forget_made, named, note_made, note_unfinished
from press.build.plan import CHECKED, Plan, plan
from press.build.tasks import warm
from press.core.errors import PressError
from press.core.jobs import (
    HaltError,
    Job,
    Limits,
    Listener,
    Outcome,
    Say,
    StandingBy,
    run_jobs,
    timed,
)
from press.core.outputs import Site
from press.core.processes import ChildDiedError, available_memory, can_fork
from press.core.settings import Settings
from press.site.publish import publish

# Seconds that a step may take. The largest book here takes a tenth of it on a busy machine.
_LONGEST = 1800.0


def make_site(settings: Settings, say: Say, why: Say | None = None) -> Site:
    """Make what is out of date, and the site; the arguments are those of `press.build.book.build_book`."""
    planned = plan(settings, say, why)
    jobs = planned.jobs()
    if (indexing := planned.indexing()).after:
        # Right after the pages, with which the jobs begin: it takes longer than an EPUB, which may so be the last.
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
    standing_by: StandingBy | None = None,
) -> None:
    """Do ``jobs`` side by side, as many at a time as there are processors, and note which parts are made.

    ``listener`` is told of jobs that went well. A PressError tells the faults that checks have found, or else those of all parts.
    """
    if not jobs:
        return
    listener = listener or Listener()
    forget_made(settings, planned.stale)
    problems: dict[Hashable, str] = {}

    def finished(job: Job, outcome: Outcome) -> None:
        part: Any = job.name
        if outcome.error is not None:
            told = _told(outcome.error)
            problems[part] = f"{named(part)}:\n{told}" if part in planned.stale else told
            if part in planned.stale and isinstance(outcome.error, PressError):
                note_unfinished(settings, part)
            if part == CHECKED:
                raise HaltError
            return
        say(f"{job.name if isinstance(part, str) else named(part)}  {outcome.seconds:.1f} s")
        for note in outcome.value or ():
            say(note)
        if part in planned.stale:
            note_made(settings, part, planned.stale[part])
        listener.finished(job, outcome)

    # Beside the checks, which need none of it.
    steps = [warm] if can_fork() else []
    own = replace(listener, finished=finished, meanwhile=lambda: steps.pop() if steps else None)
    run_jobs(jobs, Limits(silence=_LONGEST, together=available_memory()), own, standing_by)
    if CHECKED in problems:
        raise PressError(problems[CHECKED])
    if problems:
        told = (job.name for job in jobs if job.name in problems and not problems.keys() & {*job.follows})
        raise PressError("\n".join(problems[name] for name in told))


def _told(error: BaseException) -> str:
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return f"the program that makes it ended before its time: {error}"
    raise error
