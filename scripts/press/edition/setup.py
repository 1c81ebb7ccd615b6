"""Choose the edition of a Sphinx run, and load all that it is built from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from press.core.errors import PressError
from press.core.reading import load_yaml
from press.core.settings import settings_from_config
from press.edition.chapters import toc_patterns, write_toc
from press.edition.context import EditionContext
from press.edition.load import sources_of
from press.language.catalogues import (
    book_locale,
    book_translations,
    catalogue_words,
    get_book_translation,
    get_translation,
)
from press.notebooks.book import Book, run_book

# sphinx-external-toc reads the contents at 900; the edition must have been chosen by then.
BEFORE_TOC = 500
_LAST = 999
# Messages that a book's own catalogue may translate otherwise: the label of a figure, the heading of their list.
_NUMBERED, _LIST = "Figure %s", "Figures"


def choose_edition(app: Sphinx, config: Config) -> None:
    """Set configuration and contents for the language of the run, and load all results before any document is read.

    A build passes the book as the configuration value ``press_book``, which is removed here, as it is no setting of Sphinx; a run by
    itself loads it. A function passed as ``press_ready`` is called with ``app`` when all is loaded and nothing is read yet.
    """
    book, config.press_book = config.press_book, None
    ready, config.press_ready = config.press_ready, None
    if ready:
        app.connect("builder-inited", ready, priority=_LAST)
    try:
        book = book or run_book(sources_of(settings_from_config(Path(app.srcdir), _values(config))))
        context = edition_context(book, config.language)
        _choose_toc(context, config)
        _name_figures(context, config)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    app.press = context  # type: ignore[attr-defined]
    config.project = context.edition.title
    config.html_title = context.edition.title


def _values(config: Config) -> Mapping[str, Any]:
    names = ("editions", "slug", "names", "without_checks", "contact", "repository")
    return {name: config[name] for name in (*(f"press_{name}" for name in names), "html_baseurl", "exclude_patterns")}


def _choose_toc(context: EditionContext, config: Config) -> None:
    root = context.settings.root
    # Sphinx would wait for ever for what a pipe says.
    odd = (path for path in (root / context.settings.book).rglob("*.md") if not path.is_file())
    config.exclude_patterns = [*config.exclude_patterns, *(path.relative_to(root).as_posix() for path in odd)]
    target = context.settings.build / "press" / f"toc-{context.language}.yml"
    translations = book_translations(context.settings, context.language)
    write_toc(context.settings, context.language, target, translations)
    config.external_toc_path = str(target)
    if config.external_toc_exclude_missing:
        # sphinx-external-toc would search all folders for missing documents, build outputs included.
        config.external_toc_exclude_missing = False
        config.include_patterns = toc_patterns(load_yaml(target))


def _name_figures(context: EditionContext, config: Config) -> None:
    """Set the labels of figures, and the heading of their list in the PDF, from the book's own catalogue, unless the configuration does."""
    own = catalogue_words(context.language, "press", book_locale(context.settings))
    numbered, heading = own.get(_NUMBERED), own.get(_LIST)
    if numbered and config.numfig_format.get("figure") == get_translation(context.language)(_NUMBERED):
        config.numfig_format = {**config.numfig_format, "figure": numbered}
    if heading and "typst_lists" in config:
        config.typst_lists = [(name, heading) if name == "figures" else name for name in config.typst_lists]


def edition_context(book: Book, language: str) -> EditionContext:
    """Return the context of the edition in ``language``; read vocabulary, statements and nouns, so that faults show early."""
    settings = book.sources.settings
    context = EditionContext(book, settings.edition(language), get_book_translation(settings, language))
    _ = context.vocabulary, context.statements, context.nouns
    return context
