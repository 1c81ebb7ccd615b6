"""Checks that need no build: data, bibliography, chapters in step, numbers from roles, letters of one alphabet in a word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from press.alphabets import mixed_words
from press.catalogues import book_translations
from press.claims import check_claims, load_claims
from press.editions import chapter_files, check_chapters
from press.errors import PressError
from press.finding_checks import findings_out_of_place
from press.notebooks import read_notebook
from press.plurals import load_nouns
from press.prose import Block, blocks, typed_digits
from press.references import BIBLIOGRAPHY, check_bibliography, read_library
from press.role_checks import Known, role_faults
from press.settings import Settings, load_settings
from press.tables import check_citations, load_table, table_names
from press.textfile import read_utf8
from press.verdict_checks import check_recomputed_origins, check_verdicts
from press.vocabulary import load_vocabulary


def check_book(root: Path) -> list[str]:
    """Check the book at ``root``; return a line for each kind of thing checked, or raise one PressError with all faults."""
    settings = load_settings(root)
    check_chapters(settings)
    tables = check_sources(settings)
    faults = [*typed_numbers(settings), *unknown_names(settings), *out_of_step(settings), *mixed_words(settings)]
    faults += findings_out_of_place(settings)
    if faults:
        raise PressError("\n".join(faults))
    chapters = len(chapter_files(settings, settings.languages[0]))
    return [
        f"{tables} tables are valid and as their checksums say",
        f"{len(settings.notebooks)} notebooks, the bibliography and the catalogues can be read",
        f"{chapters} chapters in {len(settings.languages)} languages use the same numbers, citations, labels and embeds",
        "every digit in prose comes from a role, and every role names what is there",
        "no word mixes alphabets",
    ]


def check_sources(settings: Settings) -> int:
    """Read everything but the chapters, each a PressError where it cannot be read; return the number of tables."""
    root = settings.root
    load_vocabulary(root, settings.languages)
    load_nouns(root, settings.languages)
    check_claims(root, settings.languages)
    check_verdicts(root)
    check_recomputed_origins(root, [path.stem for path in settings.notebooks])
    tables = [load_table(name, root) for name in table_names(root)]
    if (root / BIBLIOGRAPHY).is_file():
        check_bibliography(root / BIBLIOGRAPHY)
    check_citations(root)
    for path in settings.notebooks:
        read_notebook(path)
    for language in settings.languages:
        book_translations(settings, language)
    return len(tables)


def _chapters(settings: Settings) -> Iterator[tuple[str, Path, str]]:
    for language in settings.languages:
        for name in chapter_files(settings, language):
            path = Path(settings.book, language, name)
            yield language, path, read_utf8(settings.root / path)


def typed_numbers(settings: Settings) -> list[str]:
    """A line for each number that is typed into a chapter instead of coming from data."""
    return [
        f"{path}:{line}: the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
        for _, path, text in _chapters(settings)
        for line, digits in typed_digits(text, settings.names)
    ]


def unknown_names(settings: Settings) -> list[str]:
    """A line for each number or citation of a chapter that names nothing there is, or has an option it cannot have."""
    known = _known(settings)
    return [
        f"{path}:{line}: {fault}"
        for language, path, text in _chapters(settings)
        for block in blocks(text)
        for line, fault in role_faults(block, language, known)
    ]


def _known(settings: Settings) -> Known:
    bibliography = settings.root / BIBLIOGRAPHY
    works = [entry.key for entry in read_library(bibliography).entries] if bibliography.is_file() else []
    nouns = load_nouns(settings.root, settings.languages)
    return Known(load_claims(settings.root), [path.stem for path in settings.notebooks], works, nouns)


def out_of_step(settings: Settings) -> list[str]:
    """A line for each chapter, with the first block whose numbers, citations, labels or embeds differ from the default's."""
    default, *others = settings.languages
    faults = []
    for name in chapter_files(settings, default):
        original = _blocks(settings, default, name)
        for language in others:
            pairs = zip_longest(original, _blocks(settings, language, name))
            fault = next((_difference(settings, name, language, a, b) for a, b in pairs if _differ(a, b)), "")
            faults += [fault] if fault else []
    return faults


def _blocks(settings: Settings, language: str, name: str) -> list[Block]:
    return blocks(read_utf8(settings.root / settings.book / language / name))


def _differ(first: Block | None, second: Block | None) -> bool:
    return first is None or second is None or first.marks != second.marks


def _difference(settings: Settings, name: str, language: str, first: Block | None, second: Block | None) -> str:
    default = settings.languages[0]
    if first is None or second is None:
        longer, shorter = (default, language) if first else (language, default)
        place = _place(settings, longer, name, first or second)
        other = f"{settings.book}/{shorter}/{name}"
        return f"{place}: has a paragraph more than {other}; add its counterpart there, or remove it here"
    places = " and ".join(_place(settings, tag, name, block) for tag, block in ((default, first), (language, second)))
    ours, theirs = set(first.marks), set(second.marks)
    only = [f"only {default}: {', '.join(sorted(ours - theirs))}"] if ours - theirs else []
    only += [f"only {language}: {', '.join(sorted(theirs - ours))}"] if theirs - ours else []
    told = "; ".join(only) or "the same things, but not as often"
    return f"{places} are out of step: {told}; let the same paragraph of both hold the same"


def _place(settings: Settings, language: str, name: str, block: Block | None) -> str:
    return f"{settings.book}/{language}/{name}" + (f":{block.line}" if block else "")
