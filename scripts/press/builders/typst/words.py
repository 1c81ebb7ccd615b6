"""The words that the PDF itself needs (Contents, Note ...), from the gettext catalogues of ``press``."""

from __future__ import annotations

from functools import cache

from babel.messages.pofile import read_po

from press.core.resources import press_path

LOCALE_FOLDER = press_path("language/locale")
DOMAIN = "typst"


@cache
def catalogue(language: str) -> dict[str, str]:
    """English word to its translation; empty for a language without a catalogue, as for English itself."""
    path = LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as stream:
        messages = read_po(stream, locale=language)
    return {str(message.id): str(message.string) for message in messages if message.id and message.string}


class Words:
    """The words of one language, called with the English word: ``words("Contents")``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._words = catalogue(language) or catalogue(language.split("_", maxsplit=1)[0])

    def __call__(self, english: str) -> str:
        """The word in this language, or the English word where the catalogue has none."""
        return self._words.get(english, english)
