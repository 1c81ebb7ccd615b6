"""Find what stands in another language of the book than its place is for: a text that was copied to be translated, and was not; words exchanged.

A language is told by words that stand in every text of it, the stop words of Sphinx's search, and by letters that the other languages of the
book do not have. Of a language with neither nothing is said, nor of what is quoted or marked as of another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby

from docutils import nodes
from sphinx.search import languages as searched

from press.checks.check import Fault
from press.checks.prose import LABEL, Passage, passages
from press.checks.style import own_passages, passages_beside
from press.checks.translations import PLACEHOLDER
from press.core.files import visible
from press.core.formats import LANGUAGE_CLASS
from press.core.settings import CONFIG
from press.core.text import lines_of, read_utf8
from press.data.sources import Sources
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.context import get_context
from press.language.catalogues import book_locale
from press.language.profiles.en import ENGLISH
from press.language.registry import LANGUAGES
from press.language.scripts import LIKE_LATIN, Script, alphabet_of, script_of

_WORD = re.compile(r"[^\W\d_]+")
# Of so many words a chapter or a paragraph has to have; a shorter one may be a list of names. Of so many a sentence without a sign of its own language.
_LEAST, _FEW = 12, 5
# Of a language some words in ten are its commonest; of another there may be some by chance.
_SHARE, _TIMES = 0.15, 3
# A name in Latin letters may hold one small word ("Bank of America"), a list of such names more ("pandas, numpy").
_MOST_SMALL = 1
# Their lists of words are those of English.
_UNSPACED = ("ja", "zh")
# So far back a Latin word is looked for that a letter goes with.
_NEAR = 200
_LATIN_BEFORE = re.compile(r"[A-Za-z][\w’'-]*\W*$")
# Roles, code and formulas are no words; neither is the letter of an escape such as \n.
_NO_WORDS = re.compile(r"\{[a-z:]+\}(?:`[^`]*`)?|`[^`]*`|\$[^$]*\$|\\[nrt]")
_REMEDY = "type it anew with one keyboard"


def languages(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find chapters and sentences that are in another language of the book than they stand for, and words with a letter that this language lacks; not what is quoted, or marked as of another language (`[Smart Bridge]{.language-en}`)."""
    context = get_context(document.settings.env.app)
    yield from _found_in(own_passages(document, docname), context.language, tuple(context.settings.languages))


def languages_of_labels(sources: Sources) -> Iterator[Fault]:
    """Find labels and translations that are in another language of the book than they stand for."""
    known = tuple(sources.settings.languages)
    for language in known:
        for _, found in groupby(passages_beside(sources.settings, language), lambda passage: passage.file):
            yield from _found_in(list(found), language, known)


def _found_in(passages: Sequence[Passage], language: str, known: tuple[str, ...]) -> Iterator[Fault]:
    """Yield what is no ``language`` in a file: all of it, or one a passage."""
    if other := _other_language(" ".join(passage.words for passage in passages), language, known):
        first = next(passage for passage in passages if _words(passage.words))
        what = "chapter" if first.file.endswith(".md") else "file"
        yield Fault(first.file, first.line, _written(what, other, language))
        return
    for passage in passages:
        if fault := foreign_words(passage, language, known):
            yield Fault(passage.file, passage.line_at(fault[0]), fault[1])


def foreign_words(passage: Passage, language: str, known: tuple[str, ...]) -> tuple[int, str] | None:
    """Return place and fault of the first words of ``passage`` that are in another of the ``known`` languages than ``language``."""
    for begin, end in ((0, len(passage.words)), *passage.sentences(language)):
        if other := _other_language(passage.words[begin:end], language, known):
            return begin, _written("text", other, language)
    alphabet = alphabet_of(language)
    # Latin letters stand in names anywhere.
    without = {script_of(ENGLISH.tag), "" if alphabet else script_of(language)}
    others = (alphabet_of(other) for other in known if script_of(other) not in without)
    foreign = {letter for letters in others for letter in letters}.difference(alphabet)
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
def _stop_words(language: str) -> frozenset[str]:
    tag = re.split("[-_]", language)[0]
    named = searched.get(tag) if tag not in _UNSPACED else None
    if isinstance(named, str):
        module, _, name = named.rpartition(".")
        named = getattr(import_module(module), name)
    return frozenset(getattr(named, "stopwords", ()))


def alphabets(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find words with a letter of the other alphabet."""
    scripts = scripts_beside_latin()
    for passage in passages(document):
        for place, fault in alphabet_faults(passage.whole, scripts):
            yield Fault(passage.file, passage.line_at(place), f"{fault}; {_REMEDY}")


def alphabets_of_labels(sources: Sources) -> Iterator[Fault]:
    """Find words with a letter of the other alphabet in labels, catalogues and the configuration."""
    scripts, settings = scripts_beside_latin(), sources.settings
    labels = visible((sources.root / VOCABULARY_FOLDER).glob("*.csv"))
    for path in (*labels, *visible(book_locale(settings).rglob("*.po")), sources.root / CONFIG):
        for number, line in enumerate(lines_of(read_utf8(path)), start=1):
            for _, fault in alphabet_faults(line, scripts):
                yield Fault(path.relative_to(sources.root), number, f"{fault}; {_REMEDY}")


def scripts_beside_latin() -> tuple[Script, ...]:
    """Return the scripts with letters that look like Latin ones in which languages are written that press knows."""
    written = {script_of(language) for language in LANGUAGES}
    return tuple(script for script in LIKE_LATIN if script.name in written)


def alphabet_faults(line: str, scripts: Iterable[Script]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the alphabets of one line, place and sentence for each word."""
    words = _NO_WORDS.sub(lambda match: " " * len(match[0]), line)
    for script in scripts:
        mixed, lone = _slips_of(script)
        for match in mixed.finditer(words):
            yield match.start(), f"'{match[0]}' mixes Latin and {script.name} letters"
        for match in lone.finditer(words):
            if not _LATIN_BEFORE.search(words[max(0, match.start() - _NEAR) : match.start()]):
                yield match.start(), f"'{match[0]}' is a Latin letter among {script.name} words"


@cache
def _slips_of(script: Script) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns for a Latin letter beside one of ``script`` within a word, and for one alone before a word of ``script``.

    Small ones are looked for anywhere, capitals where a sentence begins ("plan B" is none).
    """
    latin, other = "[A-Za-z]", f"[{script.letters}]"
    mixed = rf"(?<![^\W\d_])[^\W\d_]*(?:{latin}{other}|{other}{latin})[^\W\d_]*"
    small, capitals = (
        f"[{letters}]" if letters else "(?!)" for letters in (script.small_like_latin, script.capitals_like_latin)
    )
    after = rf"(?=\s+{other})"
    lone = rf"(?<![^\s«„“(,]){small}{after}|(?:^|(?<=[.!?…]\s)){capitals}{after}"
    return re.compile(mixed), re.compile(lone)
