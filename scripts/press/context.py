"""What a Sphinx run of one edition has at hand: settings, results, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx

from press.claims import Statement
from press.notebooks import Executed
from press.plurals import Nouns
from press.quantities import Quantity
from press.results import Results
from press.settings import Edition, Settings
from press.verdicts import NO_VERDICTS, Verdicts
from press.vocabulary import Vocabulary


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
    verdicts: Verdicts = NO_VERDICTS

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
