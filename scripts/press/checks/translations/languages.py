"""Find what stands in another language of the book than its place is for: a text that was copied to be translated, and was not; words exchanged.

A language is told by words that stand in every text of it, the stop words of Sphinx's search, and by letters that the other languages of the
book do not have. Of a language with neither nothing is said, nor of what is quoted or marked as of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any

from sphinx.search import languages as searched

from press.checks.check import WORDS, Fault, Material, Severity, check, fault_at
from press.checks.style.files import ProseFile, prose_files
from press.checks.style.prose import Passage, label_passage
from press.core.digests import build_cache, digest_of
from press.core.formats import LANGUAGE_CLASS
from press.core.reading.yaml_file import Keys, line_in, load_yaml
from press.core.settings import CONFIG
from press.core.sources import bibliography_files
from press.data.references import read_library
from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of
from press.language.scripts import is_written_for, script_of

_WORD = re.compile(r"[^\W\d_]+")
# Places for what is filled in, and roles.
_NO_WORDS = re.compile(r"%\(\w+\)s|%[sd](?![a-zA-Z])|\{[^{}]*\}")
# What divides the makers of a work.
_BETWEEN = re.compile(r" and(?: others)?\b")
# Of so many words a chapter or a paragraph has to have; a shorter one may be a list of names. Of so many a sentence without a sign of its own language.
_LEAST, _FEW = 12, 5
# Of a language some words in ten are its commonest; of another there may be some by chance.
_SHARE, _TIMES = 0.15, 3
# A name in Latin letters may hold one small word ("Bank of America").
_SMALL_WORDS = re.compile(r"(?<!\S)[^\W\d_]+(?=[,.;:!?)]*(?:\s|$))")
_MOST_SMALL = 1
# Their lists of words are those of English.
_UNSPACED = ("ja", "zh")


@check("languages", WORDS, severity=Severity.WARNING)
def languages(material: Material) -> Iterator[Fault]:
    """Find chapters, sentences, labels, translations, settings and fields of works (`title_ru`) that are in another language of the book than they stand for, and words with a letter that this language lacks; not what is quoted, or marked as of another language (`[Smart Bridge]{.language-en}`)."""
    known = material.settings.languages
    finder = LanguageFinder(known)
    cache = build_cache(material.settings.build, "languages", [], *known, *(profile_of(one).alphabet for one in known))
    for language in known:
        for file in (*prose_files(material, language), *_labels(material, language)):
            question = (language, file.path.as_posix(), *file.state)
            for line, message in cache.get_or_compute(question, partial(finder.found_in_file, file, language)):
                yield fault_at(file.path, line, message)
    cache.save()


def _labels(material: Material, language: str) -> Iterator[ProseFile]:
    """Yield the settings and the works, which have words for readers too."""
    root = material.root
    files = {root / CONFIG: _in_settings} | {path: _in_works for path in bibliography_files(root) if path.is_file()}
    for path, read in files.items():
        yield ProseFile(path.relative_to(root), (digest_of(path),), partial(read, path, language))


def _in_settings(path: Path, language: str) -> Iterator[Passage]:
    for keys, words in _texts_of(load_yaml(path)):
        if language in keys:
            yield label_passage(words, line_in(path, keys) or 1)


def _texts_of(value: Any, *keys: str | int) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from _texts_of(inner, *keys, key)


def _in_works(path: Path, language: str) -> Iterator[Passage]:
    for entry in read_library(path).entries:
        for name, field in entry.fields_dict.items():
            if name.endswith(f"_{language}"):
                yield label_passage(_BETWEEN.sub(",", str(field.value)), (field.start_line or 0) + 1)


class LanguageFinder:
    """Finds what is written in another of the languages ``known`` than it should be."""

    def __init__(self, known: Sequence[str]) -> None:
        self._known = tuple(known)
        self._signs = {language: _Signs(language, known) for language in known}

    def found_in_file(self, file: ProseFile, language: str) -> list[tuple[int, str]]:
        """Return line and fault of what is no ``language`` in a file: of all of it, or one a passage."""
        passages = list(file.read())
        if other := self._other_language(" ".join(passage.words for passage in passages), language):
            first = next(passage.line for passage in passages if _words(passage.words))
            return [(first, _written("chapter" if file.path.suffix == ".md" else "file", other, language))]
        found = ((passage, self.found_in(passage, language)) for passage in passages)
        return [(passage.line_at(fault[0]), fault[1]) for passage, fault in found if fault]

    def found_in(self, passage: Passage, language: str) -> tuple[int, str] | None:
        """Return place and fault of the first that is no ``language`` in a passage."""
        spans = [(0, len(passage.words)), *passage.sentences(language)]
        found = ((begin, self._other_language(passage.words[begin:end], language)) for begin, end in spans)
        for begin, other in found:
            if other:
                place = begin + len(passage.words[begin:]) - len(passage.words[begin:].lstrip())
                return place, _written("text", other, language)
        return self._foreign_word(passage, language) or _foreign_label(passage, language)

    def _other_language(self, text: str, own: str) -> str:
        """Return the language in which ``text`` is written, if it can be told that it is not its ``own``."""
        words = _words(text)
        if len(words) < _FEW or not self._signs[own].are_known:
            return ""
        shares = {language: sum(map(each.has, words)) / len(words) for language, each in self._signs.items()}
        best = max(shares, key=lambda language: shares[language])
        is_sure = len(words) >= _LEAST or not shares[own]
        return best if is_sure and shares[best] >= _SHARE and shares[best] > _TIMES * shares[own] else ""

    def _foreign_word(self, passage: Passage, language: str) -> tuple[int, str] | None:
        foreign = _foreign_letters(language, self._known)
        for word in _WORD.finditer(passage.words):
            if letter := next(filter(foreign.__contains__, word[0].lower()), ""):
                remedy = (
                    f"or if it is meant so, in quotation marks or with its language: [{word[0]}]{{.{LANGUAGE_CLASS}xx}}"
                )
                message = f"'{word[0]}' has '{letter}', which is no letter of '{language}'; write it in '{language}', {remedy}"
                return word.start(), message
        return None


def _written(what: str, language: str, own: str) -> str:
    return f"the {what} is written in '{language}' and stands where '{own}' is read; translate it, or set it in quotation marks"


def _words(text: str) -> list[str]:
    return _WORD.findall(_NO_WORDS.sub(" ", text).lower())


@cache
def _foreign_letters(language: str, known: tuple[str, ...]) -> frozenset[str]:
    """Return the letters of other languages that no word of ``language`` has; Latin ones stand in names anywhere."""
    own = profile_of(language).alphabet
    without = {script_of(ENGLISH.tag), "" if own else script_of(language)}
    others = (profile_of(other).alphabet for other in known if script_of(other) not in without)
    return frozenset().union(*others).difference(own)


def _foreign_label(passage: Passage, language: str) -> tuple[int, str] | None:
    """Return the fault of words in Latin letters alone that are no name, where ``language`` has others."""
    words = _NO_WORDS.sub(" ", passage.words)
    small = [word[0] for word in _SMALL_WORDS.finditer(words) if word[0].islower()]
    if len(small) <= _MOST_SMALL or is_written_for(language, words):
        return None
    return 0, f"'{passage.whole.strip()}' has no letter of '{language}'; translate it, or set it in quotation marks"


class _Signs:
    """By what words of a ``language`` are told from those of the ``others``."""

    def __init__(self, language: str, others: Sequence[str]) -> None:
        self._common = _stop_words(language) - {
            word for other in others if other != language for word in _stop_words(other)
        }
        self._letters = _own_letters(language, others)

    @property
    def are_known(self) -> bool:
        """Return whether there are any."""
        return bool(self._common or self._letters)

    def has(self, word: str) -> bool:
        """Return whether ``word`` is one of the commonest, or has a letter that other languages have not."""
        return word in self._common or not self._letters.isdisjoint(word)


def _own_letters(language: str, others: Sequence[str]) -> frozenset[str]:
    """Return the letters that no other language of the book in the same script has; none where the letters of one are not known."""
    rivals = [other for other in others if other != language and script_of(other) == script_of(language)]
    alphabets = [profile_of(other).alphabet for other in rivals]
    return frozenset(profile_of(language).alphabet).difference(*alphabets) if rivals and all(alphabets) else frozenset()


@cache
def _stop_words(language: str) -> frozenset[str]:
    tag = re.split("[-_]", language)[0]
    named = searched.get(tag) if tag not in _UNSPACED else None
    if isinstance(named, str):
        module, _, name = named.rpartition(".")
        named = getattr(import_module(module), name)
    return frozenset(getattr(named, "stopwords", ()))
