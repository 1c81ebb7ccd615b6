"""Provide what a Sphinx run of one edition is built from: settings, results, labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from press.core.formats import Format, format_named
from press.core.settings import Edition, Settings
from press.data.claims import Statement
from press.data.sources import Sources
from press.data.vocabulary import Labels
from press.language.number_phrases import Nouns
from press.language.quantities import Quantity
from press.notebooks.book import Book
from press.notebooks.notebook import Executed
from press.notebooks.results import Results


@dataclass(frozen=True)
class EditionContext:
    """The edition being built, and the book that it is built from."""

    book: Book
    edition: Edition
    translate: Callable[[str], str]

    @property
    def sources(self) -> Sources:
        """Return the sources of the book."""
        return self.book.sources

    @property
    def settings(self) -> Settings:
        """Return the settings of the book."""
        return self.sources.settings

    @property
    def notebooks(self) -> Sequence[Executed]:
        """Return the executed notebooks."""
        return self.book.notebooks

    @property
    def results(self) -> Results:
        """Return the results that the notebooks published."""
        return self.book.results

    @property
    def statements(self) -> Mapping[str, Statement]:
        """Return the statements by id."""
        return self.sources.statements

    @property
    def claims(self) -> Mapping[str, Quantity]:
        """Return the quantities of the statements by id."""
        return self.sources.claims

    @property
    def vocabulary(self) -> Labels:
        """Return the labels of codes in all languages."""
        return self.sources.vocabulary

    @property
    def nouns(self) -> Nouns:
        """Return the forms of counted nouns."""
        return self.sources.nouns

    @property
    def language(self) -> str:
        """Return the language tag of the edition."""
        return self.edition.language

    def label(self, code: str) -> str:
        """Return the label of ``code`` in the language of the edition."""
        return self.vocabulary.label(code, self.language)

    @property
    def pictures(self) -> Path:
        """Return the folder of rendered charts."""
        return self.settings.build / "press" / "charts"


def get_context(app: Sphinx) -> EditionContext:
    """Return the context of a Sphinx application, which is set when the configuration is initialised."""
    context: EditionContext = app.press  # type: ignore[attr-defined]
    return context


def format_of(builder: Builder) -> Format:
    """Return the properties of the format that ``builder`` writes."""
    return format_named(builder.name, builder.format)
