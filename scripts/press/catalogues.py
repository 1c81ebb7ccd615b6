"""The book's own gettext catalogue: prose of the notebooks and captions of the contents in the other languages."""

from __future__ import annotations

from pathlib import Path

from press.settings import Settings
from press.words import read_catalogue

DOMAIN = "notebooks"


def catalogue_path(settings: Settings, language: str) -> Path:
    """Where the book's catalogue for ``language`` stands."""
    return settings.root / settings.book / "locale" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def book_translations(settings: Settings, language: str) -> dict[str, str]:
    """Messages of the book by their text in the default language; empty for the default language itself."""
    path = catalogue_path(settings, language)
    if language == settings.languages[0] or not path.is_file():
        return {}
    messages = read_catalogue(path)
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}
