"""Say who made an edition, when and in which release: below pages, in the EPUB and in the imprint of the PDF."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from press.citation.edition_works import book_of
from press.citation.record import Work
from press.citation.settings import CitationSettings, load_citation
from press.core.text import Translate
from press.language.catalogues import get_translation
from press.language.quantities import spell_iso

# Length of an abbreviated commit hash, as git has it in large repositories.
_SHORT = 12
# After the edition is chosen (500) and its record can be made.
_AFTER_CITING = 700


def setup_imprint(app: Sphinx) -> None:
    """Set the options of the PDF builder that follow from ``press_citation``, unless the book sets them itself."""
    app.connect("config-inited", _set_typst_options, priority=_AFTER_CITING)


def _set_typst_options(app: Sphinx, config: Config) -> None:
    book, citation, translate = book_of(app), load_citation(app.srcdir), get_translation(config.language)
    draft = "" if book.commit else translate("working draft")
    options = {
        "typst_date": _in_line(edition_line(book, translate), draft),
        "typst_author": [author.full for author in book.authors],
        "typst_imprint": imprint(book, citation, translate),
        "typst_description": citation.based_on.get(book.language, ""),
    }
    for name, value in options.items():
        if value and not config[name]:
            config[name] = value


def edition_line(book: Work, translate: Translate) -> str:
    """Return version and date; unknown ones are left out."""
    return _in_line(_version(book, translate), spell_iso(book.date, book.language))


def byline(book: Work, translate: Translate) -> str:
    """Return who made the edition, the day, and the version; a book that names no authors has its editors."""
    who = ", ".join(author.full for author in book.authors) or translate("Editors")
    return _in_line(who, spell_iso(book.date, book.language), release_line(book, translate))


def release_line(book: Work, translate: Translate) -> str:
    """Return version and commit of a release; anything else is called a working draft."""
    return _in_line(_version(book, translate), commit_words(book, translate))


def commit_words(book: Work, translate: Translate) -> str:
    """Return the abbreviated commit of a release in words, or that it is none."""
    return translate("commit %s") % book.commit[:_SHORT] if book.commit else translate("working draft")


def _version(book: Work, translate: Translate) -> str:
    version = book.text("version")
    return translate("Version %s") % version if version else ""


def _in_line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def imprint(book: Work, citation: CitationSettings, translate: Translate) -> list[tuple[str, str]]:
    """Return the entries of the imprint as label and text; a label may be empty."""
    edition = _in_line(edition_line(book, translate), commit_words(book, translate))
    licence = citation.rights(book.language) or translate("No licence has been chosen for this edition yet.")
    facts = [
        ("", book.with_subtitle()),
        ("", citation.based_on.get(book.language, "")),
        (translate("Edition"), edition),
        (translate("Publisher"), ": ".join(filter(None, [book.text("location"), book.text("publisher")]))),
        (translate("Address"), book.text("url")),
        (translate("Licence"), licence),
        (translate("How to cite"), str(citation.style_of(book.language).cite(book))),
    ]
    return [(label, text) for label, text in facts if text]
