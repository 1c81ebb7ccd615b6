"""Check the prose of a book against its rules of style."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from press.checks.check import WORDS, Fault, Material, check, fault_at
from press.checks.collect import Mark
from press.checks.style.files import own_passages, passages_beside
from press.checks.style.matching import broken_rules
from press.checks.style.rules import read_rules, readable_rules
from press.core.errors import PressError
from press.edition.context import get_context


def _passed(material: Material) -> str:
    settings = material.settings
    number = sum(len(read_rules(settings, language)) for language in settings.languages)
    return f"{number} rules of style are kept" if number else "the book has no rules of style"


def style(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find words that break a rule of the book's style (`book/style/<language>.yml`)."""
    context = get_context(document.settings.env.app)
    rules = readable_rules(context.settings, context.language)
    for passage in own_passages(document, docname):
        for line, message in broken_rules([passage], rules, context.language):
            yield Mark("style", passage.file, line, message)


@check("style-of-labels", WORDS, passed=_passed)
def style_of_labels(material: Material) -> Iterator[Fault | PressError]:
    """Find words that break a rule of the book's style in labels and catalogues."""
    for language in material.settings.languages:
        rules = readable_rules(material.settings, language)
        for passage in passages_beside(material.settings, language):
            for line, message in broken_rules([passage], rules, language):
                yield fault_at(passage.file, line, message)
