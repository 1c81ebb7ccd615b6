"""Checks that need no build: data, chapters in step, numbers from roles, letters of one alphabet in a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from press.editions import chapter_files, check_chapters
from press.errors import PressError
from press.prose import Block, blocks, typed_digits
from press.settings import Settings, load_settings
from press.tables import load_table, table_names
from press.vocabulary import load_vocabulary

# A Latin letter beside a Cyrillic one within a word, which looks right and cannot be found or sorted.
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])[^\W\d_]*")


def check_book(root: Path) -> list[str]:
    """Check the book at ``root``; return a line for each kind of thing checked, or raise one PressError with all faults."""
    settings = load_settings(root)
    check_chapters(settings)
    load_vocabulary(root, settings.languages)
    tables = [load_table(name, root) for name in table_names(root)]
    faults = [*typed_numbers(settings), *out_of_step(settings), *mixed_words(settings)]
    if faults:
        raise PressError("\n".join(faults))
    chapters = len(chapter_files(settings, settings.languages[0]))
    return [
        f"{len(tables)} tables are valid and as their checksums say",
        f"{chapters} chapters in {len(settings.languages)} languages use the same numbers, citations, labels and embeds",
        "every digit in prose comes from a role",
        "no word mixes alphabets",
    ]


def _chapters(settings: Settings) -> Iterator[tuple[Path, str]]:
    for language in settings.languages:
        for name in chapter_files(settings, language):
            path = Path(settings.book, language, name)
            yield path, (settings.root / path).read_text(encoding="utf-8")


def typed_numbers(settings: Settings) -> list[str]:
    """A line for each number that is typed into a chapter instead of coming from data."""
    return [
        f"{path}:{line}: the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
        for path, text in _chapters(settings)
        for line, digits in typed_digits(text, settings.names)
    ]


def out_of_step(settings: Settings) -> list[str]:
    """A line for each block whose numbers, citations, labels or embeds differ from those of the default edition."""
    default, *others = settings.languages
    faults = []
    for name in chapter_files(settings, default):
        original = _blocks(settings, default, name)
        for language in others:
            pairs = zip_longest(original, _blocks(settings, language, name))
            fault = next((_difference(settings, name, default, language, a, b) for a, b in pairs if _differ(a, b)), "")
            faults += [fault] if fault else []
    return faults


def _blocks(settings: Settings, language: str, name: str) -> list[Block]:
    return blocks((settings.root / settings.book / language / name).read_text(encoding="utf-8"))


def _differ(first: Block | None, second: Block | None) -> bool:
    return first is None or second is None or first.marks != second.marks


def _difference(
    settings: Settings, name: str, default: str, language: str, first: Block | None, second: Block | None
) -> str:
    places = [
        f"{settings.book}/{tag}/{name}:{block.line}" if block else f"{settings.book}/{tag}/{name}: end"
        for tag, block in ((default, first), (language, second))
    ]
    ours, theirs = (set(block.marks) if block else set() for block in (first, second))
    only = [f"only {default}: {', '.join(sorted(ours - theirs))}"] if ours - theirs else []
    only += [f"only {language}: {', '.join(sorted(theirs - ours))}"] if theirs - ours else []
    told = "; ".join(only) or "the same things, but not as often"
    return f"{places[0]} and {places[1]} are out of step: {told}"


def mixed_words(settings: Settings) -> list[str]:
    """A line for each word of a chapter that mixes Latin and Cyrillic letters."""
    return [
        f"{path}:{number}: '{match[0]}' mixes Latin and Cyrillic letters; type it anew with one keyboard"
        for path, text in _chapters(settings)
        for number, line in enumerate(text.splitlines(), start=1)
        for match in _MIXED.finditer(re.sub(r"\{[a-z:]+\}`[^`]*`", " ", line))
    ]
