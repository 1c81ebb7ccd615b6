"""The checks of press and those that extensions of a book add in their ``setup_press()``, and how they run: all faults are told at once, without a build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from press.checks.bibliography import works
from press.checks.blocks import OPENINGS, pictures, remarks, setup_openings_check
from press.checks.check import Check, Fault, Material, Stage, rule_of
from press.checks.citation_file import citation_file
from press.checks.collect import Collector, Mark
from press.checks.config_file import settings
from press.checks.counterparts import counterparts, differences
from press.checks.data import (
    drafts,
    results,
    sources,
    tables,
    undescribed_tables,
    words_of_tables,
)
from press.checks.languages import alphabets, alphabets_of_labels, languages, languages_of_labels
from press.checks.links import addresses
from press.checks.numbers import numbers, numbers_in_sentences, typed_digits
from press.checks.slips import slips
from press.checks.structure import front_matter, named_chapters, structure
from press.checks.style import style, style_of_labels
from press.checks.translations import catalogues, untranslated
from press.core.errors import PressError
from press.core.project import make_writable
from press.core.reading import line_of
from press.core.registry import Registry
from press.core.settings import CONFIG, WITHOUT_CHECKS, Settings
from press.core.sources import source_files
from press.core.text import check_merge_conflicts, near_names
from press.data.sources import Sources
from press.notebooks.execute import Reporter
from press.notebooks.run import Book, run_book

_OWN = (
    *(settings, tables, sources, works, citation_file, addresses, undescribed_tables, drafts, words_of_tables),
    *(named_chapters, structure, front_matter),
    *(alphabets_of_labels, style_of_labels, catalogues, languages_of_labels),
    results,
)
CHECKS: Registry[Check] = Registry("check", {check.name: check for check in _OWN})
_COLLECTORS: dict[str, Collector] = {
    "slips": slips,
    "pictures": pictures,
    "numbers": numbers,
    "remarks": remarks,
    "typed-digits": typed_digits,
    "alphabets": alphabets,
    "style": style,
    "languages": languages,
    "translations": untranslated,
    "numbers-in-sentences": numbers_in_sentences,
}
ALONE: Registry[Collector] = Registry("collector", _COLLECTORS)
# Gets the marks of one document in the first language and in another, all those of one name; yields what differs.
Comparison = Callable[[Sequence[Mark], Sequence[Mark]], Iterable[Fault]]
COMPARED: dict[str, tuple[Collector, Comparison]] = {"parity": (counterparts, differences)}


def collected() -> dict[str, str]:
    """Return the names of the checks of documents that Sphinx has read, with their rules."""
    comparisons = {name: compare for name, (_, compare) in COMPARED.items()}
    found: dict[str, Callable[..., object]] = {**ALONE, **comparisons, OPENINGS: setup_openings_check}
    return {name: rule_of(find) for name, find in found.items()}


def chosen_checks(chosen: Iterable[str] = (), without: Collection[str] = ()) -> list[Check]:
    """Return the checks of which ``chosen`` has the name or the kind, by default all but those to go ``without``; raise PressError where it names none."""
    wanted, kinds = set(chosen), dict.fromkeys(check.kind for check in CHECKS.values())
    known = list(dict.fromkeys([*kinds, *CHECKS, *collected()]))
    for name in wanted.difference(known):
        near = get_close_matches(name, known, n=3, cutoff=0.5) or known
        raise PressError(f"there is no check '{name}'", remedy=f"name a check or a kind such as {', '.join(near)}")
    # A kind may have the name of one of its checks.
    return [
        check
        for check in CHECKS.values()
        if ({check.name, check.kind} & wanted if wanted else check.name not in without)
    ]


def runs_notebooks(chosen: Iterable[str]) -> bool:
    """Return whether the checks that `chosen_checks` gives run notebooks; of names that are not known yet they may."""
    names = list(chosen)
    known = {name for check in CHECKS.values() for name in (check.name, check.kind)}
    return not known.issuperset(names) or any(check.stage is Stage.RESULTS for check in chosen_checks(names))


@dataclass
class Checked:
    """The outcome of checks: the book with its notebooks as they ran, where their results were needed; faults."""

    book: Book | None
    faults: list[str]


def check_unmerged(root: Path) -> None:
    """Raise a PressError where a source is no file, or a merge is unfinished, which would be told as many other faults."""
    files = source_files(root)
    for path in files:
        # Who reads a pipe or a device waits, maybe for ever; chapters are left out, and told to be missing.
        if path.exists() and not path.is_file() and path.suffix != ".md":
            remedy = "remove it, and restore the file from version control"
            raise PressError("this is no file, but a pipe, a device or a socket", file=path, remedy=remedy)
    check_merge_conflicts(files, root)


def check_sources(
    sources: Sources,
    names: Sequence[str] | None = (),
    reporter: Reporter | None = None,
    known: Book | None = None,
    *,
    needs_book: bool = False,
) -> Checked:
    """Run the checks of a book whose ``sources`` are loaded that have one of ``names`` or are of a kind of this name: all for ``()``, none for None.

    Stale notebooks are run, which ``reporter`` tells, as soon as all they read and the contents were found sound, where results are checked or
    the caller ``needs_book``. Where they are ``known`` not to have to run, they are not looked at.
    """
    chosen = [] if names is None else chosen_checks(names, _left_out(sources.settings))
    return run_checks(sources, chosen, reporter, known, needs_book=needs_book)


def run_checks(
    sources: Sources,
    checks: Iterable[Check],
    reporter: Reporter | None = None,
    book: Book | None = None,
    *,
    needs_book: bool = False,
) -> Checked:
    """Run ``checks`` as `check_sources` does, and tell each fault once with the name of its check."""
    material, is_whole, told = Material(sources), True, list[str]()
    # What is told of sources that cannot be read, by file: what else stumbles over the same file has nothing to add.
    unread: dict[str, str] = {}

    def run_notebooks() -> None:
        nonlocal book, material
        if unread:
            return
        make_writable(sources.settings.build)
        try:
            book = book or run_book(sources, reporter or Reporter())
            material = Material(sources, book.results)
        except PressError as error:
            unread[str(error.file or error)] = str(error)

    for check in sorted(checks, key=lambda check: check.stage):
        if check.stage is Stage.RESULTS:
            run_notebooks()
            if unread:
                break
        for fault in _found(check, material):
            if isinstance(fault, PressError):
                unread.setdefault(str(fault.file or fault), str(fault))
            else:
                told.append(f"{fault.words} [{check.name}]")
                is_whole = is_whole and check.stage is not Stage.STRUCTURE
    if needs_book and is_whole:
        run_notebooks()
    return Checked(book if is_whole else None, list(dict.fromkeys([*unread.values(), *told])))


def _found(check: Check, material: Material) -> Iterator[Fault | PressError]:
    try:
        yield from check.find(material) or ()
    except PressError as error:
        yield error


def _left_out(settings: Settings) -> tuple[str, ...]:
    """Return the names of the checks that the book goes without; raise PressError where one is none."""
    known = [*CHECKS, *collected()]
    for name in settings.without_checks:
        if name not in known:
            path = settings.root / CONFIG
            message, remedy = f"{WITHOUT_CHECKS}: there is no check '{name}'", f"write {near_names(name, known)}"
            raise PressError(message, file=path, line=line_of(path, WITHOUT_CHECKS), remedy=remedy)
    return settings.without_checks
