"""The checks of press and those that extensions of a book add in their ``setup_press()``, and how they run: all faults are told at once, without a build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from press.checks.book_files import citation_file, front_matter, named_chapters, settings, structure
from press.checks.check import CHAPTERS, DATA, KINDS, WORDS, Check, Collector
from press.checks.counterparts import PARITY, differences
from press.checks.data import drafts, sources, tables, undescribed_tables, words_of_tables, works
from press.checks.languages import alphabets, alphabets_of_labels, languages, languages_of_labels
from press.checks.links import addresses
from press.checks.numbers import numbers, numbers_in_sentences, typed_digits
from press.checks.slips import pictures, remarks, slips
from press.checks.style import style, style_of_labels
from press.checks.translations import catalogues, untranslated
from press.core.errors import PressError
from press.core.project import make_writable
from press.core.reading import line_of
from press.core.registry import Registry
from press.core.settings import CONFIG, WITHOUT_CHECKS
from press.core.sources import source_files
from press.core.text import check_merge_conflicts, near_names
from press.data.sources import Sources
from press.notebooks.run import Book, Reporter, run_book

_CHECKS = {
    "settings": Check(DATA, settings),
    "tables": Check(DATA, tables),
    "sources": Check(DATA, sources),
    "works": Check(DATA, works),
    "citation-file": Check(DATA, citation_file),
    "addresses": Check(DATA, addresses),
    "undescribed": Check(DATA, undescribed_tables),
    "drafts": Check(DATA, drafts),
    "words of tables": Check(DATA, words_of_tables),
    "contents": Check(CHAPTERS, named_chapters),
    "structure": Check(CHAPTERS, structure),
    "front-matter": Check(CHAPTERS, front_matter),
    "alphabets-of-labels": Check(WORDS, alphabets_of_labels),
    "style-of-labels": Check(WORDS, style_of_labels),
    "catalogues": Check(WORDS, catalogues),
    "languages-of-labels": Check(WORDS, languages_of_labels),
}
CHECKS: Registry[Check] = Registry("check", _CHECKS)
# With faults of these no chapter is read.
_BEFORE_READING = ("contents", "front-matter")
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
COLLECTORS: Registry[Collector] = Registry("collector", _COLLECTORS)


def of_chapters() -> dict[str, Callable[..., object]]:
    """Return the checks of documents that Sphinx has read, by name."""
    return {**COLLECTORS, PARITY: differences}


def rules() -> list[tuple[str, str, str]]:
    """Return kind, name and rule of each check."""
    found: list[tuple[str, str, Callable[..., object]]] = [
        (each.kind, name, each.find) for name, each in CHECKS.items()
    ]
    found += [(CHAPTERS, name, find) for name, find in of_chapters().items()]
    return [
        (kind, name, " ".join((find.__doc__ or "").split()).removeprefix("Find ").rstrip("."))
        for kind, name, find in found
    ]


def chosen_checks(chosen: Iterable[str] = (), without: Collection[str] = ()) -> dict[str, Check]:
    """Return the checks of which ``chosen`` has the name or the kind, by default all but those to go ``without``; raise PressError where it names none."""
    wanted, known = set(chosen), [*KINDS, *CHECKS, *of_chapters()]
    for name in wanted.difference(known):
        near = get_close_matches(name, known, n=3, cutoff=0.5) or known
        raise PressError(f"there is no check '{name}'", remedy=f"name a check or a kind such as {', '.join(near)}")
    return {
        name: check
        for name, check in CHECKS.items()
        if ({name, check.kind} & wanted if wanted else name not in without)
    }


def read_chapters(names: Iterable[str]) -> bool:
    """Return whether the checks that have one of ``names``, or are of a kind of this name, look at chapters, and may run notebooks."""
    return not names or not {DATA, WORDS, *CHECKS}.issuperset(names)


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
    book: Book | None = None,
    *,
    needs_book: bool = False,
) -> Checked:
    """Run the checks of a book whose ``sources`` are loaded that have one of ``names`` or are of a kind of this name: all for ``()``, none for None.

    Where the caller ``needs_book``, stale notebooks are run, which ``reporter`` tells, unless they are known not to have to run: as soon as all
    they read and the contents were found sound.
    """
    without = sources.settings.without_checks
    for name in without:
        if name not in (known := [*CHECKS, *of_chapters()]):
            path = sources.root / CONFIG
            message, remedy = f"{WITHOUT_CHECKS}: there is no check '{name}'", f"write {near_names(name, known)}"
            raise PressError(message, file=path, line=line_of(path, WITHOUT_CHECKS), remedy=remedy)
    chosen = {} if names is None else chosen_checks(names, without)
    told, is_whole = list[str](), True
    # What is told of sources that cannot be read, by file: what else stumbles over the same file has nothing to add.
    unread: dict[str, str] = {}
    for name, check in sorted(chosen.items(), key=lambda item: KINDS.index(item[1].kind)):
        try:
            for fault in check.find(sources):
                if isinstance(fault, PressError):
                    unread.setdefault(str(fault.file or fault), str(fault))
                else:
                    told.append(f"{fault} [{name}]")
                    is_whole = is_whole and name not in _BEFORE_READING
        except PressError as error:
            unread.setdefault(str(error.file or error), str(error))
    if needs_book and is_whole and not unread:
        make_writable(sources.settings.build)
        try:
            book = book or run_book(sources, reporter or Reporter())
        except PressError as error:
            unread[str(error.file or error)] = str(error)
    return Checked(book if is_whole else None, list(dict.fromkeys([*unread.values(), *told])))
