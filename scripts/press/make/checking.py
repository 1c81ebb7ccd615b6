"""Check a book: all but the chapters first, then the chapters, as Sphinx reads them, an edition in each child process."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from press.checks.check import CHAPTERS, Check
from press.checks.counterparts import PARITY, differences
from press.checks.registry import CHECKS, check_sources, chosen_checks, of_chapters
from press.checks.sphinx_warnings import CHECK, SPHINX, Blocks, Gathered, SphinxWarning, warning_lines
from press.core.errors import PressError
from press.core.formats import checked_doctrees, doctree_folder
from press.core.jobs import Job, Say, can_fork, run_jobs
from press.core.settings import Settings
from press.core.source_files import check_merges, source_files
from press.data.sources import Sources
from press.edition.chapters import edition_docname, load_sources
from press.make.editions import import_sphinx
from press.make.sphinx_run import copy_as_read, run
from press.notebooks.results import place_in_notebook
from press.notebooks.run import Book, run_book, say_nothing

_PLACE = re.compile(r"\S+:\d+")
_CELL = re.compile(r"(\S+\.ipynb):(\d+)")


def check_book(root: Path, names: Sequence[str] = (), say: Say = say_nothing) -> bool:
    """Run the checks of the book at ``root`` whose name or kind is in ``names``, by default all that it does not exclude.

    Return whether there was something to ``say`` that is no fault. Raises one PressError with all faults.
    Where anything else is not sound, the chapters are not read.
    """
    check_merges(source_files(root), root)
    sources = load_sources(root)
    known = {SPHINX, *of_chapters()}
    chosen = known.intersection(names) if names and CHAPTERS not in names else known
    # Names of both kinds of checks may be given, or of one; without names all run.
    of_files = {name for key, check in CHECKS.items() for name in (key, check.kind)}
    others = [name for name in names if name in of_files or name not in chosen]
    without = sources.settings.without_checks
    checks = chosen_checks(others, without) if others or not names else {}
    notes = list[str]()
    if chosen:
        book, faults = checked_book(sources, checks, say)
        more, notes = chapter_faults(book, chosen) if book else ([], [])
        # What a check has told a listener of Sphinx may raise as well.
        told = tuple(fault.rpartition(" [")[0] for fault in faults)
        faults += [fault for fault in more if fault.removeprefix(f"{sources.root}/") not in told]
    else:
        faults, _ = check_sources(sources, checks)
    for note in notes:
        say(note)
    if faults:
        raise PressError("\n".join(faults))
    return bool(notes)


def checked_book(
    sources: Sources, checks: Mapping[str, Check], say: Say, book: Book | None = None
) -> tuple[Book | None, list[str]]:
    """Return the book and what is wrong with it beside its chapters, by ``checks``.

    Run its stale notebooks unless it is known.

    None where what notebooks and chapters rest on is not sound, or a notebook failed.
    """
    faults, is_sound = check_sources(sources, checks)
    try:
        return (book or run_book(sources, say) if is_sound else None), faults
    except PressError as error:
        return None, [str(error), *faults]


def chapter_faults(book: Book, names: Collection[str]) -> tuple[list[str], list[str]]:
    """Return what is wrong with the chapters of all editions, of what has one of ``names``, and what only is to be known."""
    settings = book.sources.settings
    if can_fork():
        import_sphinx()
    outcomes = run_jobs([Job(language, read_edition, (book, language)) for language in settings.languages])
    for outcome in outcomes.values():
        if outcome.error:
            raise outcome.error
    editions: dict[str, Gathered] = {language: outcomes[language].value for language in settings.languages}
    all_warnings = [each for edition in editions.values() for each in edition.all() if _name_of(each.kind) in names]
    warnings = [warning for warning in all_warnings if not warning.is_note]
    is_compared = PARITY in {*names}.difference(settings.without_checks)
    blocks = {language: edition.blocks for language, edition in editions.items()} if is_compared else {}
    notes = warning_lines(each for each in all_warnings if each.is_note)
    return faults_of_editions(settings, warnings, blocks), notes


def _name_of(kind: str) -> str:
    """Return the name of the check that a warning of ``kind`` is of."""
    name = kind.removeprefix("press.")
    return name if name in of_chapters() else SPHINX


def faults_of_editions(
    settings: Settings, warnings: Sequence[SphinxWarning], blocks: Mapping[str, Blocks]
) -> list[str]:
    """Return messages on the ``warnings`` of all editions, and on differences between their ``blocks``.

    A difference at a line of which there is a warning follows from that most often, and is left out.
    """
    first, *others = settings.languages
    in_cells = lambda place: f"{place[1]}: {place_in_notebook(settings.root / place[1], int(place[2]))}"  # noqa: E731
    causes, faults = {warning.place for warning in warnings}, warning_lines(warnings)
    for language in others:
        for docname, ours in blocks.get(first, {}).items():
            theirs = blocks.get(language, {}).get(edition_docname(docname, settings, language), ())
            apart = (fault for fault in differences(ours, theirs) if causes.isdisjoint(_PLACE.findall(fault)))
            faults += [f"{_CELL.sub(in_cells, fault)} [{PARITY}]" for fault in apart]
    return faults


def read_edition(book: Book, language: str) -> Gathered:
    """Read what has changed in an edition since it was checked last, or built; return what was found in all its documents."""
    doctrees = checked_doctrees(book.sources.settings, language)
    if not doctrees.exists():
        copy_as_read(doctree_folder(book.sources.settings, language), doctrees)
    return run(book, language, CHECK, doctrees=doctrees)
