"""An edition whose pages are about to be made: Sphinx stands in a process of its own where it would begin to read.

Where nothing but the text of chapters has changed since, its start is saved, and what it takes to render the first page.
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

from sphinx.util.logging import NAMESPACE, WarningSuppressor

from press.build.tasks import make_edition
from press.build.undo import ENVIRONMENT
from press.builders.html.builder import PAGE_WRITTEN, EditionHTMLBuilder
from press.core.caches import clear_caches
from press.core.children import processes
from press.core.children.processes import ChildProcess
from press.core.files import FileState, file_state
from press.core.formats import PAGES
from press.core.jobs import FOLLOW
from press.core.last_change import dated
from press.core.settings import Settings
from press.core.stamps import Inputs
from press.edition.chapters import address
from press.edition.context import get_context
from press.notebooks.book import Book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True)
class Front:
    """The page that somebody looks at: its language, and its address within the edition, ``notebooks/survey``."""

    language: str = ""
    page: str = ""


NOBODY_LOOKS = Front()


@dataclass(frozen=True)
class WrittenPage:
    """Said when the page of a document stands in its file, and nothing was found wrong so far."""

    language: str
    page: str


def make_pages(book: Book, part: tuple[str, str], epoch: str, front: Front, waits: bool = False) -> list[str]:
    """Make the pages of an edition as `make_edition` does, that in ``front`` first, and say each as it is written.

    One that ``waits`` begins to read when it hears which page is in front then.
    """
    return make_edition(book, part, epoch, partial(_say_pages, front, waits))


class _Warnings(logging.Handler):
    """Counts what Sphinx warns of at once; it tells it later."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a warning."""
        self.count += 1


def _say_pages(front: Front, waits: bool, app: Sphinx) -> None:
    if waits:
        # Where it fails, as with a document that is to be read again, the run can do without.
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
    # Sent when everything is read and kept for the other formats.
    app.connect("env-check-consistency", read)


def _document(app: Sphinx, front: Front) -> str:
    """Return the document whose page is in front; empty where the edition has none such."""
    context = get_context(app)
    if front.language != context.language:
        return ""
    return next((name for name in app.env.all_docs if address(name, context.settings) == front.page), "")


def _rehearse(app: Sphinx, front: Front) -> None:
    """Write the page in front, without its text, where nobody looks: templates and what else is slow the first time are then at hand."""
    docname = _document(app, front) or str(app.config.root_doc)
    own, outdir = app.env, app.outdir
    try:
        with TemporaryDirectory() as scratch:
            # An environment keeps what it was asked for, so that this is done with one of its own.
            environment: BuildEnvironment = pickle.loads(Path(app.doctreedir, ENVIRONMENT).read_bytes())
            environment.setup(app)
            _turn(app, environment, type(outdir)(scratch))
            app.builder.prepare_writing({docname})
            doctree = environment.get_doctree(docname)
            doctree.children.clear()
            app.builder.write_doc(docname, doctree)
    finally:
        _turn(app, own, outdir)


def _turn(app: Sphinx, environment: BuildEnvironment, outdir: Any) -> None:
    app.env = app.builder.env = environment
    app.outdir = app.builder.outdir = outdir


@dataclass
class Prepared:
    """The process, and what it was prepared with."""

    language: str
    process: ChildProcess
    _inputs: Inputs
    _environment: FileState
    _chapters: frozenset[str] = field(default_factory=frozenset)

    def begin(self, settings: Settings, inputs: Inputs, front: Front) -> bool:
        """Have it read and write, if of what the edition is made from, now ``inputs``, nothing but texts have changed; tell whether."""
        names = {*self._inputs, *inputs}
        changed = {name for name in names if self._inputs.get(name) != inputs.get(name)}
        if not changed or not changed <= self._chapters or not changed <= inputs.keys() & self._inputs.keys():
            return False
        if file_state(_environment(settings, self.language)) != self._environment or self._has_ended():
            return False
        return self.process.ask(front)

    def _has_ended(self) -> bool:
        """Tell whether it failed before it was asked anything."""
        return self.process.pipe.poll()


def prepare(book: Book, language: str, inputs: Inputs, front: Front) -> Prepared:
    """Prepare the pages of the edition of ``book`` in ``language``, which is made from ``inputs`` and up to date."""
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
    return settings.build / "press" / language / "doctrees" / ENVIRONMENT
