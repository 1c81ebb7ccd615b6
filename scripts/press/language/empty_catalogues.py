"""Write catalogues to be translated, for a language that press does not speak yet.

``python -m press.language.empty_catalogues de`` writes each beside those of other languages, with all words that press prints.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from press.core.errors import PressError
from press.core.files import write_whole
from press.core.resources import press_folder
from press.language.catalogues import read_catalogue


def empty_catalogue(known: Path, language: str) -> bytes:
    """Return the catalogue ``known`` for ``language``, without translations, as a file of gettext.

    Raise PressError where CLDR does not know the language.
    """
    try:
        empty = Catalog(language, header_comment=f"# The words of press in {language}.", fuzzy=False)
    except (UnknownLocaleError, ValueError):
        raise PressError(f"'{language}' is no language of CLDR", remedy="write a tag such as uz or pt_BR") from None
    # Who translates, and for whom, is known to git.
    empty.project, empty.version = "press", ""
    empty.msgid_bugs_address = empty.last_translator = empty.language_team = ""
    for message in read_catalogue(known):
        if message.id:
            empty.add(message.id, locations=message.locations, auto_comments=message.auto_comments, flags=message.flags)
    file = io.BytesIO()
    write_po(file, empty, width=0)
    return file.getvalue()


def write_catalogues(language: str, press: Path) -> Iterator[Path]:
    """Write a catalogue for each domain below the folder ``press``, and yield their paths; those that are there stay as they are."""
    paths = sorted(press.rglob("locale/*/LC_MESSAGES/*.po"))
    # Each domain by its most complete catalogue.
    complete = {path.name: path for path in sorted(paths, key=lambda path: len(read_catalogue(path)))}
    for name, known in sorted(complete.items()):
        path = known.parents[2] / language / "LC_MESSAGES" / name
        if not path.exists():
            write_whole(path, empty_catalogue(known, language))
            yield path


if __name__ == "__main__":
    try:
        for written in write_catalogues(sys.argv[1], press_folder()):
            print(f"  to be translated: {written}")
    except PressError as error:
        sys.exit(f"\nStopped.\n{error}")
