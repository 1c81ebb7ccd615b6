"""Plan a build: find the stale parts of a book and their inputs, and define the jobs that make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from press.checks.registry import check_sources, check_unmerged
from press.core.errors import PressError
from press.core.formats import PAGES
from press.core.jobs import Job, Say, timed
from press.core.last_change import dated
from press.core.outputs import SHARED
from press.core.settings import Settings
from press.core.stamps import Inputs
from press.data.sources import Sources
from press.edition.load import sources_of
from press.make.inputs import notebook_inputs
from press.make.pages import Front, make_pages
from press.make.parts import Part, part_inputs, remove_unfinished, stale_parts, with_results
from press.make.tasks import check, make_edition, make_index, make_shared, warm
from press.notebooks.book import Book, cached_book
from press.notebooks.execute import Reporter, say_nothing

CHECKED = "data, chapters and numbers checked"
INDEXED = "pages indexed"


@dataclass
class Plan:
    """The ``book``, the ``inputs`` of all parts and of the notebooks, those of ``stale`` parts, and whether its sources are ``checked``."""

    book: Book
    inputs: dict[Part, Inputs]
    stale: dict[Part, Inputs]
    checked: bool

    def jobs(self, front: Front | None = None) -> list[Job]:
        """Return a job for each stale part, preceded by one for the checks, unless these have been made.

        All formats of an edition use the environment that Sphinx pickles for its pages, so that their jobs come after these. If somebody looks
        at a page, that in ``front``, its edition is made first, by a process that waits for the next change.
        """
        checks = [] if self.checked else [check_job(self.book.sources.settings, self.book)]
        order = sorted(
            self.stale, key=lambda part: (part[1:] != (PAGES,), front is not None and part[0] != front.language)
        )
        return checks + [self._job(part, front) for part in order]

    def _job(self, part: Part, front: Front | None) -> Job:
        book, epoch = self.book, dated(self.book.sources.root)
        if part == (SHARED,):
            return Job(part, make_shared, (book, part, epoch))
        pages, edited = (part[0], PAGES), {other[0] for other in self.stale if other != (SHARED,)}
        if part == pages and front is not None:
            stays = part[0] == front.language or len(edited) == 1
            return Job(part, make_pages, (book, part, epoch, front), stays=stays)
        after = (pages,) if part != pages and pages in self.stale else ()
        return Job(part, make_edition, (book, part, epoch), after, expendable=part != pages)

    def index_job(self) -> Job:
        """Return the job that makes the search indexes, to run after the stale pages are made."""
        pages = tuple(part for part in self.stale if part[1:] == (PAGES,))
        return Job(INDEXED, make_index, (self.book.sources.settings,), pages, expendable=True)


def check_job(settings: Settings, book: Book) -> Job:
    """Return the job that checks the sources of ``book``, whose notebooks are up to date."""
    return Job(CHECKED, check, (settings, book))


def plan(settings: Settings, say: Say, why: Say | None, last: Plan | None = None) -> Plan:
    """Return the plan for the book with ``settings``; of the ``last`` one the book is kept if only texts have changed since.

    If notebooks have to run, all checks are made now; otherwise they are left to a job. Raises PressError
    where something is wrong.
    """
    # Computed before anything is read, so that what is edited meanwhile counts as changed.
    inputs, reads = part_inputs(settings), notebook_inputs(settings)
    check_unmerged(settings.root)
    sources = sources_of(settings)
    made_from = {part: {**own, **reads} for part, own in inputs.items()}
    kept = last is not None and all(
        differ_in_texts_alone(last.inputs[part], made_from[part], sources) for part in inputs
    )
    known = last.book if last is not None and kept else _cached_book(sources)
    book = known or _checked_book(sources, say, why)
    remove_unfinished(settings)
    stale = dict(stale_parts(settings, with_results(inputs, book), why))
    # Those from before notebooks ran override those of files that they have read for the first time.
    reads = {**notebook_inputs(settings), **reads}
    return Plan(book, {part: {**own, **reads} for part, own in inputs.items()}, stale, known is None)


def differ_in_texts_alone(before: Inputs, now: Inputs, sources: Sources) -> bool:
    """Return whether two lists of inputs differ in nothing but the text of chapters."""
    texts = {f"{sources.settings.book}/{tag}/{name}" for tag, names in sources.chapters.items() for name in names}
    return before.keys() == now.keys() and {name for name in now if now[name] != before[name]} <= texts


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
