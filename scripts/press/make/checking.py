"""Check a book: what stands beside the chapters first, then the chapters, as Sphinx reads them, an edition in each child process."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from press.checks.check import CHAPTERS, Fault
from press.checks.collect import Marks, marks_of
from press.checks.collectors import COMPARED
from press.checks.reading import CHECK, CheckBuilder
from press.checks.registry import CHECKS, collected
from press.checks.run import Checked, check_sources, check_unmerged
from press.checks.sphinx_warnings import NOTES, Gathered, SphinxWarning, joined
from press.core.errors import PressError
from press.core.files import remove, write_whole
from press.core.jobs import Job, can_fork, run_jobs
from press.core.settings import Settings
from press.edition.chapters import edition_docname
from press.edition.load import load_sources
from press.make.sphinx_run import sphinx
from press.make.tasks import collect_rarely, warm
from press.notebooks.book import Book
from press.notebooks.execute import Reporter

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

# The name of all that Sphinx warns of, beside those of the collectors.
SPHINX = "sphinx"


def check_book(root: Path, names: Sequence[str] = (), reporter: Reporter | None = None) -> Checked:
    """Run the checks of the book at ``root`` that have one of ``names`` or are of a kind of this name, by default all but those that it goes without.

    Raises one PressError with all faults. Where what stands beside the chapters is not sound, the chapters are not read.
    """
    check_unmerged(root)
    sources = load_sources(root)
    known = {SPHINX, *collected()}
    chosen = known.intersection(names) if names and CHAPTERS not in names else known
    beside = {name for check in CHECKS.values() for name in (check.name, check.kind)}
    others = [name for name in names if name in beside or name not in chosen]
    checked = check_sources(sources, others if others or not names else None, reporter, needs_book=bool(chosen))
    found = list(checked.faults)
    if checked.book and chosen:
        found += chapter_faults(checked.book, chosen - {*sources.settings.without_checks})
    if found:
        raise PressError("\n".join(found))
    return checked


def chapter_faults(book: Book, names: Collection[str]) -> list[str]:
    """Return what is wrong with the chapters of all editions, of what has one of ``names``."""
    settings = book.sources.settings
    if can_fork():
        warm()
    outcomes = run_jobs([Job(language, read_edition, (book, language)) for language in settings.languages])
    for outcome in outcomes.values():
        if outcome.error:
            raise outcome.error
    editions: dict[str, ReadEdition] = {language: outcomes[language].value for language in settings.languages}
    found = [one for edition in editions.values() for one in edition.warnings if one.kind not in NOTES]
    warnings = [one for one in found if _name_of(one.kind) in names]
    marks = {language: edition.marks for language, edition in editions.items()}
    return [*joined(warnings), *compare(settings, marks, names, {one.place for one in warnings})]


def _name_of(kind: str) -> str:
    """Return the name of the check that a warning of ``kind`` is of."""
    name = kind.removeprefix("press.")
    return name if name in collected() else SPHINX


def compare(
    settings: Settings, marks: Mapping[str, Marks], names: Collection[str], causes: Collection[str] = ()
) -> Iterator[str]:
    """Yield what the editions do not have in common, where it does not follow from another fault, whose places are ``causes``."""
    first, *others = settings.languages
    for language in others:
        for docname, ours in marks.get(first, {}).items():
            theirs = marks.get(language, {}).get(edition_docname(docname, settings, language), ())
            for name in [name for name in COMPARED if name in names]:
                sides = [[mark for mark in side if mark.kind == name] for side in (ours, theirs)]
                faults: list[Fault] = list(COMPARED[name][1](*sides))
                yield from (f"{fault.words} [{name}]" for fault in faults if fault.follows.isdisjoint(causes))


class ReadEdition(NamedTuple):
    """What reading an edition gave: the warnings of Sphinx, and what collectors found in its documents."""

    warnings: list[SphinxWarning]
    marks: Marks


def read_edition(book: Book, language: str) -> ReadEdition:
    """Read what has changed in an edition since it was checked last; return the warnings of all its documents.

    Sphinx warns only of what it reads and resolves, so that the warnings of each document are kept beside the environment.
    """
    collect_rarely()
    settings = book.sources.settings
    folder = settings.build / "press" / CHECK / language
    file, kept = folder / "warnings.pickle", Gathered()
    if file.is_file():
        kept = pickle.loads(file.read_bytes())
        # Until this run has come to its end, what is kept is not that of the environment.
        file.unlink()
    else:
        remove(folder)
    apps: list[Sphinx] = []

    def forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        kept.read.pop(docname, None)
        kept.resolved.pop(docname, None)

    def begin(app: Sphinx, gathered: Gathered) -> None:
        apps.append(app)
        app.connect("env-purge-doc", forget)

    with sphinx(book, language, CHECK, folder / "out", folder / "doctrees", begin) as build:
        found = build()
    if not apps or found.failed:
        return ReadEdition(found.all(), {})
    (app,) = apps
    assert isinstance(app.builder, CheckBuilder)
    for docname in app.builder.resolved:
        kept.resolved.pop(docname, None)
    if app.builder.resolved:
        kept.resolved.pop("", None)
    kept = Gathered([], {**kept.read, **found.read}, {**kept.resolved, **found.resolved})
    write_whole(file, pickle.dumps(kept))
    return ReadEdition([*found.early, *kept.all()], dict(marks_of(app.env)))
