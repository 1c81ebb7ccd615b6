"""Find Latin letters that look like Cyrillic ones and stand where those should: such words look right and cannot be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.checks.check import WORDS, Fault, Material, check, fault_at
from press.core.caches import stamped
from press.core.settings import CONFIG, Settings
from press.core.text import read_utf8
from press.data.vocabulary import FOLDER

# A Latin letter beside a Cyrillic one within a word.
_MIXED = re.compile(r"[^\W\d_]*(?:[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z])[^\W\d_]*")
# A Latin letter alone before a Cyrillic word: small ones anywhere, capitals where a sentence begins ("plan B" is none).
_CYRILLIC_AFTER = r"\s+[\u0400-\u04ff]"
_LONE = re.compile(
    rf"(?<![^\s«„“(,])[aceiopxy](?={_CYRILLIC_AFTER})|(?:^|(?<=[.!?…]\s))[ABCEKOPTY](?={_CYRILLIC_AFTER})"
)
_LATIN_BEFORE = re.compile(r"[A-Za-z][\w’'-]*\W*$")
# Roles, code and formulas are no words; neither is the letter of an escape such as \n.
_NO_WORDS = re.compile(r"\{[a-z:]+\}`[^`]*`|`[^`]*`|\$[^$]*\$|\\[nrt]")


@check("words", WORDS, passed=lambda _: "no word mixes alphabets")
def words(material: Material) -> Iterator[Fault]:
    """Find words with a letter of the other alphabet, in chapters, labels, catalogues and the configuration."""
    for path in _texts(material.settings):
        for number, fault in _faults_by_line(read_utf8(path)):
            yield fault_at(path.relative_to(material.root), number, f"{fault}; type it anew with one keyboard")


@stamped
def _faults_by_line(text: str) -> tuple[tuple[int, str], ...]:
    lines = enumerate(text.splitlines(), start=1)
    return tuple((number, fault) for number, line in lines for fault in alphabet_faults(line))


def _texts(settings: Settings) -> Iterator[Path]:
    book = settings.root / settings.book
    for language in settings.languages:
        yield from sorted((book / language).rglob("*.md"))
    yield from sorted((settings.root / FOLDER).glob("*.csv"))
    yield from sorted((book / "locale").rglob("*.po"))
    yield settings.root / CONFIG


def alphabet_faults(line: str) -> Iterator[str]:
    """What is wrong with the alphabets of one line, a sentence for each word."""
    words = _NO_WORDS.sub(" ", line)
    for match in _MIXED.finditer(words):
        yield f"'{match[0]}' mixes Latin and Cyrillic letters"
    for match in _LONE.finditer(words):
        if not _LATIN_BEFORE.search(words[: match.start()]):
            yield f"'{match[0]}' is a Latin letter among Cyrillic words"
