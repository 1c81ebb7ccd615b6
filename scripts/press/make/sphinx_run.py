"""Run Sphinx for one edition and builder, and return its warnings."""

from __future__ import annotations

import gc
import logging
import pickle
import re
import shutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE
from sphinxcontrib.bibtex import env_updated

from press.checks.sphinx_warnings import BLOCKS, Gathered, Gatherer, SphinxWarning, early_warning, unreadable
from press.core.errors import PressError, machine_fault, machine_fault_in
from press.core.extensions import load_extensions
from press.core.files import remove, write_whole
from press.core.formats import SHARED, book_files, book_name, doctree_folder, edition_output, format_named
from press.core.jobs import THRESHOLDS
from press.core.settings import Settings, sphinx_config
from press.directives.data_package import data_files
from press.edition.context import get_context
from press.edition.jupyter_book import sphinx_settings
from press.edition.sphinx_internals import disconnect, forget_doctrees
from press.language.catalogues import get_translation
from press.notebooks.run import Book

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# Called when Sphinx is about to read documents, with what will hold its warnings. Warnings during the call are dropped.
Ready = Callable[[Sphinx, Gathered], None]
_LOGGER = logging.getLogger(NAMESPACE)
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def run(book: Book, language: str, builder: str, ready: Ready | None = None, **options: Any) -> Gathered:
    """Make the edition of ``book`` in ``language`` with ``builder``.

    Return the warnings. The ``options`` are those of `started`.
    """
    with started(book, language, builder, ready, **options) as sphinx:
        return sphinx.make()


@contextmanager
def started(
    book: Book,
    language: str,
    builder: str,
    ready: Ready | None = None,
    *,
    doctrees: Path | None = None,
    as_read: bool = False,
) -> Iterator[SphinxRun]:
    """Start Sphinx for an edition and a builder, by default with the ``doctrees`` that all formats share.

    A run that takes documents ``as_read`` by another reads none, unless none was read, and leaves all that as it is.
    """
    settings, doctrees = book.sources.settings, doctrees or doctree_folder(book.sources.settings, language)
    if not as_read and not kept_warnings(doctrees):
        remove(doctrees)
    # Before Sphinx imports them: a process that makes one edition after another may hold outdated modules.
    load_extensions(settings.root)
    # Sphinx would go on with the translations of an edition that this process has made before.
    translators.clear()
    run = SphinxRun(doctrees, ready, as_read=as_read)
    config_values = {**overrides(settings, language, builder), "press_book": book, "press_ready": run.begin}
    gc.set_threshold(*THRESHOLDS)
    try:
        with patch_docutils(None), docutils_namespace():
            with run.gathering():
                config = sphinx_settings(settings.root, config_values)
                output = edition_output(settings, language, builder)
                run.app = Sphinx(
                    settings.root, None, output, doctrees, builder, config, status=None, warning=run.printed
                )
            yield run
    finally:
        _LOGGER.removeHandler(run.handler)


