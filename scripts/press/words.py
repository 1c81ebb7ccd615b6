"""The words that press itself puts on a page, in the language of the edition.

The English word is the key. To add one: use it in the code and give it to each
``locale/<language>/LC_MESSAGES/press.po``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from press.errors import PressError

LOCALE = Path(__file__).parent / "locale"
Word = Callable[[str], str]


def words(language: str, *, strict: bool = False, domain: str = "press") -> Word:
    """Return the function that turns an English word into one of ``language``.

    A language without a catalogue, as English, gives the word back. So does a word that the catalogue lacks,
    unless ``strict``: then it raises a PressError.
    """
    messages = catalogue_words(language, domain)

    def word(english: str) -> str:
        if english not in messages and strict and catalogue_path(language, domain).is_file():
            raise PressError(
                f"no word for '{english}' in '{language}'",
                file=catalogue_path(language, domain),
                remedy=f'add msgid "{english}" with its translation',
            )
        return messages.get(english, english)

    return word


def catalogue_path(language: str, domain: str) -> Path:
    """Where the gettext catalogue of ``domain`` (press, sphinx, booktheme ...) for ``language`` stands."""
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(path: Path) -> Catalog:
    """Read a gettext catalogue; a PressError where it is no such thing."""
    try:
        with path.open("rb") as file:
            return read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as error:
        raise PressError(f"the catalogue cannot be read: {error}", file=path, remedy="correct the line named") from None


@cache
def catalogue_words(language: str, domain: str) -> Mapping[str, str]:
    """All translated messages of a catalogue by their English; empty where there is no catalogue."""
    path = catalogue_path(language, domain)
    if not path.is_file():
        return MappingProxyType({})
    messages = (message for message in read_catalogue(path) if message.id and message.string)
    return MappingProxyType({str(message.id): str(message.string) for message in messages if not message.fuzzy})
