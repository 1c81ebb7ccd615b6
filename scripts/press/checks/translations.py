"""Check the catalogues of a book: each text has its translation, and no translation is of something else."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from docutils import nodes

from press.checks.check import Fault
from press.checks.prose import blocks, place_in
from press.core.files import shown_path
from press.core.reading import leaves, load_yaml
from press.core.settings import Settings
from press.data.sources import Sources
from press.edition.chapters import TOC
from press.edition.context import get_context
from press.language.catalogues import book_catalogue_path, book_locale, catalogue_path, read_catalogue
from press.language.profile import LOCALE_DIR
from press.notebooks.results import text_cells

# Places for what is filled in, and roles: %(name)s, %s, {year}, {ref}.
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd](?![a-zA-Z])|\{[\w:.+-]+\}")
# The words that press itself prints; those of Sphinx it takes from there where it has none.
_DOMAINS = ("press", "typst")
_FEW, _LONG = 3, 60


def catalogues(sources: Sources) -> Iterator[Fault]:
    """Find captions of the contents without a translation, or with one that is marked as unsure (`fuzzy`); translations of what neither contents nor notebooks read (any longer), or with other placeholders; words of press that a language with a catalogue lacks."""
    settings = sources.settings
    found = leaves(load_yaml(sources.root / TOC))
    texts = dict.fromkeys(str(text) for keys, text in found if keys[-1] in ("caption", "title"))
    prose = " ".join(" ".join(text.split()) for path in settings.notebooks for text in text_cells(path))
    for language in settings.languages[1:]:
        yield from _book_faults(settings, language, texts, prose)
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
        file = book_catalogue_path(context.settings, context.language).relative_to(context.settings.root)
        first = _first([_short(" ".join((node.rawsource or node.astext()).split())) for node in missing])
        count = "1 text has" if len(missing) == 1 else f"{len(missing)} texts have"
        words = f"{count} no translation in '{context.language}': {first}; add each as msgid with its msgstr to {file}"
        yield Fault(*place_in(missing[0], document), words)


def _book_faults(settings: Settings, language: str, texts: Collection[str], prose: str) -> Iterator[Fault]:
    path = book_catalogue_path(settings, language)
    catalogue = read_catalogue(path) if path.is_file() else Catalog()
    known = {str(message.id): message for message in catalogue if message.id}
    missing = [text for text in texts if not (text in known and _is_sure(known[text]))]
    file = path.relative_to(settings.root)
    if missing:
        words = f"{len(missing)} of {len(texts)} captions have no translation: {_first(list(map(_short, missing)))}"
        yield Fault(file, 0, f"{words}; add each as msgid with its msgstr")
    for text, message in known.items():
        line = message.lineno or 1
        # What is said to stand elsewhere an extension of the book prints.
        is_ours = all(place == TOC or place.endswith(".ipynb") for place, _ in message.locations)
        if text not in texts and " ".join(text.split()) not in prose and is_ours:
            told = f"nothing in notebooks or contents reads {_short(text)}; remove it, or write it as it stands there"
            yield Fault(file, line, told)
        yield from _placeholder_faults(file, line, message)


def interface_faults(settings: Settings, domain: str, locale: Path = LOCALE_DIR) -> Iterator[Fault]:
    """Yield which words of ``domain`` a language that has a catalogue lacks, and what the book's own catalogue has that nobody prints, or with other places for what is filled in.

    What is printed, the most complete catalogue in the folder ``locale`` tells.
    """
    printed = max(
        ([_key(message) for message in _messages(path)] for path in sorted(locale.glob(f"*/LC_MESSAGES/{domain}.po"))),
        key=len,
        default=[],
    )
    known = {_key(message) for path in locale.glob("*/LC_MESSAGES/*.po") for message in _messages(path)}
    for language in settings.languages:
        own = catalogue_path(language, domain, book_locale(settings))
        path = catalogue_path(language, domain, None if locale == LOCALE_DIR else locale)
        words = {_key(message) for each in (own, path) for message in _messages(each) if _is_sure(message)}
        missing = [text for text in printed if text not in words]
        if path.is_file() and missing:
            lacking = f"{len(missing)} of {len(printed)} words of the interface have no translation, and are printed in English: {_first(list(map(_short, missing)))}"
            yield Fault(shown_path(path, settings.root), 0, f"{lacking}; add each as msgid with its msgstr")
        file = shown_path(own, settings.root)
        for message in _messages(own):
            line, text = message.lineno or 1, _key(message)
            if text not in known:
                near = get_close_matches(text, known, n=1)
                remedy = f"did you mean {_short(near[0])}?" if near else "remove it"
                yield Fault(file, line, f"press prints no {_short(text)}; {remedy}")
            yield from _placeholder_faults(file, line, message)


def _messages(path: Path) -> Sequence[Message]:
    return [message for message in read_catalogue(path) if message.id] if path.is_file() else []


def _forms(words: Any) -> Sequence[Any]:
    """Return the forms of a msgid or msgstr: several where it has a plural."""
    return words if isinstance(words, list | tuple) else [words]


def _key(message: Message) -> str:
    return str(_forms(message.id)[0])


def _is_sure(message: Message) -> bool:
    return all(_forms(message.string)) and not message.fuzzy


def _placeholder_faults(file: Path | str, line: int, message: Message) -> Iterator[Fault]:
    wanted = {place for each in _forms(message.id) for place in PLACEHOLDER.findall(str(each))}
    for form in map(str, filter(None, _forms(message.string))):
        found = set(PLACEHOLDER.findall(form))
        if found != wanted:
            differences = [f"lacks {', '.join(sorted(wanted - found))}"] if wanted - found else []
            differences += [f"has {', '.join(sorted(found - wanted))} besides"] if found - wanted else []
            words = f"the translation of {_short(_key(message))} {' and '.join(differences)}"
            yield Fault(file, line, f"{words}; let both have the same places")


def _first(words: Sequence[str]) -> str:
    """Return the first of many words, and how many more there are."""
    more = [f"and {len(words) - _FEW} more"] if len(words) > _FEW else []
    return "; ".join([*words[:_FEW], *more])


def _short(text: str) -> str:
    return f"'{text if len(text) <= _LONG else text[: _LONG - 1] + '…'}'"
