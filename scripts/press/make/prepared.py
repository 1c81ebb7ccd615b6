"""Prepare the pages of an edition: a process runs Sphinx up to the point where it would read the documents.

If only the text of chapters changes next, this saves Sphinx's start and the slow first rendering of a page.
"""

from __future__ import annotations

import logging
import pickle
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sphinx.application import ENV_PICKLE_FILENAME
from sphinx.util.logging import NAMESPACE, WarningSuppressor

from press.builders.html.builder import PAGE_WRITTEN, EditionHTMLBuilder
from press.core.caches import clear_caches
from press.core.children import processes
from press.core.children.processes import ChildProcess
from press.core.files import FileState, file_state
from press.core.formats import PAGES
from press.core.jobs import FOLLOW
from press.core.last_change import dated
from press.core.outputs import doctree_folder
from press.core.settings import Settings
from press.core.stamps import Inputs
from press.edition.chapters import address
from press.edition.context import get_context
from press.make.tasks import make_edition
from press.notebooks.book import Book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Front:
    """The page that is being looked at: its language, and its address within the edition, such as ``notebooks/survey``."""

    language: str = ""
    page: str = ""


NOBODY_LOOKS = Front()


@dataclass(frozen=True)
class WrittenPage:
    """A message: the page of a document has been written, without any warning so far."""

    language: str
    page: str


def make_pages(book: Book, part: tuple[str, str], epoch: str, front: Front, waits: bool = False) -> list[str]:
    """Make the pages of an edition like `make_edition`, the one in ``front`` first, with a message for each that is written.

    If it ``waits``, it reads documents only when it has received the page in front at that time.
    """
    return make_edition(book, part, epoch, partial(_report_pages, front, waits))


class _Warnings(logging.Handler):
    """A logging handler that counts the warnings of Sphinx at once, as Sphinx itself delays them."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a warning."""
        self.count += 1


def _report_pages(front: Front, waits: bool, app: Sphinx) -> None:
    if waits:
        # Where it fails, as for a document without a doctree, the run does not need it.
        with suppress(Exception):
            _rehearse(app, front)
        front = processes.hear()
        clear_caches()
    context = get_context(app)
    if isinstance(app.builder, EditionHTMLBuilder):
        app.builder.front = _document(app, front)

    warned = _Warnings(app)
    logging.getLogger(NAMESPACE).addHandler(warned)

    def written(app: Sphinx, docname: str) -> None:
        if not warned.count:
            processes.say(WrittenPage(context.language, address(docname, context.settings)))

    def read(app: Sphinx, env: object) -> None:
        if not warned.count:
            processes.say(FOLLOW)

    app.connect(PAGE_WRITTEN, written)
    # Emitted when all documents are read and the environment is pickled for the other formats.
    app.connect("env-check-consistency", read)


def _document(app: Sphinx, front: Front) -> str:
    """Return the name of the document whose page is in front; empty where this edition has no such page."""
    context = get_context(app)
    if front.language != context.language:
        return ""
    return next((name for name in app.env.all_docs if address(name, context.settings) == front.page), "")


def _rehearse(app: Sphinx, front: Front) -> None:
    """Write the page in front, without its text, to a temporary folder: this compiles templates and does all else that is slow only once."""
    docname = _document(app, front) or str(app.config.root_doc)
    own, outdir = app.env, app.outdir
    try:
        with TemporaryDirectory() as scratch:
            # Writing changes an environment, so it is done with a copy.
            environment: BuildEnvironment = pickle.loads(Path(app.doctreedir, ENV_PICKLE_FILENAME).read_bytes())
            environment.setup(app)
            _switch(app, environment, type(outdir)(scratch))
            app.builder.prepare_writing({docname})
            doctree = environment.get_doctree(docname)
            doctree.children.clear()
            app.builder.write_doc(docname, doctree)
    finally:
        _switch(app, own, outdir)


def _switch(app: Sphinx, environment: BuildEnvironment, outdir: Any) -> None:
    app.env = app.builder.env = environment
    app.outdir = app.builder.outdir = outdir


@dataclass
class Prepared:
    """The prepared process, and the inputs that it was prepared with."""

    language: str
    process: ChildProcess
    _inputs: Inputs
    _environment: FileState
    _chapters: frozenset[str] = field(default_factory=frozenset)

    def begin(self, settings: Settings, inputs: Inputs, front: Front) -> bool:
        """Start reading and writing if only texts of chapters differ between the prepared and the present ``inputs``; return whether it did."""
        names = {*self._inputs, *inputs}
        changed = {name for name in names if self._inputs.get(name) != inputs.get(name)}
        if not changed or not changed <= self._chapters or not changed <= inputs.keys() & self._inputs.keys():
            return False
        if file_state(_environment(settings, self.language)) != self._environment or self._has_ended():
            return False
        return self.process.send(front)

    def _has_ended(self) -> bool:
        """Return whether it has sent a message, which before it is started can only be a failure."""
        return self.process.pipe.poll()


def prepare(book: Book, language: str, inputs: Inputs, front: Front) -> Prepared:
    """Return a process prepared for the pages of ``book`` in ``language``, which are up to date with ``inputs``."""
    settings = book.sources.settings
    folder = f"{settings.book}/{language}"
    task = (make_pages, (book, (language, PAGES), dated(settings.root), front, True))
    return Prepared(
        language,
        ChildProcess(task),
        inputs,
        file_state(_environment(settings, language)),
        frozenset(f"{folder}/{name}" for name in book.sources.chapters[language]),
    )


def _environment(settings: Settings, language: str) -> Path:
    return doctree_folder(settings, language) / ENV_PICKLE_FILENAME
