"""Plan a build: find the stale parts of a book and their inputs, and define the jobs that make them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from press.checks.run import check_sources, check_unmerged
from press.core.children.work import Job
from press.core.errors import PressError
from press.core.formats import FORMATS, PAGES
from press.core.jobs import Say, timed
from press.core.last_change import dated
from press.core.outputs import SHARED
from press.core.settings import Settings
from press.core.stamps import Inputs
from press.data.sources import Sources
from press.edition.load import sources_of
from press.make.inputs import notebook_inputs
from press.make.parts import Part, part_inputs, remove_unfinished, stale_parts, with_results
from press.make.prepared import NOBODY_LOOKS, Front, make_pages
from press.make.tasks import check, make_edition, make_index, make_shared, warm
from press.notebooks.book import Book, cached_book
from press.notebooks.reporting import Reporter, say_nothing

CHECKED = "data, chapters and numbers checked"
INDEXED = "pages indexed"


@dataclass
class Plan:
    """The ``book``, the ``inputs`` of all parts and of the notebooks, those of ``stale`` parts, whether its sources are ``checked``, and the page in ``front``."""

    book: Book
    inputs: dict[Part, Inputs]
    stale: dict[Part, Inputs]
    checked: bool
    front: Front

    def jobs(self) -> list[Job]:
        """Return a job for each stale part, preceded by one for the checks, unless these have been made.

        All formats of an edition use the environment that Sphinx pickles for its pages, so that their jobs follow these.
        """
        checks = [] if self.checked else [check_job(self.book.sources.settings, self.book)]
        return checks + [self._job(part) for part in self.stale]

    def _job(self, part: Part) -> Job:
        book, epoch = self.book, dated(self.book.sources.root)
        if part == (SHARED,):
            return Job(part, make_shared, (book, part, epoch))
        pages, memory = (part[0], PAGES), self._memory(*part)
        if part == pages:
            return Job(part, make_pages, (book, part, epoch, self.front), memory=memory)
        follows = (pages,) if pages in self.stale else ()
        return Job(part, make_edition, (book, part, epoch), (), follows, stays=True, expendable=True, memory=memory)

    def _memory(self, language: str, builder: str) -> int:
        """Return an estimate of the most memory, in bytes, that making the edition takes."""
        return FORMATS[builder].bytes_for(len(self.book.sources.chapters[language]) + len(self.book.notebooks))

    def index_job(self) -> Job:
        """Return the job that makes the search indexes, to run after the stale pages are made."""
        pages = tuple(part for part in self.stale if part[1:] == (PAGES,))
        return Job(INDEXED, make_index, (self.book.sources.settings,), pages, expendable=True)


def check_job(settings: Settings, book: Book) -> Job:
    """Return the job that checks the sources of ``book``, whose notebooks are up to date."""
    return Job(CHECKED, check, (settings, book), stays=True)


def plan(
    settings: Settings,
    say: Say,
    why: Say | None,
    begun: Collection[Part] = (),
    front: Front = NOBODY_LOOKS,
    known: Book | None = None,
) -> Plan:
    """Return the plan for the book with ``settings``; the parts in ``begun`` are under way already.

    ``known`` is the book as it was loaded before, if only texts have changed since.
    If notebooks have to run, all checks are made now; otherwise they are left to a job. Raises PressError
    where something is wrong.
    """
    # Computed before anything is read, so that what is edited meanwhile counts as changed.
    inputs, reads = part_inputs(settings), notebook_inputs(settings)
    check_unmerged(settings.root)
    sources = sources_of(settings)
    known = known or _cached_book(sources)
    book = known or _checked_book(sources, say, why)
    remove_unfinished(settings, begun)
    all_inputs = with_results(inputs, book)
    stale = {**{part: all_inputs[part] for part in begun}, **dict(stale_parts(settings, all_inputs, why))}
    # Those from before notebooks ran override those of files that they have read for the first time.
    reads = {**notebook_inputs(settings), **reads}
    inputs = {part: {**own, **reads} for part, own in inputs.items()}
    return Plan(book, inputs, _in_order(stale, front.language), known is None, front)


def _cached_book(sources: Sources) -> Book | None:
    """Return the book if no notebook has to run, else None; also None where it cannot be loaded, which the checks report with all else."""
    try:
        return cached_book(sources)
    except PressError:
        return None


def _checked_book(sources: Sources, say: Say, why: Callable[[str], None] | None) -> Book:
    with timed(CHECKED, say):
        reporter = Reporter(say, why or say_nothing, warm)
        checked = check_sources(sources, reporter=reporter)
    if checked.faults:
        raise PressError("\n".join(checked.faults))
    assert checked.book  # as all checks were chosen
    return checked.book


def _in_order(stale: dict[Part, Inputs], language: str) -> dict[Part, Inputs]:
    """Return ``stale`` with the pages first, those in the ``language`` in front before the others; then the other parts likewise."""
    return {part: stale[part] for part in sorted(stale, key=lambda part: (part[1:] != (PAGES,), part[0] != language))}
