"""The title page of an EPUB."""

from __future__ import annotations

from sphinx.application import Sphinx

from press.citing import book_of, citation_of
from press.context import press_of
from press.epub.about import about_edition
from press.epub.package import render
from press.quantities import spell_iso


def title_page(app: Sphinx) -> str:
    """Title, subtitle and makers of the edition, its version and date, what it is based on, its licence."""
    book, press, citation = book_of(app), press_of(app), citation_of(app)
    version = press.word("Version %s") % book.version if book.version else ""
    day = spell_iso(book.issued.isoformat(), press.language) if book.issued else ""
    imprint = [
        ", ".join(filter(None, [book.place, book.publisher])),
        " · ".join(filter(None, [version, day, press.edition.name])),
        citation.based_on.get(press.language, ""),
        citation.licence,
    ]
    authors = ", ".join(person.spoken for person in about_edition(app, []).authors)
    return render("title.xhtml", book=book, authors=authors, imprint=[line for line in imprint if line])
