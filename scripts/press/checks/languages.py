"""Find words in another language, or in other letters, than their place is for, and translations that are missing or wrong.

A language is known by words that are in every text of it, the stop words of Sphinx's search, and by letters that the other
languages of the book do not have. Nothing is said of a language with neither, nor of what is quoted or marked as of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

from babel.messages.catalog import Message
from docutils import nodes
from sphinx.search import languages as searched

from press.checks.check import Fault
from press.checks.prose import Passage, blocks, own_passages, passages, passages_beside, place_in
from press.core.files import shown_path, visible
from press.core.formats import LANGUAGE_CLASS
from press.core.reading import leaves, load_yaml
from press.core.settings import CONFIG, Settings
from press.core.text import lines_of, listed, near_names, read_utf8
from press.data.sources import Sources
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.chapters import TOC
from press.edition.context import get_context
from press.language.catalogues import PRESS_DOMAIN, book_catalogue_path, book_locale, catalogue_paths, read_catalogue
from press.language.profile import LOCALE_DIR
from press.language.profiles.en import ENGLISH
from press.language.scripts import alphabet_of, script_of

# Places for what is filled in, and roles: %(name)s, %s, {year}, {ref}.
_PLACE = re.compile(r"%\(\w+\)s|%[sd](?![a-zA-Z])|\{[\w:.+-]+\}")
# The words that press itself prints; those of Sphinx it takes from there where it has none.
_DOMAINS = (PRESS_DOMAIN, "bibliography", "typst")
# What share of the translations two languages may have in common.
_MOST_ALIKE = 0.5
_WORD = re.compile(r"[^\W\d_]+")
# The fewest words by which the language of a text is told, as a shorter one may be a list of names; the fewest of a
# sentence without a sign of its own language.
_LEAST, _FEW = 12, 5
# Some words in ten are the commonest of their language; some of another may be there by chance.
_SHARE, _TIMES = 0.15, 3
# A name in Latin letters may hold one small word ("Bank of America"), a list of such names more ("pandas, numpy").
_MOST_SMALL = 1
# Roles, code and formulas are no words; neither is the letter of an escape such as \n.
_NO_WORDS = re.compile(r"\{[a-z:]+\}(?:`[^`]*`)?|`[^`]*`|\$[^$]*\$|\\[nrt]")
_CYRILLIC = "[\u0400-\u04ff]"
_MIXED = re.compile(rf"(?<![^\W\d_])[^\W\d_]*(?:[A-Za-z]{_CYRILLIC}|{_CYRILLIC}[A-Za-z])[^\W\d_]*")
# Latin letters that look like a Cyrillic word: small ones anywhere, capitals only where a sentence begins (not "plan B").
_LONE = re.compile(rf"(?:(?<![^\s«„“(,])[aceiopxy]|(?:^|(?<=[.!?…]\s))[ABCEKOPTY])(?=\s+{_CYRILLIC})")
# A Latin word before, with which such a letter goes.
_LATIN_BEFORE = re.compile(r"[A-Za-z][\w’'-]*\W*$")


def languages(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find chapters and sentences that are in another language of the book than they stand for, and words with a letter that this language lacks; not what is quoted, or marked as of another language (`[Smart Bridge]{.language-en}`)."""
    context = get_context(document.settings.env.app)
    yield from _faults_in(own_passages(document, docname), context.language, tuple(context.settings.languages))


def languages_of_labels(sources: Sources) -> Iterator[Fault]:
    """Find labels and translations that are in another language of the book than they stand for."""
    known = tuple(sources.settings.languages)
    for language in known:
        for _, of_file in groupby(passages_beside(sources.settings, language), lambda passage: passage.file):
            yield from _faults_in(list(of_file), language, known)


def _faults_in(passages: Sequence[Passage], language: str, known: tuple[str, ...]) -> Iterator[Fault]:
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
    # A label is most often one sentence.
    for begin, end in dict.fromkeys([(0, len(passage.words)), *passage.sentences(language)]):
        if other := _other_language(passage.words[begin:end], language, known):
            return begin, _written("text", other, language)
    alphabet = alphabet_of(language)
    # Names anywhere have Latin letters.
    without = {script_of(ENGLISH.tag), "" if alphabet else script_of(language)}
    others = (alphabet_of(other) for other in known if script_of(other) not in without)
    foreign = {letter for letters in others for letter in letters}.difference(alphabet)
    for word in _WORD.finditer(passage.words):
        if letter := next(filter(foreign.__contains__, word[0].lower()), ""):
            message = f"'{word[0]}' has '{letter}', which is no letter of '{language}'; write it in '{language}'"
            meant = f"in quotation marks or with its language: [{word[0]}]{{.{LANGUAGE_CLASS}xx}}"
            return word.start(), f"{message}, or if it is meant so, {meant}"
    words = _PLACE.sub(" ", passage.words).split()
    small = [word for word in words if word.islower() and word.strip(",.;:!?()").isalpha()]
    is_list = len(words) == passage.words.count(",") + 1
    if alphabet and len(small) > _MOST_SMALL and not is_list and set(passage.words.lower()).isdisjoint(alphabet):
        return 0, f"'{passage.whole.strip()}' has no letter of '{language}'; translate it, or set it in quotation marks"
    return None


