"""Describe the edition being built, its chapters and its data as works, and set the imprint of the PDF."""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from press.citation.apa import apa
from press.citation.gost import gost
from press.citation.press_citation import CitationSettings, load_citation
from press.citation.record import (
    Work,
    chapter_work,
    dataset_title,
    dataset_work,
    edition_work,
    english_titles,
    page_title,
)
from press.core.project import last_change
from press.core.text import Translate
from press.data.descriptor import DESCRIPTOR
from press.edition.chapters import address
from press.edition.context import get_context
from press.edition.dependencies import pages_to_write
from press.language.catalogues import get_translation
from press.language.dates import spell_iso
from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of

# The styles of citing that are offered: name, function, and the language of its words, if that is not the one of the work.
STYLES = (("APA 7", apa, ENGLISH.tag), ("GOST R 7.0.100-2018", gost, ""))
# Length of an abbreviated commit hash, as git has it in large repositories.
_SHORT = 12
# After the edition is chosen (500) and its record can be made.
_AFTER_CITING = 700


def citation_of(app: Sphinx) -> CitationSettings:
    """Return the settings of ``press_citation``."""
    return load_citation(Path(app.srcdir))


def book_of(app: Sphinx) -> Work:
    """Return the edition being built as a work."""
    context = get_context(app)
    return edition_work(context.settings, context.language, citation_of(app), last_change(Path(app.srcdir)))


def dataset_of(app: Sphinx) -> Work | None:
    """Return the data of the book as a work; None where it has no data package."""
    root = Path(app.srcdir)
    if not (root / DESCRIPTOR).is_file():
        return None
    return dataset_work(book_of(app), citation_of(app).dataset, dataset_title(get_context(app).sources.package))


def chapter_of(app: Sphinx, docname: str) -> Work | None:
    """Return the chapter ``docname`` as a work; None for the first page, which stands for the book, and for pages without a document."""
    if docname == app.config.root_doc or docname not in app.env.found_docs:
        return None
    settings, title = get_context(app).settings, page_title(app.env, docname)
    english = english_titles(settings).get(address(docname, settings), "") if ENGLISH.tag in settings.languages else ""
    return chapter_work(settings, book_of(app), address(docname, settings), title, english)


def setup_works(app: Sphinx) -> None:
    """Set the options of the PDF builder that follow from ``press_citation``, unless the book sets them itself.

    Rebuild pages when the title of their chapter changes in the English edition, whose text is not part of this one.
    """
    app.connect("config-inited", _set_typst_options, priority=_AFTER_CITING)
    app.connect("env-get-updated", _follow_titles)


def _follow_titles(app: Sphinx, env: BuildEnvironment) -> list[str]:
    settings = get_context(app).settings
    if settings.languages == [get_context(app).language] or ENGLISH.tag not in settings.languages:
        return []
    titles = english_titles(settings)
    now = {docname: titles.get(address(docname, settings), "") for docname in env.found_docs}
    return pages_to_write(env, "its title in English", now)


def _set_typst_options(app: Sphinx, config: Config) -> None:
    book, citation, translate = book_of(app), citation_of(app), get_translation(config.language)
    options = {
        "typst_date": edition_line(book, translate),
        "typst_author": [author.full for author in book.authors],
        "typst_imprint": imprint(book, citation, translate),
        "typst_supplement_title": translate("Data and numbers"),
        "typst_description": citation.based_on.get(book.language, ""),
    }
    for name, value in options.items():
        if value and not config[name]:
            config[name] = value


def edition_line(book: Work, translate: Translate) -> str:
    """Return version and date; unknown ones are left out."""
    return " · ".join(filter(None, [_version(book, translate), _day(book)]))


def byline(book: Work, translate: Translate) -> str:
    """Return who made the edition, the day, and the version; a book that names no authors has its editors."""
    who = ", ".join(author.full for author in book.authors) or translate("Editors")
    return " · ".join(filter(None, [who, _day(book), release_line(book, translate)]))


def _day(book: Work) -> str:
    return spell_iso(book.issued.isoformat(), book.language) if book.issued else ""


def release_line(book: Work, translate: Translate) -> str:
    """Return version and commit of a release; anything else is called a working copy."""
    commit = commit_words(book, translate) or translate("a working copy, not a release")
    return " · ".join(filter(None, [_version(book, translate), commit]))


def commit_words(book: Work, translate: Translate) -> str:
    """Return the abbreviated commit of a release in words; empty for a working copy."""
    return translate("commit %s") % book.commit[:_SHORT] if book.commit else ""


def imprint(book: Work, citation: CitationSettings, translate: Translate) -> list[tuple[str, str]]:
    """Return the entries of the imprint as label and text; a label may be empty."""
    edition = " · ".join(filter(None, [edition_line(book, translate), commit_words(book, translate)]))
    licence = citation.rights(book.language) or translate("No licence has been chosen for this edition yet.")
    facts = [
        ("", book.with_subtitle()),
        ("", citation.based_on.get(book.language, "")),
        (translate("Edition"), edition),
        (translate("Publisher"), ": ".join(filter(None, [book.text("location"), book.text("publisher")]))),
        (translate("Address"), book.text("url")),
        (translate("Licence"), licence),
        (translate("How to cite"), str(apa(book) if profile_of(book.language).lists_works_by_apa else gost(book))),
    ]
    return [(label, text) for label, text in facts if text]


def _version(book: Work, translate: Translate) -> str:
    version = book.text("version")
    return translate("Version %s") % version if version else ""
