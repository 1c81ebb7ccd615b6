"""Choose the edition of a Sphinx run, and provide what it is built from: settings, results, labels, values by document."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util import logging

from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.files import FileState, file_state
from press.core.formats import Format, format_named
from press.core.reading import load_yaml
from press.core.settings import Edition, Settings, settings_from_config
from press.core.tracking import Dependency
from press.data.claims import Claim
from press.data.sources import Sources
from press.data.vocabulary import Labels
from press.edition.chapters import ENDINGS, sources_of, toc_entries, write_toc
from press.language.catalogues import book_translations, get_translation
from press.language.profiles.en import ENGLISH
from press.language.registry import profile_of
from press.notebooks.results import Results
from press.notebooks.run import Book, run_book

# sphinx-external-toc reads the contents at 900; the edition must have been chosen by then.
BEFORE_TOC = 500
_LOGGER = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass
class Run:
    """What changes while Sphinx makes an edition.

    Digests of ``sources`` and ``files`` (`press.edition.dependencies`); whether documents are taken as they were read.
    """

    sources: dict[Dependency, str] = field(default_factory=dict)
    files: dict[Dependency, str] = field(default_factory=dict)
    is_as_read: bool = False


@dataclass(frozen=True)
class EditionContext:
    """The edition being built, the book that it is built from, and the run of Sphinx that builds it."""

    book: Book
    edition: Edition
    translate: Callable[[str], str]
    run: Run = field(default_factory=Run, compare=False)
    # The language of the document that is read, where the edition has not translated it.
    written_in: str = ""

    @property
    def sources(self) -> Sources:
        """Return the sources of the book."""
        return self.book.sources

    @property
    def settings(self) -> Settings:
        """Return the settings of the book."""
        return self.sources.settings

    @property
    def results(self) -> Results:
        """Return the results that the notebooks published."""
        return self.book.results

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by id."""
        return self.sources.claims

    @property
    def vocabulary(self) -> Labels:
        """Return the labels of codes in all languages."""
        return self.sources.vocabulary

    @property
    def language(self) -> str:
        """Return the language tag of the edition, or of the document that is read."""
        return self.written_in or self.edition.language

    @property
    def title(self) -> str:
        """Return the title of the book in that language."""
        return self.settings.edition(self.language).title

    def label(self, code: str) -> str:
        """Return the label of ``code`` in the language of the edition."""
        return self.vocabulary.label(code, self.language)

    @property
    def pictures(self) -> Path:
        """Return the folder of rendered charts."""
        return self.settings.build / "press" / "charts"


def get_context(app: Sphinx) -> EditionContext:
    """Return the context of a Sphinx application, which is set when the configuration is initialised."""
    context: EditionContext = app.press  # type: ignore[attr-defined]
    return context


def format_of(builder: Builder) -> Format:
    """Return the properties of the format that ``builder`` writes."""
    return format_named(builder.name)


def document_as_read(env: BuildEnvironment, docname: str) -> nodes.document:
    """Return another document as it was read, once for all that ask for it, and to be left as it is."""
    path = Path(env.doctreedir, f"{docname}.doctree")
    return _document(path, file_state(path))


@cached_per_build
def _document(path: Path, state: FileState) -> nodes.document:
    return cast("nodes.document", pickle.loads(path.read_bytes()))


def warn(what: object, location: Any, kind: str) -> None:
    """Have Sphinx warn of ``what`` is wrong, of a ``kind``, at a ``location``: a node, a document, or that of a directive or role."""
    _LOGGER.warning(str(what), location=location, type="press", subtype=kind)


def choose_edition(app: Sphinx, config: Config) -> None:
    """Set configuration and contents for the language of the run, and load all results before any document is read.

    A build passes the book as the configuration value ``press_book``, which is removed here, as it is no setting of Sphinx; a run by
    itself loads it. A function passed as ``press_ready`` is called with ``app`` when all is loaded and nothing is read yet.
    """
    book, config.press_book = config.press_book, None
    ready, config.press_ready = config.press_ready, None
    if ready:
        app.connect("builder-inited", ready, priority=999)
    try:
        values = {setting.name: setting.value for setting in config}
        book = book or run_book(sources_of(settings_from_config(Path(app.srcdir), values)))
        context = edition_context(book, config.language)
        _choose_toc(context, config)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    app.press = context  # type: ignore[attr-defined]
    config.project = config.html_title = context.edition.title
    # The label of figures, unless the configuration sets it, or press lacks a word that Sphinx has.
    figure = "Figure %s"
    if profile_of(config.language) is ENGLISH or context.translate(figure) != figure:
        config.numfig_format = {"figure": context.translate(figure), **config.numfig_format}
    # Pygments colours a part of what it cannot read in whole; Sphinx still warns of a language that it does not know.
    config.suppress_warnings = [*config.suppress_warnings, "misc.highlighting_failure"]


def edition_context(book: Book, language: str) -> EditionContext:
    """Return the context of the edition in ``language``; read vocabulary, claims and nouns, so that faults show early."""
    sources = book.sources
    _ = sources.vocabulary, sources.claims, sources.nouns
    return EditionContext(book, sources.settings.edition(language), get_translation(language))


def _choose_toc(context: EditionContext, config: Config) -> None:
    settings = context.settings
    target = settings.build / "press" / f"toc-{context.language}.yml"
    write_toc(settings, context.language, target, book_translations(settings, context.language))
    config.external_toc_path = str(target)
    if config.external_toc_exclude_missing:
        # sphinx-external-toc would search all folders for missing documents, build outputs included.
        config.external_toc_exclude_missing = False
        config.include_patterns = [f"{name}{end}" for _, name in toc_entries(load_yaml(target)) for end in ENDINGS]


class PerDocument(Generic[T]):
    """Values by document, stored under a ``name`` of their own in the environment."""

    def __init__(self, name: str) -> None:
        self._name = f"press_{name}"

    def setup(self, app: Sphinx) -> None:
        """Connect the listener for documents that are purged."""
        app.connect("env-purge-doc", self._forget)

    def of(self, env: BuildEnvironment) -> dict[str, T]:
        """Return the values by docname."""
        values: dict[str, T] = vars(env).setdefault(self._name, {})
        return values

    def _forget(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        self.of(env).pop(docname, None)
