"""Find Latin letters that look like those of another script and stand where those should: such words look right and cannot be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from docutils import nodes

from press.checks.check import WORDS, Fault, Material, check, fault_at
from press.checks.collect import Mark
from press.checks.typed import passages
from press.core.files import visible
from press.core.settings import CONFIG, Settings
from press.core.text import lines_of, read_utf8
from press.data.vocabulary import VOCABULARY_FOLDER
from press.language.catalogues import book_locale
from press.language.registry import LANGUAGES
from press.language.scripts import LIKE_LATIN, Script, script_of

# So far back a Latin word is looked for that a letter goes with.
_NEAR = 200
_LATIN_BEFORE = re.compile(r"[A-Za-z][\w’'-]*\W*$")
# Roles, code and formulas are no words; neither is the letter of an escape such as \n.
_NO_WORDS = re.compile(r"\{[a-z:]+\}(?:`[^`]*`)?|`[^`]*`|\$[^$]*\$|\\[nrt]")


_REMEDY = "type it anew with one keyboard"


def alphabets(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find words with a letter of the other alphabet."""
    scripts = scripts_beside_latin()
    for passage in passages(document):
        for place, fault in alphabet_faults(passage.whole, scripts):
            yield Mark("alphabets", passage.file, passage.line_at(place), f"{fault}; {_REMEDY}")


@check("alphabets-of-labels", WORDS)
def alphabets_of_labels(material: Material) -> Iterator[Fault]:
    """Find words with a letter of the other alphabet in labels, catalogues and the configuration."""
    scripts = scripts_beside_latin()
    for path in _texts(material.settings):
        for number, line in enumerate(lines_of(read_utf8(path)), start=1):
            for _, fault in alphabet_faults(line, scripts):
                yield fault_at(path.relative_to(material.root), number, f"{fault}; {_REMEDY}")


def _texts(settings: Settings) -> Iterator[Path]:
    yield from visible((settings.root / VOCABULARY_FOLDER).glob("*.csv"))
    yield from visible(book_locale(settings).rglob("*.po"))
    yield settings.root / CONFIG


def scripts_beside_latin() -> tuple[Script, ...]:
    """Return the scripts with letters that look like Latin ones in which languages are written that press knows."""
    written = {script_of(language) for language in LANGUAGES}
    return tuple(script for script in LIKE_LATIN if script.name in written)


def alphabet_faults(line: str, scripts: Iterable[Script]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the alphabets of one line, place and sentence for each word."""
    words = _NO_WORDS.sub(lambda match: " " * len(match[0]), line)
    for script in scripts:
        for match in _mixed(script).finditer(words):
            yield match.start(), f"'{match[0]}' mixes Latin and {script.name} letters"
        for match in _lone(script).finditer(words):
            if not _LATIN_BEFORE.search(words[max(0, match.start() - _NEAR) : match.start()]):
                yield match.start(), f"'{match[0]}' is a Latin letter among {script.name} words"


@cache
def _mixed(script: Script) -> re.Pattern[str]:
    """Return a pattern for a Latin letter beside one of ``script`` within a word."""
    latin, other = "[A-Za-z]", f"[{script.letters}]"
    return re.compile(rf"(?<![^\W\d_])[^\W\d_]*(?:{latin}{other}|{other}{latin})[^\W\d_]*")


@cache
def _lone(script: Script) -> re.Pattern[str]:
    """Return a pattern for a Latin letter alone before a word of ``script``: small ones anywhere, capitals where a sentence begins ("plan B" is none)."""
    after = rf"(?=\s+[{script.letters}])"
    small, capitals = _one_of(script.small_like_latin), _one_of(script.capitals_like_latin)
    return re.compile(rf"(?<![^\s«„“(,]){small}{after}|(?:^|(?<=[.!?…]\s)){capitals}{after}")


def _one_of(letters: str) -> str:
    return f"[{letters}]" if letters else "(?!)"
