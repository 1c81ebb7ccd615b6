"""Check the prose of a book against its rules of style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from docutils import nodes

from press.checks.check import WORDS, Fault, Material, check, fault_at
from press.checks.collect import Mark
from press.checks.style.rules import broken_rules, readable_rules
from press.checks.typed import Passage, label_passage, passages
from press.core.errors import PressError
from press.core.files import visible
from press.core.settings import Settings
from press.data.vocabulary import VOCABULARY_FOLDER, vocabulary_rows
from press.edition.chapters import edition_of
from press.edition.context import get_context
from press.language.catalogues import book_locale, translations_in

# Of a translation, which is Markdown of a notebook: code, and roles that are no words.
_MARKUP = re.compile(r"(?:\{[\w:.+-]+\})?`[^`]*`")


def style(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find words that break a rule of the book's style (`book/style/<language>.yml`)."""
    context = get_context(document.settings.env.app)
    rules = readable_rules(context.settings, context.language)
    for passage in own_passages(document, docname):
        for line, message in broken_rules([passage], rules, context.language):
            yield Mark("style", passage.file, line, message)


@check("style-of-labels", WORDS)
def style_of_labels(material: Material) -> Iterator[Fault | PressError]:
    """Find words that break a rule of the book's style in labels and catalogues."""
    for language in material.settings.languages:
        rules = readable_rules(material.settings, language)
        for passage in passages_beside(material.settings, language):
            for line, message in broken_rules([passage], rules, language):
                yield fault_at(passage.file, line, message)


def own_passages(document: nodes.document, docname: str) -> list[Passage]:
    """Return the prose that stands in the file of ``document``, but what is quoted: of notebooks only in the first language, as others translate them."""
    context = get_context(document.settings.env.app)
    is_first = context.language == context.settings.languages[0]
    is_own = is_first or edition_of(docname, context.settings)
    return [passage for passage in passages(document) if passage.scope and is_own]


def passages_beside(settings: Settings, language: str) -> Iterator[Passage]:
    """Yield the labels and translations of ``language``."""
    for path in visible((settings.root / VOCABULARY_FOLDER).glob("*.csv")):
        file = PurePosixPath(path.relative_to(settings.root)).as_posix()
        rows = vocabulary_rows(path, settings.languages)
        yield from (label_passage(row[language], line, file) for line, row in rows)
    for path in visible((book_locale(settings) / language).rglob("*.po")):
        file = PurePosixPath(path.relative_to(settings.root)).as_posix()
        yield from (label_passage(_MARKUP.sub(" ", text), line, file) for line, text in translations_in(path))
