"""Find what stands in a chapter in another language of the book: a text that was copied to be translated, and was not.

A language is told by words that stand in every text of it, the stop words of Sphinx's search, and by letters that the other languages of the
book do not have. Of a language with neither nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import import_module

from sphinx.search import languages as searched

from press.checks.check import WORDS, Fault, Material, Severity, check, fault_at
from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter
from press.checks.myst.quotations import outermost
from press.core.digests import build_cache
from press.core.formats import language_of
from press.language.registry import profile_of
from press.language.scripts import script_of

_WORD = re.compile(r"[^\W\d_]+")
# Of so many words a chapter or a paragraph has to have; a shorter one may be a list of names.
_LEAST = 12
# Of a language some words in ten are its commonest; of another there may be some by chance.
_SHARE, _TIMES = 0.15, 3
# Their lists of words are those of English.
_UNSPACED = ("ja", "zh")


@check("languages", WORDS, severity=Severity.WARNING)
def languages(material: Material) -> Iterator[Fault]:
    """Find chapters and paragraphs that are written in another language of the book than that of their folder."""
    known = material.settings.languages
    signs = {language: _Signs(language, known) for language in known}
    cache = build_cache(material.settings.build, "languages", [], *known)
    for chapter in material.chapters:
        found = cache.get_or_compute((chapter.language, chapter.source), partial(_foreign_passages, chapter, signs))
        yield from (_fault(chapter, line, language, is_all) for line, language, is_all in found)
    cache.save()


def _fault(chapter: Chapter, line: int, language: str, is_all: bool) -> Fault:
    what = "chapter" if is_all else "text"
    message = f"the {what} is written in '{language}', in the folder of '{chapter.language}'; translate it"
    return fault_at(chapter.path, line, message)


def _foreign_passages(chapter: Chapter, signs: Mapping[str, _Signs]) -> list[tuple[int, str, bool]]:
    """Return line and language of what is written in another, and whether that is the whole chapter."""
    passages = [(block.line, _words(block)) for block in chapter.blocks if not block.is_quoted]
    everything = [word for _, words in passages for word in words]
    if language := _other_language(everything, chapter.language, signs):
        return [(_first_line(passages), language, True)]
    found = ((line, _other_language(words, chapter.language, signs)) for line, words in passages)
    return [(line, language, False) for line, language in found if language]


def _first_line(passages: Sequence[tuple[int, Sequence[str]]]) -> int:
    return next((line for line, words in passages if words), 1)


def _words(block: Block) -> list[str]:
    """Return the words that are neither quoted nor said to be of another language."""
    found: list[str] = []
    for text in block.texts:
        if any(language_of(names) for _, names in text.spans):
            continue
        words = text.words
        for begin, end in outermost(words):
            words = words[:begin] + " " * (end - begin) + words[end:]
        found += _WORD.findall(words.lower())
    return found


def _other_language(words: Sequence[str], own: str, signs: Mapping[str, _Signs]) -> str:
    """Return the language in which ``words`` are written, if it can be told that it is not their ``own``."""
    if len(words) < _LEAST or not signs[own].are_known:
        return ""
    shares = {language: sum(map(each.has, words)) / len(words) for language, each in signs.items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _SHARE and shares[best] > _TIMES * shares[own] else ""


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
