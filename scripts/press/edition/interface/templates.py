"""Words that theme templates hold in English in their code: replaced as the templates are read."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from jinja2 import Environment
from jinja2.ext import Extension
from sphinx.application import Sphinx

from press.language.catalogues import Word, catalogue_words, words

# Attributes and texts, as they stand in the templates of sphinx-book-theme and pydata-sphinx-theme.
_ATTRIBUTES = (
    "Toggle primary sidebar",
    "Toggle secondary sidebar",
    "Main",
    "Page",
    "Announcement",
    "Version switcher list",
)
_TEXTS = ("Choose version", "%s - Home")
_ATTRIBUTE = re.compile(r'\b(?P<name>title|aria-label|alt)="(?P<text>[^"{}]+)"')


def translate_templates(app: Sphinx) -> None:
    """Have the templates of an HTML builder translated while Jinja reads them."""
    templates = getattr(app.builder, "templates", None)
    environment = getattr(templates, "environment", None)
    if environment is not None and catalogue_words(app.config.language, "press"):
        environment.press_interface_word = words(app.config.language)
        environment.add_extension(HardCodedWords)


def translate_source(source: str, word: Word) -> str:
    """A template with its hard-coded English words in the language of ``word``."""

    def attribute(match: re.Match[str]) -> str:
        text = match["text"]
        return f'{match["name"]}="{escape(word(text))}"' if text in _ATTRIBUTES else match[0]

    source = _ATTRIBUTE.sub(attribute, source)
    for text in _TEXTS:
        source = source.replace(text, word(text))
    return source


class HardCodedWords(Extension):
    """Jinja extension that translates what the authors of a template forgot to mark."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self.word: Word = environment.press_interface_word  # type: ignore[attr-defined]

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> Any:
        """The source of a template, before Jinja parses it."""
        return translate_source(source, self.word)
