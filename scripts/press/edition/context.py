"""Have at hand what a Sphinx run of one edition is built from: settings, results, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders import Builder

from press.core.settings import Edition, Settings
from press.data.claims import Statement
from press.data.vocabulary import Vocabulary
from press.language.phrases import Nouns
from press.language.quantities import Quantity
from press.notebooks.notebook import Executed
from press.notebooks.results import Results

EPUB = "epub"


@dataclass(frozen=True)
class Press:
    """The edition being built and everything it is built from."""

    settings: Settings
    edition: Edition
    notebooks: list[Executed]
    results: Results
    statements: Mapping[str, Statement]
    vocabulary: Vocabulary
    nouns: Nouns
    word: Callable[[str], str]

    @property
    def claims(self) -> dict[str, Quantity]:
        """The quantities of the statements by id."""
        return {key: statement.quantity for key, statement in self.statements.items()}

    @property
    def language(self) -> str:
        """The language tag of the edition."""
        return self.edition.language

    def label(self, code: str) -> str:
        """The vocabulary's words for ``code`` in the language of the edition."""
        return self.vocabulary.label(code, self.language)

    @property
    def pictures(self) -> Path:
        """Where drawn charts are kept."""
        return self.settings.build / "press" / "charts"


def press_of(app: Sphinx) -> Press:
    """The press of a Sphinx application; it is set up when the configuration is read."""
    press: Press = app.press  # type: ignore[attr-defined]
    return press


def makes_site(builder: Builder) -> bool:
    """Whether ``builder`` writes pages for browsers. An EPUB has pages as well, but not the scripts and files of a site."""
    return bool(builder.format == "html" and builder.name != EPUB)
