"""Make what is stale: checks and notebooks first, then the editions in parallel child processes, then one site of all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from press.checks.check import CHAPTERS, DATA, KINDS
from press.checks.counterparts import PARITY
from press.checks.registry import chosen_checks
from press.checks.sphinx_warnings import SphinxWarning, warning_lines
from press.core.digests import Inputs, read_stamp, stamp_file, write_stamp
from press.core.errors import PressError, machine_fault
from press.core.formats import FORMATS, PAGES, doctree_folder, edition_output
from press.core.jobs import BEGUN, ChildDiedError, Job, Outcome, Run, Say, can_fork, timed
from press.core.project import dated
from press.core.settings import Settings
from press.core.source_files import check_merges, source_files
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.chapters import english_titles, sources_of
from press.make.checking import checked_book, faults_of_editions
from press.make.editions import (
    READ,
    PageInView,
    import_sphinx,
    make_edition,
    make_index,
    make_pages,
    make_pdf,
    make_shared,
)
from press.make.inputs import common_inputs, notebook_inputs, text_inputs, with_formats
from press.make.sphinx_run import kept_warnings
from press.notebooks.results import shown_digests
from press.notebooks.run import Book, cached_book, say_nothing
from press.site.join import publish

CHECKED = "data, contents and numbers checked"
# The names of jobs; of those for an edition the second word, behind its language.
SHARED_FILES, INDEXED = ("files that all editions share",), ("search index",)
PAGES_MADE = FORMATS[PAGES].kind
_ENDED = "build again; if it ends again, close other programs, as the memory may be used up"


def make_site(settings: Settings, say: Say, builders: Sequence[str]) -> None:
    """Make what is stale, and publish the site.

    The arguments are those of `press.make.book.build_book`.
    """
    plan = planned(settings, builders, say)
    make(plan, plan.jobs(builders), say)
    with timed("site joined", say):
        publish(settings)


@dataclass(frozen=True)
class Plan:
    """The ``book``, what all editions are made from (``common``), the inputs of each by language, and the ``stale`` languages."""

    book: Book
    common: Inputs
    inputs: dict[str, Inputs]
    stale: list[str]

    @property
    def settings(self) -> Settings:
        """Return the settings of the book."""
        return self.book.sources.settings

    def jobs(self, builders: Sequence[str], front: PageInView | None = None) -> list[Job]:
        """Return the jobs that make what is stale, in the formats of ``builders``.

        While somebody looks at the page in ``front``, its edition comes first, pages alone are made, and the process that makes those waits for
        the next change.
        """
        epoch = dated(self.settings.root)
        pages, sources, pdfs, others = list[Job](), list[Job](), list[Job](), list[Job]()
        for language in sorted(self.stale, key=lambda language: front is not None and language != front.language):
            edition = (self.book, language, epoch)
            if front is not None:
                stays = language == front.language or len(self.stale) == 1
                pages.append(Job((language, PAGES_MADE), make_pages, (*edition, front), stays=stays))
                continue
            for builder in builders:
                kind = FORMATS[builder].kind
                made = Job((language, kind), make_edition, (*edition, builder), expendable=True)
                if builder == PAGES:
                    pages.append(made)
                    continue
                # Once documents are read.
                made = replace(made, after=((language, READ),))
                if FORMATS[builder].is_compiled:
                    made = replace(made, name=(language, f"source of the {kind}"))
                    printed = (self.settings, language, epoch)
                    sources.append(made)
                    pdfs.append(Job((language, kind), make_pdf, printed, (made.name,), expendable=True))
                else:
                    others.append(made)
        shared = Job(SHARED_FILES, make_shared, (self.book, epoch))
        index = Job(INDEXED, make_index, (self.settings,), tuple(job.name for job in pages), expendable=True)
        return [shared, *pages, *sources, *pdfs, *others, index]


def planned(settings: Settings, builders: Sequence[str], say: Say, last: Plan | None = None) -> Plan:
    """Check the book with ``settings``, run its stale notebooks, and return the plan for it.

    The book of the ``last`` plan is used again if only the text of chapters has changed since. Raises PressError where something is wrong.
    """
    # Digests before anything is read, so that what is saved meanwhile counts as changed.
    common, texts = common_inputs(settings), text_inputs(settings)
    check_merges(source_files(settings.root), settings.root)
    sources = sources_of(settings)
    book: Book | None = None
    if last and last.common == common and last.book.sources.chapters == sources.chapters:
        book = last.book
    else:
        with suppress(PressError):  # the checks report it with all else
            book = cached_book(sources)
    stamp, checks = stamp_file(settings, "checked"), chosen_checks((), settings.without_checks)
    changed = [name for name, _ in common.items() ^ (read_stamp(stamp) or {}).items()]
    # What was sound and has not changed is so still: chapters alone are looked at, or they and tables.
    of_tables = all(name.startswith("data/") and not name.startswith(f"{VOCABULARY_FOLDER}/") for name in changed)
    kinds = {CHAPTERS} if book and not changed else {DATA, CHAPTERS} if of_tables else {*KINDS}
    with timed(CHECKED, say if DATA in kinds else say_nothing):
        checks = {name: check for name, check in checks.items() if check.kind in kinds}
        book, faults = checked_book(sources, checks, say, book)
    if faults or not book:
        raise PressError("\n".join(faults))
    # Digests from before the notebooks ran override those of files that they have read for the first time.
    common = {**notebook_inputs(settings), **common}
    write_stamp(stamp, common)
    titles = {"titles of chapters in English": repr(sorted(english_titles(settings).items()))}
    inputs, stale = dict[str, Inputs](), list[str]()
    for language in settings.languages:
        before = read_stamp(stamp_file(settings, language))
        shown = {**shown_digests(book.notebooks, language), **titles}
        of_edition = {**common, **texts[language], **shown}
        inputs[language] = with_formats(of_edition, builders)
        is_there = edition_output(settings, language, PAGES).is_dir()
        if not is_there or before != with_formats(of_edition, builders, before):
            stale.append(language)
    return Plan(book, common, inputs, stale)


def make(
    plan: Plan,
    jobs: list[Job],
    say: Say,
    follow: Callable[[Job | None, object], bool] = lambda job, said: False,
    **options: Any,
) -> None:
    """Run ``jobs`` in parallel, as many at a time as there are processors, and stamp the editions that are made.

    ``follow`` gets all that is told of jobs, and returns whether to halt; ``options`` are further ones of `press.core.jobs.Run`.

    Raises PressError with the faults of all editions, or with that of the machine, which ends all.
    """
    for language in plan.stale:
        stamp_file(plan.settings, language).unlink(missing_ok=True)
    if can_fork():
        import_sphinx()
    making = _Making(plan, say)
    with Run([*jobs], **options) as run:
        for job, said in run:
            is_in_vain = making.note(job, said)
            if follow(job, said) or is_in_vain:
                run.halt()
    making.conclude(jobs)


@dataclass
class _Making:
    """The outcomes of the jobs of a build so far, by name, and the notes that were told."""

    plan: Plan
    say: Say
    outcomes: dict[tuple[str, ...], Outcome] = field(default_factory=dict)
    notes: set[str] = field(default_factory=set)

    def note(self, job: Job | None, said: object) -> bool:
        """Tell what begins, what is made, and what is to be known of it.

        Return whether all pages are made and something is wrong, as PDFs and EPUBs would have it, too. Raises PressError for a fault of the
        machine, as all other jobs would fail the same way.
        """
        if job and said == BEGUN:
            self.say(f"making {' '.join(job.name)} ...")
        elif job and isinstance(said, Outcome):
            self.outcomes[job.name] = said
            if not said.error:
                self.say(f"{' '.join(job.name)}  {said.seconds:.1f} s")
            elif fault := machine_fault(said.error):
                raise fault
            for note in warning_lines(warning for warning in said.value or () if warning.is_note):
                if note not in self.notes:
                    self.say(note)
                self.notes.add(note)
            if job.name[1:] == (PAGES_MADE,):
                return self.outcomes.keys() >= {(tag, PAGES_MADE) for tag in self.plan.stale} and bool(self.faults())
        return False

    def faults(self) -> list[str]:
        """Return what is told of the warnings of Sphinx, of what editions do not have in common, and of jobs that have failed."""
        settings = self.plan.settings
        is_compared = self.plan.stale and PARITY not in settings.without_checks
        gathered = {tag: kept_warnings(doctree_folder(settings, tag)) for tag in settings.languages if is_compared}
        blocks = {tag: edition.blocks for tag, edition in gathered.items() if edition}
        warnings, problems = list[SphinxWarning](), list[str]()
        for name in sorted(self.outcomes, key=lambda name: [*settings.languages, *name].index(name[0])):
            outcome = self.outcomes[name]
            warnings += [warning for warning in outcome.value or () if not warning.is_note]
            problems += [f"{' '.join(name)}:\n{_message(outcome.error)}"] if outcome.error else []
        return [*faults_of_editions(settings, warnings, blocks), *problems]

    def conclude(self, jobs: Sequence[Job]) -> None:
        """Stamp the editions of which all ``jobs`` are done; raise PressError with all that is wrong."""
        if faults := self.faults():
            raise PressError("\n".join(faults))
        for language in self.plan.stale:
            names = {job.name for job in jobs if job.name[0] == language}
            if names and names <= self.outcomes.keys():
                write_stamp(stamp_file(self.plan.settings, language), self.plan.inputs[language])


def is_sound(outcome: Outcome) -> bool:
    """Return whether a job has succeeded without a warning that stops a build."""
    return not outcome.error and all(warning.is_note for warning in outcome.value or ())


def _message(error: BaseException) -> str:
    if isinstance(error, PressError):
        return str(error)
    if isinstance(error, ChildDiedError):
        return f"the program that makes it ended before its time: {error}\n  What to do: {_ENDED}"
    raise error