def _written(what: str, language: str, expected: str) -> str:
    return f"the {what} is written in '{language}' and stands where '{expected}' is read; translate it, or set it in quotation marks"


def _words(text: str) -> list[str]:
    return _WORD.findall(_PLACE.sub(" ", text).lower())


def _other_language(text: str, expected: str, known: tuple[str, ...]) -> str:
    """Return the language in which ``text`` is written, if it can be told that it is not the ``expected`` one."""
    words, signs = _words(text), {language: _signs(language, known) for language in known}
    if len(words) < _FEW or not any(signs[expected]):
        return ""
    shares = {
        language: sum(word in common or not letters.isdisjoint(word) for word in words) / len(words)
        for language, (common, letters) in signs.items()
    }
    best = max(shares, key=lambda language: shares[language])
    is_sure = len(words) >= _LEAST or not shares[expected]
    return best if is_sure and shares[best] >= _SHARE and shares[best] > _TIMES * shares[expected] else ""


@cache
def _signs(language: str, known: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the signs of ``language``: its commonest words, and letters that no other language in its script has.

    Letters are signs only where all alphabets are known.
    """
    others = [other for other in known if other != language]
    rivals = [alphabet_of(other) for other in others if script_of(other) == script_of(language)]
    letters = alphabet_of(language) if rivals and all(rivals) else ""
    return _stop_words(language).difference(*map(_stop_words, others)), frozenset(letters).difference(*rivals)


@cache
def _stop_words(language: str) -> frozenset[str]:
    named = searched.get(re.split("[-_]", language)[0])
    if isinstance(named, str):
        module, _, name = named.rpartition(".")
        named = getattr(import_module(module), name)
    return frozenset(getattr(named, "stopwords", ()))


def alphabets(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find words with a letter of the other alphabet."""
    for passage in passages(document):
        for place, fault in alphabet_faults(passage.whole):
            yield Fault(passage.file, passage.line_at(place), fault)


def alphabets_of_labels(sources: Sources) -> Iterator[Fault]:
    """Find words with a letter of the other alphabet in labels, catalogues and the configuration."""
    labels = visible((sources.root / VOCABULARY_FOLDER).glob("*.csv"))
    for path in (*labels, *visible(book_locale(sources.root).rglob("*.po")), sources.root / CONFIG):
        for number, line in enumerate(lines_of(read_utf8(path)), start=1):
            for _, fault in alphabet_faults(line):
                yield Fault(path.relative_to(sources.root), number, fault)


def alphabet_faults(line: str) -> Iterator[tuple[int, str]]:
    """Yield place and fault of each word of a line that mixes Latin and Cyrillic letters, and of each Latin letter among Cyrillic words."""
    words = _NO_WORDS.sub(lambda match: " " * len(match[0]), line)
    for match in _MIXED.finditer(words):
        yield match.start(), f"'{match[0]}' mixes Latin and Cyrillic letters; type it anew with one keyboard"
    for match in _LONE.finditer(words):
        if not _LATIN_BEFORE.search(words[max(0, match.start() - 200) : match.start()]):
            yield match.start(), f"'{match[0]}' is a Latin letter among Cyrillic words; type it anew with one keyboard"


def catalogues(sources: Sources) -> Iterator[Fault]:
    """Find captions of the contents without a translation, or with one that is marked as unsure (`fuzzy`); translations with other placeholders; words of press that a language with a catalogue lacks, or has in another language."""
    settings = sources.settings
    texts = leaves(load_yaml(sources.root / TOC))
    captions = dict.fromkeys(str(text) for keys, text in texts if keys[-1] in ("caption", "title"))
    for language in settings.languages[1:]:
        path = book_catalogue_path(settings, language)
        messages, file = _messages(path), shown_path(path, settings.root)
        sure = {_text(message) for message in messages if _is_sure(message)}
        if missing := [text for text in captions if text not in sure]:
            words = f"{len(missing)} of {len(captions)} captions have no translation: {_first(missing)}"
            yield Fault(file, 0, f"{words}; add each as msgid with its msgstr")
        for message in messages:
            yield from _other_places(file, message)
    for domain in _DOMAINS:
        yield from interface_faults(settings, domain)


def untranslated(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find prose of notebooks that a language of the book has no translation of, or one that is marked as unsure (`fuzzy`)."""
    context = get_context(document.settings.env.app)
    if context.language == context.settings.languages[0] or not document["source"].endswith(".ipynb"):
        return
    prose = (node for node in blocks(document) if isinstance(node, nodes.paragraph | nodes.title))
    missing = [node for node in prose if not node.get("translated") and any(map(str.isalpha, node.astext()))]
    if missing:
        file = shown_path(book_catalogue_path(context.settings, context.language), context.settings.root)
        first = _first([" ".join((node.rawsource or node.astext()).split()) for node in missing])
        count = "1 text has" if len(missing) == 1 else f"{len(missing)} texts have"
        words = f"{count} no translation in '{context.language}': {first}; add each as msgid with its msgstr to {file}"
        yield Fault(*place_in(missing[0], document), words)


def interface_faults(settings: Settings, domain: str, locale: Path = LOCALE_DIR) -> Iterator[Fault]:
    """Yield which words of ``domain`` a language with a catalogue lacks, and which messages of the book's own catalogue are wrong.

    Nobody prints these, or their translation has other places for what is filled in. The most complete catalogue in the folder
    ``locale`` says what is printed.
    """
    paths = sorted(locale.glob(f"*/LC_MESSAGES/{domain}.po"))
    printed = max(([*map(_text, _messages(path))] for path in paths), key=len, default=[])
    known = {_text(message) for path in locale.glob("*/LC_MESSAGES/*.po") for message in _messages(path)}
    for language in settings.languages:
        of_book, path = catalogue_paths(language, domain, None if locale == LOCALE_DIR else locale)
        words = {_text(message) for each in (of_book, path) for message in _messages(each) if _is_sure(message)}
        missing = [text for text in printed if text not in words]
        for each in (of_book, path):
            yield from _copied(settings, each, domain, locale) if each.stem == domain else ()
        if path.is_file() and missing:
            lacking = f"{len(missing)} of {len(printed)} words of the interface have no translation, and are printed in English"
            file = shown_path(path, settings.root)
            yield Fault(file, 0, f"{lacking}: {_first(missing)}; add each as msgid with its msgstr")
        file = shown_path(of_book, settings.root)
        for message in _messages(of_book) if of_book.stem == domain else ():
            if _text(message) not in known:
                fault = f"press prints no {_first([_text(message)])}; write {near_names(_text(message), sorted(known))}, or remove it"
                yield Fault(file, message.lineno or 1, fault)
            yield from _other_places(file, message)


def _copied(settings: Settings, path: Path, domain: str, locale: Path) -> Iterator[Fault]:
    """Yield the fault of a catalogue of which much is as in that of another language."""
    own = {_text(message): str(message.string) for message in _messages(path) if _is_sure(message)}
    for other in sorted(locale.glob(f"*/LC_MESSAGES/{domain}.po")):
        language, theirs = path.parts[-3], other.parts[-3]
        # Those of one language in two countries are alike.
        if language.partition("_")[0] == theirs.partition("_")[0]:
            continue
        said = {_text(message): str(message.string) for message in _messages(other)}
        same = [text for text, words in own.items() if words != text and words == said.get(text)]
        if len(same) > _MOST_ALIKE * len(own):
            fault = f"{len(same)} of {len(own)} translations are those of '{theirs}': {_first(same)}"
            yield Fault(shown_path(path, settings.root), 0, f"{fault}; translate them, or leave them empty")


def _messages(path: Path) -> list[Message]:
    return [message for message in read_catalogue(path) if message.id] if path.is_file() else []


def _forms(words: Any) -> Sequence[Any]:
    """Return the forms of a msgid or msgstr: several where it has a plural."""
    return words if isinstance(words, list | tuple) else [words]


def _text(message: Message) -> str:
    return str(_forms(message.id)[0])


def _is_sure(message: Message) -> bool:
    return all(_forms(message.string)) and not message.fuzzy


def _other_places(file: Path | str, message: Message) -> Iterator[Fault]:
    """Yield the fault of a translation that has other places for what is filled in than its original."""
    wanted = {place for each in _forms(message.id) for place in _PLACE.findall(str(each))}
    for form in filter(None, _forms(message.string)):
        places = set(_PLACE.findall(str(form)))
        if places != wanted:
            theirs, ours = (" ".join(sorted(names)) or "nothing" for names in (places, wanted))
            words = f"the translation of {_first([_text(message)])} has {theirs} to be filled in, and not {ours}"
            yield Fault(file, message.lineno or 1, f"{words}; let both have the same places")


def _first(texts: Sequence[str]) -> str:
    """Return the beginnings of the first of many texts, and how many more there are."""
    return listed([f"'{text if len(text) <= 60 else text[:59] + '…'}'" for text in texts], 3)
