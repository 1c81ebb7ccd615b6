"""Makes what has to be made anew: checks and notebooks, the editions in children side by side, one site out of all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import Any

from press.build.parts import (
    JOINED,
    Part,
    forget_made,
    is_of_pages,
    joined_inputs,
    named,
    note_made,
    part_inputs,
    reason_to_make,
    remove_unfinished,
    stale_parts,
    with_results,
)
from press.build.tasks import make_edition, make_joined, make_shared, warm
from press.checks.run import Telling, check_sources, check_unmerged
from press.core import jobs as children
from press.core.errors import PressError
from press.core.formats import FORMATS, PAGES
from press.core.jobs import timed
from press.core.last_change import dated
from press.core.outputs import SHARED, Site, site_of
from press.core.processes import ChildDiedError, can_fork
from press.core.settings import Settings
from press.core.stamps import Inputs
from press.edition.load import sources_of
from press.notebooks.book import Book
from press.site.join import finish_pages, index_pages, join_pages, join_site

Say = Callable[[str], None]
Shown = Callable[[], None]
# Seconds that a step may take. The largest book here takes a tenth of it on a busy machine.
_LONGEST = 1800.0


def make_site(
    settings: Settings,
    say: Say,
    why: Say | None = None,
    shown: Shown | None = None,
    residents: children.Residents | None = None,
) -> Site:
    """Make what is out of date, and the site; the arguments are those of `press.build.book.build_book`."""
    # Found before anything is read, so that what changes in the meantime counts as changed.
    inputs = part_inputs(settings)
    with timed("data, chapters and numbers checked", say):
        check_unmerged(settings.root)
        telling = Telling(lambda name, seconds: say(f"ran {name}  {seconds:.1f} s"), why, warm)
        book = check_sources(sources_of(settings), telling=telling).book
    assert book  # as all checks were chosen
    remove_unfinished(settings)
    stale = dict(stale_parts(settings, with_results(inputs, book), why))
    if residents:
        residents.retain(_one_language(stale))
    first = _first(stale)
    show = _Showing(settings, say, first, shown) if shown and first and _has_all_files(settings) else None
    # A child that is not forked would import for longer than joining takes.
    jobs = _jobs(book, stale, first if can_fork() and not show else frozenset())
    _make(settings, stale, jobs, say, residents, show)
    if residents:
        residents.retain(_one_language(stale))
    return _join(settings, say)


def _first(stale: Iterable[Part]) -> frozenset[Part]:
    """The stale parts of which pages are made, if others are stale as well: those can be waited for."""
    pages = frozenset(filter(is_of_pages, stale))
    return pages if pages < set(stale) else frozenset()


class _Showing:
    """Shows new pages as soon as all ``parts`` that they need are made, PDFs and EPUBs or not."""

    def __init__(self, settings: Settings, say: Say, parts: Iterable[Part], shown: Shown) -> None:
        self._settings, self._say, self._shown = settings, say, shown
        self._missing, self._steps = set(parts), list[Callable[[], None]]()

    def made(self, part: Part) -> None:
        """Note that ``part`` was made well; if it was the last one, show the pages before anything else is begun."""
        if part not in self._missing:
            return
        self._missing.remove(part)
        if not self._missing:
            with timed("pages joined", self._say):
                finish_pages(self._settings)
            join_site(self._settings)
            self._shown()
            self._steps.append(self._index)

    def _index(self) -> None:
        index_pages(self._settings)
        note_made(self._settings, JOINED, joined_inputs(self._settings))

    def next_step(self) -> Callable[[], None] | None:
        """What is to be done beside PDFs and EPUBs: the search index of the new pages, which takes long."""
        return self._steps.pop() if self._steps else None


def _one_language(parts: Iterable[Part]) -> list[str]:
    """The places of the language to which all ``parts`` belong; none if they belong to several.

    A process that has printed a book takes more than a gigabyte, so that only the edition that is being edited keeps its own.
    """
    languages = {part[0] for part in parts if part[0] != SHARED}
    return [_place(language, builder) for language in languages for builder in FORMATS] if len(languages) == 1 else []


def _has_all_files(settings: Settings) -> bool:
    """Whether the files that pages offer are there, of the last build at least, for a site of pages that are newer."""
    return all(file.made.is_file() for file in site_of(settings).files)


def _join(settings: Settings, say: Say) -> Site:
    with timed("site joined", say):
        inputs = joined_inputs(settings)
        if reason_to_make(settings, JOINED, inputs):
            join_pages(settings)
            note_made(settings, JOINED, inputs)
        return join_site(settings)


def _make(
    settings: Settings,
    inputs: dict[Part, Inputs],
    jobs: list[children.Job],
    say: Say,
    residents: children.Residents | None,
    show: _Showing | None,
) -> None:
    """Make the stale parts side by side, as many at a time as there are processors; a PressError tells the faults of all."""
    if not inputs:
        return
    forget_made(settings, inputs)
    problems: dict[Hashable, str] = {}

    def finished(job: children.Job, outcome: children.Outcome) -> None:
        part: Any = job.name
        if outcome.error is not None:
            told = _told(outcome.error)
            problems[part] = told if part == JOINED else f"{named(part)}:\n{told}"
            return
        note_made(settings, part, joined_inputs(settings) if part == JOINED else inputs[part])
        say(f"{named(part)}  {outcome.seconds:.1f} s")
        for note in outcome.value or ():
            say(note)
        if show:
            show.made(part)

    if can_fork():
        warm()
    limits = children.Limits(silence=_LONGEST, together=children.available_memory())
    meanwhile = show.next_step if show else lambda: None
    children.run_jobs(jobs, limits, finished, residents, meanwhile)
    if problems:
        raise PressError("\n".join(problems[job.name] for job in jobs if job.name in problems))


def _jobs(book: Book, parts: Iterable[Part], first: frozenset[Part]) -> list[children.Job]:
    """A job for each part, which is handed down the book. All formats of an edition use what Sphinx reads for its pages, so that they follow them.

    When the parts in ``first`` are made, the pages are joined, beside the others.
    """
    jobs, epoch = [], dated(book.sources.root)
    for part in parts:
        arguments = (book, part, epoch)
        if part[0] == SHARED:
            jobs.append(children.Job(part, make_shared, arguments))
        else:
            pages = (part[0], PAGES)
            after = (pages,) if part != pages and pages in parts else ()
            jobs.append(children.Job(part, make_edition, arguments, after, _place(*part), _memory(book, *part)))
    if first:
        # Right after these, with which the parts begin: it takes longer than an EPUB, which may so be the last.
        jobs.insert(len(first), children.Job(JOINED, make_joined, (book.sources.settings,), tuple(first)))
    return jobs


def _place(language: str, builder: str) -> str:
    """Return where the format of an edition is made: by a process of its own, or by that which has made the pages."""
    return f"{language} {builder}" if FORMATS[builder].own_process else language


def _memory(book: Book, language: str, builder: str) -> int:
    """Return how many bytes making the edition takes at most."""
    return FORMATS[builder].bytes_for(len(book.sources.chapters[language]) + len(book.notebooks))


def _told(error: BaseException) -> str:
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return f"the program that makes it ended before its time: {error}"
    raise error
