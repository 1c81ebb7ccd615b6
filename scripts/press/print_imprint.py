"""What the printed edition says of itself: version and date on the title page, the imprint on its back."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from press.citing import book_of, citation_of
from press.citing_record import ENGLISH, Work
from press.citing_settings import CitationSettings
from press.citing_styles import apa, gost_record, plain
from press.quantities import spell_iso
from press.words import Word, words

# After the edition is chosen and its record can be made.
_AFTER_CITING = 700


def setup_print_imprint(app: Sphinx) -> None:
    """Set the options of the PDF builder that follow from ``press_citation``, unless the book sets them itself."""
    app.connect("config-inited", _say, priority=_AFTER_CITING)


def _say(app: Sphinx, config: Config) -> None:
    book, citation, word = book_of(app), citation_of(app), words(config.language)
    said = {
        "typst_date": edition_line(book, word),
        "typst_author": [author.name or f"{author.given} {author.family}".strip() for author in book.authors],
        "typst_imprint": imprint(book, citation, word),
        "typst_description": citation.based_on.get(book.language, ""),
    }
    for name, value in said.items():
        if value and not config[name]:
            config[name] = value


def edition_line(book: Work, word: Word) -> str:
    """Version and day; what is not known is left out."""
    version = word("Version %s") % book.version if book.version else ""
    return " · ".join(filter(None, [version, _day(book)]))


def imprint(book: Work, citation: CitationSettings, word: Word) -> list[tuple[str, str]]:
    """The facts of the imprint, each after its name, which may be empty."""
    published = ": ".join(filter(None, [book.place, book.publisher]))
    facts = [
        ("", book.title.full),
        ("", citation.based_on.get(book.language, "")),
        (word("Edition"), edition_line(book, word)),
        (word("Publisher"), published),
        (word("Address"), book.address),
        (word("Licence"), citation.licence or word("No licence has been chosen for this edition yet.")),
        (word("How to cite"), how_to_cite(book, word)),
    ]
    return [(name, said) for name, said in facts if said]


def how_to_cite(book: Work, word: Word) -> str:
    """The record of the book in a style whose own words are in its language."""
    return plain(apa(book)) if book.language == ENGLISH else gost_record(book, word)


def _day(book: Work) -> str:
    return spell_iso(book.issued.isoformat(), book.language) if book.issued else ""
