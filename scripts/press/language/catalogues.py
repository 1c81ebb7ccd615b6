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
from babel.messages.pofile import PoFileError, PoFileParser

from press.core.caches import cached_by_state, cached_per_build
from press.core.errors import PressError
from press.core.settings import Settings
from press.core.text import Translate, first_line, lines_of, read_utf8, shortened
from press.language.registry import profile_of

# The lines that a catalogue may have. Babel accepts one without its last quotation mark, and loses a letter.
_PO_LINE = re.compile(r'(#.*)?|((msgctxt|msgid|msgid_plural|msgstr(\[\d+\])?)\s*)?"([^"\\]|\\.)*"')
BOOK_DOMAIN = "notebooks"


def get_translation(language: str, *, domain: str = "press", locale: Path | None = None) -> Translate:
    """Return a function that translates an English msgid into ``language``.

    It returns a msgid that the catalogue lacks as it is. Catalogues are found by the language's profile, unless ``locale`` is another folder of them.
    """
    messages = catalogue_words(language, domain, locale)
    return lambda english: messages.get(english, english)


def get_book_translation(
    settings: Settings, language: str, domain: str = "press", locale: Path | None = None
) -> Translate:
    """Return a function like that of `get_translation` that prefers the book's own catalogue of ``domain``, where it has one."""
    own = catalogue_words(language, domain, book_locale(settings))
    general = get_translation(language, domain=domain, locale=locale)
    return lambda english: own.get(english) or general(english)


def catalogue_path(language: str, domain: str, locale: Path | None = None) -> Path:
    """Return the path of the catalogue of ``domain`` (press, sphinx ...) for ``language``."""
    profile = profile_of(language)
    return (locale or profile.locale_dir) / profile.tag / "LC_MESSAGES" / f"{domain}.po"


@cached_by_state
def read_catalogue(path: Path) -> Catalog:
    """Return the catalogue in a file, not to be changed; raise PressError with file and line where it is malformed."""
    text = read_utf8(path)
    for number, line in enumerate(lines_of(text), start=1):
        if not _PO_LINE.fullmatch(line.strip()):
            message = f"the catalogue cannot be read here: {line.strip()[:60]}"
            remedy = 'write msgid "..." or msgstr "...", close each quotation mark, and put \\ before one within'
            raise PressError(message, file=path, line=number, remedy=remedy)
    catalogue = Catalog()
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(io.StringIO(text))
    except PoFileError as error:
        message = f"the catalogue cannot be read: {re.sub(r' on [0-9]+$', '', str(error))}"
        raise PressError(message, file=path, line=error.lineno + 1, remedy="give each msgid one msgstr") from None
    except (LookupError, ValueError) as error:
        message = f"the head of the catalogue cannot be read: {shortened(first_line(error))}"
        remedy = "write Language, Plural-Forms and the dates as gettext does"
        raise PressError(message, file=path, line=1, remedy=remedy) from None
    return catalogue


def translations_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each translation in a catalogue, with the line of the file on which it begins."""
    lines = enumerate(lines_of(read_utf8(path)), start=1)
    begins = [number for number, line in lines if line.lstrip().startswith("msgstr")]
    for message in read_catalogue(path):
        if message.id and message.string and message.lineno:
            yield begins[bisect_right(begins, message.lineno)], str(message.string)


@cached_per_build
def catalogue_words(language: str, domain: str, locale: Path | None = None) -> Mapping[str, str]:
    """Return all translations in a catalogue by msgid, without fuzzy ones; empty where there is no catalogue."""
    path = catalogue_path(language, domain, locale)
    if not path.is_file():
        return MappingProxyType({})
    messages = (message for message in read_catalogue(path) if message.id and message.string)
    return MappingProxyType({str(message.id): str(message.string) for message in messages if not message.fuzzy})


def book_locale(settings: Settings) -> Path:
    """Return the folder of the book's catalogues."""
    return settings.root / settings.book / "locale"


def book_catalogue_path(settings: Settings, language: str) -> Path:
    """Return the path of the book's catalogue for ``language``."""
    return catalogue_path(language, BOOK_DOMAIN, book_locale(settings))


def book_translations(settings: Settings, language: str) -> dict[str, str]:
    """Return the translations of the book's catalogue by text in the default language; empty for the default language itself."""
    if language == settings.languages[0]:
        return {}
    return dict(catalogue_words(language, BOOK_DOMAIN, book_locale(settings)))


def get_full_translation(settings: Settings, language: str) -> Translate:
    """Return a function that translates an English msgid into ``language`` by the catalogue of press, or else by the book's own."""
    translate, own = get_translation(language), book_translations(settings, language)
    return lambda english: own.get(english, english) if translate(english) == english else translate(english)
