"""Choose the edition that a Sphinx run makes, and have everything at hand that it is built from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from press.core.errors import PressError
from press.core.reading.yaml_file import load_yaml
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
# What a book may call its figures otherwise: with their number, and all of them.
_NUMBERED, _LIST = "Figure %s", "Figures"


def choose_edition(app: Sphinx, config: Config) -> None:
    """Turn configuration and contents to the language of the run, and have all results ready before anything is read.

    The book is handed down as the configuration value ``press_book``, which is taken out, as it is none of Sphinx's; a run by itself loads it.
    What is handed down as ``press_ready`` is called with ``app`` when all is ready and nothing is read yet.
    """
    book, config.press_book = config.press_book, None
    ready, config.press_ready = config.press_ready, None
    if ready:
        app.connect("builder-inited", ready, priority=_LAST)
    try:
        book = book or run_book(sources_of(settings_from_config(Path(app.srcdir), _values(config))))
        context = make_press(book, config.language)
        _choose_toc(context, config)
        _name_figures(context, config)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    app.press = context  # type: ignore[attr-defined]
    config.project = context.edition.title
    config.html_title = context.edition.title


def _values(config: Config) -> Mapping[str, Any]:
    names = ("press_editions", "press_slug", "press_start_picture", "html_baseurl", "exclude_patterns")
    return {name: config[name] for name in names}


def _choose_toc(context: EditionContext, config: Config) -> None:
    target = context.settings.build / "press" / f"toc-{context.language}.yml"
    translations = book_translations(context.settings, context.language)
    write_toc(context.settings, context.language, target, translations)
    config.external_toc_path = str(target)
    if config.external_toc_exclude_missing:
        # sphinx-external-toc would look for what the contents do not name in all folders, those of what was built included.
        config.external_toc_exclude_missing = False
        config.include_patterns = toc_patterns(load_yaml(target))


def _name_figures(context: EditionContext, config: Config) -> None:
    """Call figures, and their list in the PDF, as the book's own catalogue does, unless its configuration says how."""
    own = catalogue_words(context.language, "press", book_locale(context.settings))
    numbered, heading = own.get(_NUMBERED), own.get(_LIST)
    if numbered and config.numfig_format.get("figure") == get_translation(context.language)(_NUMBERED):
        config.numfig_format = {**config.numfig_format, "figure": numbered}
    if heading and "typst_lists" in config:
        config.typst_lists = [(name, heading) if name == "figures" else name for name in config.typst_lists]


def make_press(book: Book, language: str) -> EditionContext:
    """Have all parts of ``book`` read that the edition in ``language`` is built from, so that a fault in one is told at once."""
    settings = book.sources.settings
    context = EditionContext(book, settings.edition(language), get_book_translation(settings, language))
    _ = context.vocabulary, context.statements, context.nouns
    return context