class SphinxRun:
    """Sphinx at work on an edition, which goes on from where it is each time that `make` is called.

    It warns only of what it reads and resolves, so that the warnings of each document are kept beside the environment.
    """

    app: Sphinx
    handler: logging.Handler = logging.NullHandler()

    def __init__(self, doctrees: Path, ready: Ready | None, *, as_read: bool) -> None:
        self.doctrees, self.ready, self.as_read = doctrees, ready, as_read
        self.printed, self.gathered, self.kept = StringIO(), Gathered(), Gathered()

    def begin(self, app: Sphinx) -> None:
        """Gather what Sphinx warns of from now on, as its configuration and extensions are loaded."""
        # A warning may be of several lines.
        early = re.split(r"^(?=.*WARNING: )", _COLOURS.sub("", self.printed.getvalue()), flags=re.MULTILINE)
        self.gathered.early += [early_warning(said.removeprefix("WARNING: "), app) for said in early if said.strip()]
        if self.ready:
            self.ready(app, self.gathered)
        if self.as_read:
            _take_as_read(app)
        else:
            app.connect("env-get-outdated", self._take_kept, priority=0)
            app.connect(
                "env-purge-doc",
                lambda app, env, docname: self._forget(docname, self.kept.read, self.kept.resolved, self.gathered.read),
            )
            app.connect("doctree-resolved", lambda app, document, docname: self._forget(docname, self.kept.resolved))
        self.handler = Gatherer(app, self.gathered)
        _LOGGER.addHandler(self.handler)

    def _take_kept(self, app: Sphinx, *others: object) -> list[str]:
        self.kept = kept_warnings(self.doctrees) or Gathered()
        # Until this run has come to its end, what is kept is not that of the environment.
        _kept_file(self.doctrees).unlink(missing_ok=True)
        return []

    def _forget(self, docname: str, *kinds: dict[str, list[SphinxWarning]]) -> None:
        self.kept.resolved.pop("", None)
        for by_document in kinds:
            by_document.pop(docname, None)

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Gather what Sphinx raises; raise what is a fault of the machine."""
        try:
            with redirect_stderr(self.printed):
                yield
        except Exception as error:
            if fault := machine_fault(error):
                raise fault from None
            self.gathered.failed = True
            chapter_fault = unreadable(self.app, error) if hasattr(self, "app") else None
            # Of a listener Sphinx tells which it is.
            cause = getattr(error, "orig_exc", None)
            words = str(chapter_fault or (cause if isinstance(cause, PressError) else error))
            if not chapter_fault and not isinstance(error, PressError | SphinxError):
                # What a program raises unforeseen has often no words of its own.
                *_, last = traceback.extract_tb(error.__traceback__)
                words = f"{type(error).__name__}: {error} ({last.filename}:{last.lineno}); report this"
            self.gathered.early.append(SphinxWarning(words))
        if fault := machine_fault_in(self.printed.getvalue()):
            raise fault
        self.printed.truncate(self.printed.seek(0))

    def make(self) -> Gathered:
        """Make the edition; return the warnings of all its documents."""
        # What has failed once tells the same again: nobody knows in what state it is.
        if not self.gathered.failed:
            forget_doctrees(self.app.env)
            with self.gathering():
                self.app.build()
        if self.gathered.failed:
            return self.gathered
        gathered = replace(self.gathered, blocks=dict(BLOCKS.of(self.app.env)))
        self.gathered.early, self.gathered.read, self.gathered.resolved = [], {}, {}
        if not self.as_read:
            gathered.read = {**self.kept.read, **gathered.read}
            gathered.resolved = {**self.kept.resolved, **gathered.resolved}
            write_whole(_kept_file(self.doctrees), pickle.dumps(gathered))
        return gathered


def kept_warnings(doctrees: Path) -> Gathered | None:
    """Return what was found in an edition when it was read last.

    None where that did not come to its end, or another press has kept it.
    """
    try:
        gathered = pickle.loads(_kept_file(doctrees).read_bytes())
    except Exception:
        return None
    return gathered if isinstance(gathered, Gathered) else None


def copy_as_read(doctrees: Path, target: Path) -> None:
    """Copy ``doctrees`` and what was found when they were read; nothing where that did not come to its end."""
    if kept_warnings(doctrees):
        shutil.copytree(doctrees, target)
        # Last, as doctrees without it are read anew.
        shutil.copyfile(_kept_file(doctrees), _kept_file(target))


def _kept_file(doctrees: Path) -> Path:
    return doctrees.with_name("warnings.pickle")


def _take_as_read(app: Sphinx) -> None:
    """Make ``app`` take the documents as they were read last, whatever has been saved since."""

    def find_as_read(app: Sphinx, env: BuildEnvironment, *outdated: set[str]) -> list[str]:
        if env.all_docs:
            app.project.docnames = {*env.all_docs}
            get_context(app).run.is_as_read = True
            for docnames in outdated:
                docnames.clear()
            # Works are sorted and labelled already, as the environment keeps them.
            disconnect(app, "env-updated", env_updated)
        return []

    def read_nothing(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        if env.all_docs:
            docnames.clear()

    app.connect("env-get-outdated", find_as_read)
    # Other listeners have told of outdated documents as well.
    app.connect("env-before-read-docs", read_nothing)


def overrides(settings: Settings, language: str, builder: str) -> dict[str, object]:
    """Return the configuration values by which an edition in one format differs from a plain ``jupyter-book build``.

    A book's own value wins over that of the format, except for the name of the file. Both lists of excluded documents count.
    """
    format_ = format_named(builder)
    of_format = {**format_.config(settings, settings.edition(language))}
    of_book = sphinx_config(settings.root)
    for name in of_format.keys() & of_book.keys():
        ours, given = of_format[name], of_book[name]
        of_format[name] = [*ours, *given] if isinstance(ours, list) and isinstance(given, list) else given
    return {
        "external_toc_path": "_toc.yml",
        "latex_individualpages": False,
        # A list of its own: themes append to what Jupyter Book hands to every run of a process.
        "templates_path": [],
        "language": language,
        "nitpicky": True,
        "press_siblings": settings.languages,
        "press_shared": f"../{SHARED}",
        "press_downloads": _downloads(settings, language),
        **of_format,
        **({format_.file_name: book_name(settings, language)} if format_.file_name else {}),
    }


def _downloads(settings: Settings, language: str) -> list[dict[str, str]]:
    """Return label and path within the site for each download that pages offer: other formats, and data."""
    translate = get_translation(language)
    offers = [{"label": translate(file.format.offer), "path": file.path} for file in book_files(settings, language)]
    return [*offers, *({"label": translate(offer), "path": path} for path, _, offer in data_files(settings, language))]
