"""Make what is stale: checks and notebooks, then the editions in parallel child processes, then one site of all."""

from __future__ import annotations

import os
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from typing import Any

from press.checks.reading import SphinxWarning
from press.checks.registry import COMPARED
from press.core.errors import PressError, machine_fault
from press.core.formats import PAGES
from press.core.jobs import (
    ChildDiedError,
    HaltError,
    Job,
    Kept,
    Listener,
    Outcome,
    Say,
    StoppedError,
    can_fork,
    run_jobs,
    timed,
)
from press.core.memory import available_memory
from press.core.outputs import Site, doctree_folder
from press.core.settings import Settings
from press.make.checking import told
from press.make.parts import forget_made, note_made, note_unfinished, part_name
from press.make.plan import CHECKED, Plan, plan
from press.make.progress import Progress, name_of
from press.make.sphinx_run import read_kept
from press.make.tasks import EditionError, warm
from press.site.publish import publish

# Bytes that a job may take: Typst holds the whole book in memory.
_OF_A_JOB = 1 << 30
# Seconds that a step may take, ten times what the largest known book takes on a busy machine.
_LONGEST = 1800.0
_ENDED = "build again; if it ends again, close other programs, as the memory may be used up"


def make_site(settings: Settings, say: Say, why: Say | None = None) -> Site:
    """Make what is stale, and publish the site; the arguments are those of `press.make.book.build_book`."""
    planned = plan(settings, say, why)
    jobs = planned.jobs()
    if (index_job := planned.index_job()).after:
        # Right after the jobs for pages, which are the first: indexing takes longer than an EPUB, which may be the last job.
        last = max(number for number, job in enumerate(jobs) if job.name in index_job.after)
        jobs.insert(last + 1, index_job)
    make(settings, planned, jobs, say)
    with timed("site joined", say):
        return publish(settings)


def make(
    settings: Settings,
    planned: Plan,
    jobs: list[Job],
    say: Say,
    listener: Listener | None = None,
    kept: Kept | None = None,
) -> None:
    """Run ``jobs`` in parallel, as many at a time as there are processors, and stamp the parts that are made.

    ``listener`` is called for jobs that succeeded. Raises PressError with the faults that checks have found, or else those of all parts.
    """
    if not jobs:
        return
    forget_made(settings, planned.stale)
    making = _Making(settings, planned, Progress(jobs, say), say, listener or Listener())
    try:
        processors, memory = os.cpu_count() or 1, available_memory()
        at_once = processors if memory is None else min(processors, memory // _OF_A_JOB) or 1
        run_jobs(jobs, making.as_listener(), at_once=at_once, silence=_LONGEST, kept=kept)
    except StoppedError as stopped:
        raise KeyboardInterrupt(
            "; ".join(f"{name_of(job)}, {seconds:.0f} s" for job, _, seconds in stopped.at_work)
        ) from None
    making.raise_problems(jobs)


@dataclass
class _Making:
    """The jobs of a build at work: the ``problems`` that they end with, and a fault of the machine, which ends them all."""

    settings: Settings
    planned: Plan
    progress: Progress
    say: Say
    listener: Listener
    problems: dict[Hashable, str] = field(default_factory=dict)
    # What Sphinx has warned of, by part.
    warnings: dict[Hashable, list[SphinxWarning]] = field(default_factory=dict)
    fault_of_machine: PressError | None = None

    def as_listener(self) -> Listener:
        """Return a listener for all jobs, which imports what making needs while the checks run."""
        return replace(
            self.listener,
            begun=self.progress.begun,
            still=self.progress.still,
            finished=self.finished,
            meanwhile=warm if can_fork() else None,
        )

    def finished(self, job: Job, outcome: Outcome) -> None:
        """Stamp the part that a job has made, or note why it has not; raises HaltError where no other job is of use."""
        if outcome.error is not None:
            self._failed(job.name, outcome.error)
            return
        self.progress.finished(job, outcome.seconds)
        for note in outcome.value or ():
            self.say(note)
        part: Any = job.name
        if part in self.planned.stale:
            note_made(self.settings, part, self.planned.stale[part])
        self.listener.finished(job, outcome)

    def _failed(self, part: Any, error: BaseException) -> None:
        if fault := machine_fault(error):
            # All other jobs would fail the same way.
            self.fault_of_machine = fault
            raise HaltError
        if isinstance(error, EditionError):
            self.warnings[part] = error.warnings
            note_unfinished(self.settings, part)
            return
        message = _message(error)
        self.problems[part] = f"{part_name(part)}:\n{message}" if part in self.planned.stale else message
        if part in self.planned.stale and isinstance(error, PressError):
            note_unfinished(self.settings, part)
        if part == CHECKED:
            raise HaltError

    def raise_problems(self, jobs: list[Job]) -> None:
        """Raise a PressError with the fault of the machine, those that checks have found, or else those of all parts."""
        if self.fault_of_machine:
            raise self.fault_of_machine
        if CHECKED in self.problems:
            raise PressError(self.problems[CHECKED])
        found = [one for job in jobs for one in self.warnings.get(job.name, ())]
        told_of = self._told(found)
        if self.problems or told_of:
            failed = (job for job in jobs if job.name in self.problems)
            # A part that follows a failed one fails for the same reason.
            first = (job.name for job in failed if not (self.problems.keys() | self.warnings.keys()) & {*job.after})
            raise PressError("\n".join([*told_of, *(self.problems[name] for name in first)]))

    def _told(self, warnings: list[SphinxWarning]) -> list[str]:
        """Return what is told of ``warnings``, and of what the pages that are made now and those of other editions do not have in common."""
        settings, made = self.settings, [part for part in self.planned.stale if part[1:] == (PAGES,)]
        languages = settings.languages if made else ()
        marks = {language: read_kept(doctree_folder(settings, language)).marks for language in languages}
        found = told(settings, warnings, marks, COMPARED.keys() - {*settings.without_checks})
        # So that the next build, which reads nothing, compares them again.
        for part in made if found else ():
            note_unfinished(settings, part)
        return found


def _message(error: BaseException) -> str:
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return f"the program that makes it ended before its time: {error}\n  What to do: {_ENDED}"
    raise error
