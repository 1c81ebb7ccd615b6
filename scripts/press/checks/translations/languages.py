"""Find what stands in another language of the book than its place is for: a text that was copied to be translated, and was not; words exchanged.

A language is told by words that stand in every text of it, the stop words of Sphinx's search, and by letters that the other languages of the
book do not have. Of a language with neither nothing is said, nor of what is quoted or marked as of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby

from docutils import nodes
from sphinx.search import languages as searched

from press.checks.check import WORDS, Fault, Material, check, fault_at
from press.checks.collect import Mark
from press.checks.style.style import own_passages, passages_beside
from press.checks.translations.catalogues import PLACEHOLDER
from press.checks.typed import LABEL, Passage
from press.core.formats import LANGUAGE_CLASS
from press.edition.context import get_context
from press.language.profiles.en import ENGLISH
from press.language.scripts import alphabet_of, script_of

_WORD = re.compile(r"[^\W\d_]+")
# Of so many words a chapter or a paragraph has to have; a shorter one may be a list of names. Of so many a sentence without a sign of its own language.
_LEAST, _FEW = 12, 5
# Of a language some words in ten are its commonest; of another there may be some by chance.
_SHARE, _TIMES = 0.15, 3
# A name in Latin letters may hold one small word ("Bank of America"), a list of such names more ("pandas, numpy").
_MOST_SMALL = 1
# Their lists of words are those of English.
_UNSPACED = ("ja", "zh")


def languages(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find chapters and sentences that are in another language of the book than they stand for, and words with a letter that this language lacks; not what is quoted, or marked as of another language (`[Smart Bridge]{.language-en}`)."""
    context = get_context(document.settings.env.app)
    found = _found_in(own_passages(document, docname), context.language, tuple(context.settings.languages))
    yield from (Mark("languages", *place) for place in found)


@check("languages-of-labels", WORDS)
def languages_of_labels(material: Material) -> Iterator[Fault]:
    """Find labels and translations that are in another language of the book than they stand for."""
    known = tuple(material.settings.languages)
    for language in known:
        for _, passages in groupby(passages_beside(material.settings, language), lambda passage: passage.file):
            yield from (fault_at(*place) for place in _found_in(list(passages), language, known))


def _found_in(passages: Sequence[Passage], language: str, known: tuple[str, ...]) -> Iterator[tuple[str, int, str]]:
    """Yield place and fault of what is no ``language`` in a file: of all of it, or one a passage."""
    if other := _other_language(" ".join(passage.words for passage in passages), language, known):
        first = next(passage for passage in passages if _words(passage.words))
        what = "chapter" if first.file.endswith(".md") else "file"
        yield first.file, first.line, _written(what, other, language)
        return
    for passage in passages:
        if fault := foreign_words(passage, language, known):
            yield passage.file, passage.line_at(fault[0]), fault[1]


def foreign_words(passage: Passage, language: str, known: tuple[str, ...]) -> tuple[int, str] | None:
    """Return place and fault of the first words of ``passage`` that are in another of the ``known`` languages than ``language``."""
    for begin, end in ((0, len(passage.words)), *passage.sentences(language)):
        if other := _other_language(passage.words[begin:end], language, known):
            return begin, _written("text", other, language)
    alphabet, foreign = alphabet_of(language), _foreign_letters(language, known)
    for word in _WORD.finditer(passage.words):
        if letter := next(filter(foreign.__contains__, word[0].lower()), ""):
            message = f"'{word[0]}' has '{letter}', which is no letter of '{language}'; write it in '{language}'"
            # Labels have no markup.
            marked = "" if passage.scope == LABEL else f" or with its language: [{word[0]}]{{.{LANGUAGE_CLASS}xx}}"
            return word.start(), f"{message}, or if it is meant so, in quotation marks{marked}"
    words = PLACEHOLDER.sub(" ", passage.words).split()
    small = [word for word in words if word.islower() and word.strip(",.;:!?()").isalpha()]
    is_list = len(words) == passage.words.count(",") + 1
    if alphabet and len(small) > _MOST_SMALL and not is_list and set(passage.words.lower()).isdisjoint(alphabet):
        return 0, f"'{passage.whole.strip()}' has no letter of '{language}'; translate it, or set it in quotation marks"
    return None


def _written(what: str, language: str, own: str) -> str:
    return f"the {what} is written in '{language}' and stands where '{own}' is read; translate it, or set it in quotation marks"


def _words(text: str) -> list[str]:
    return _WORD.findall(PLACEHOLDER.sub(" ", text).lower())


def _other_language(text: str, own: str, known: tuple[str, ...]) -> str:
    """Return the language in which ``text`` is written, if it can be told that it is not its ``own``."""
    words, signs = _words(text), {language: _signs(language, known) for language in known}
    if len(words) < _FEW or not any(signs[own]):
        return ""
    shares = {
        language: sum(word in common or not letters.isdisjoint(word) for word in words) / len(words)
        for language, (common, letters) in signs.items()
    }
    best = max(shares, key=lambda language: shares[language])
    is_sure = len(words) >= _LEAST or not shares[own]
    return best if is_sure and shares[best] >= _SHARE and shares[best] > _TIMES * shares[own] else ""


@cache
def _signs(language: str, known: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return by what ``language`` is told: its commonest words, and letters that no other language in its script has, where all alphabets are known."""
    others = [other for other in known if other != language]
    rivals = [alphabet_of(other) for other in others if script_of(other) == script_of(language)]
    letters = alphabet_of(language) if rivals and all(rivals) else ""
    return _stop_words(language).difference(*map(_stop_words, others)), frozenset(letters).difference(*rivals)


@cache
def _foreign_letters(language: str, known: tuple[str, ...]) -> frozenset[str]:
    """Return the letters of other languages that no word of ``language`` has; Latin ones stand in names anywhere."""
    own = alphabet_of(language)
    without = {script_of(ENGLISH.tag), "" if own else script_of(language)}
    others = (alphabet_of(other) for other in known if script_of(other) not in without)
    return frozenset().union(*others).difference(own)


@cache
def _stop_words(language: str) -> frozenset[str]:
    tag = re.split("[-_]", language)[0]
    named = searched.get(tag) if tag not in _UNSPACED else None
    if isinstance(named, str):
        module, _, name = named.rpartition(".")
        named = getattr(import_module(module), name)
    return frozenset(getattr(named, "stopwords", ()))
