"""Read gettext message catalogues: those of press for its interface, and the book's own for its notebooks and contents.

The msgid is the English text. To add one: use it in the code and translate it in each
``locale/<language>/LC_MESSAGES/press.po``.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from press.core.caches import cached_by_state, cached_per_build
from press.core.errors import PressError
from press.core.extensions import book_at_work
from press.core.settings import Settings
from press.core.text import Translate, first_line, lines_of, read_utf8, shortened
from press.core.tracking import note_file_read
from press.language.registry import profile_of

# The lines that a catalogue may have. Babel accepts one without its last quotation mark, and loses a letter.
_PO_LINE = re.compile(r'(#.*)?|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s*)?"([^"\\]|\\.)*"')
PRESS_DOMAIN, BOOK_DOMAIN = "press", "notebooks"


def get_translation(language: str, domain: str = PRESS_DOMAIN, locale: Path | None = None) -> Translate:
    """Return a function that translates an English msgid into ``language``, by the first of the `catalogue_paths` that has it.

    It returns a msgid that they lack as it is.
    """
    catalogues = [catalogue_words(path) for path in catalogue_paths(language, domain, locale)]
    return lambda english: next((each[english] for each in catalogues if english in each), english)


def catalogue_paths(language: str, domain: str = PRESS_DOMAIN, locale: Path | None = None) -> list[Path]:
    """Return the paths of the catalogues of ``domain`` that may exist for ``language``: first of the book at work, then of press.

    A book has one for all domains of press; of an extension with a ``locale`` of its own it has another.
    """
    book, name = book_at_work(), domain if locale else PRESS_DOMAIN
    of_book = [catalogue_path(language, name, book_locale(book))] if book else []
    return [*of_book, catalogue_path(language, domain, locale)]


def catalogue_path(language: str, domain: str, locale: Path | None = None) -> Path:
    """Return the path of the catalogue of ``domain`` in the folder ``locale``, by default that of the profile of ``language``."""
    profile = profile_of(language)
    return (locale or profile.locale_dir) / profile.tag / "LC_MESSAGES" / f"{domain}.po"


@cached_by_state
def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue in a file, not to be changed.

    Raise PressError with file and line where it is malformed.
    """
    text = read_utf8(path)
    for number, line in enumerate(lines_of(text), start=1):
        if not _PO_LINE.fullmatch(line.strip()):
            message = f"the catalogue cannot be read here: {line.strip()[:60]}"
            remedy = 'write msgid "..." or msgstr "...", close each quotation mark, and put \\ before one within'
            raise PressError(message, file=path, line=number, remedy=remedy)
    try:
        return read_po(io.StringIO(text), abort_invalid=True)
    except (PoFileError, LookupError, ValueError) as error:
        message = f"the catalogue cannot be read: {shortened(first_line(error))}"
        remedy = "give each msgid one msgstr, and write the head as gettext does"
        raise PressError(message, file=path, line=getattr(error, "lineno", 0) + 1, remedy=remedy) from None


def translations_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each translation in a catalogue, with the line of the file on which it begins."""
    lines = enumerate(lines_of(read_utf8(path)), start=1)
    begins = [number for number, line in lines if line.lstrip().startswith("msgstr")]
    for message in read_catalogue(path):
        if message.id and message.string and message.lineno:
            yield begins[bisect_right(begins, message.lineno)], str(message.string)


@cached_per_build
def catalogue_words(path: Path) -> Mapping[str, str]:
    """Return all translations in a catalogue by msgid, without fuzzy ones; empty where there is no catalogue."""
    if not path.is_file():
        # A notebook depends on the words that the book may have one day.
        note_file_read(path)
        return MappingProxyType({})
    messages = (message for message in read_catalogue(path) if message.id and message.string)
    return MappingProxyType({str(message.id): str(message.string) for message in messages if not message.fuzzy})


def book_locale(root: Path) -> Path:
    """Return the folder of the catalogues of the book at ``root``."""
    return root / Settings.book / "locale"


def book_catalogue_path(settings: Settings, language: str) -> Path:
    """Return the path of the book's catalogue of its notebooks and contents for ``language``."""
    return catalogue_path(language, BOOK_DOMAIN, book_locale(settings.root))


def book_translations(settings: Settings, language: str) -> Mapping[str, str]:
    """Return the translations of the book's catalogue by text in the default language.

    Empty for the default language itself.
    """
    return {} if language == settings.languages[0] else catalogue_words(book_catalogue_path(settings, language))
