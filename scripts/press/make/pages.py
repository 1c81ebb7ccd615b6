"""Make the pages of an edition for somebody who looks at one of them, and keep Sphinx for the next time."""

from __future__ import annotations

from contextlib import ExitStack
from typing import NamedTuple

from sphinx.application import Sphinx

from press.builders.html.builder import PAGE_WRITTEN, EditionHTMLBuilder
from press.checks.reading import Gathered, joined
from press.core.caches import clear_caches
from press.core.jobs import say
from press.core.last_change import date_this_process
from press.edition.chapters import address
from press.edition.context import get_context
from press.make.sphinx_run import Make, started
from press.make.tasks import EditionError, collect_rarely
from press.notebooks.book import Book


class Front(NamedTuple):
    """The page that is being looked at: its language, and its address within the edition, such as ``notebooks/survey``. Sent when it is written."""

    language: str = ""
    page: str = ""


# Of a process that waits for the next change: the page in front, and what makes the pages of its edition once more.
_FRONT = [Front()]
_KEPT: dict[tuple[str, str], Make] = {}
_OPEN = ExitStack()


def make_pages(book: Book, part: tuple[str, str], epoch: str, front: Front) -> list[str]:
    """Make the pages of an edition like `make_edition`, that in ``front`` first, and send it when it is written without a warning so far.

    Where this process has made them before, Sphinx goes on from there; nothing but the text of chapters may have changed since.
    """
    start_pages(book, part, epoch)
    _FRONT[0] = front
    warned = _KEPT[part]()
    if warned.faults:
        raise EditionError(warned.faults)
    return joined(warned.notes)


def start_pages(book: Book, part: tuple[str, str], epoch: str) -> None:
    """Start Sphinx for the pages of an edition, unless this process has it; it stays as long as the process."""
    clear_caches()
    if part not in _KEPT:
        collect_rarely()
        date_this_process(epoch)
        _KEPT[part] = _OPEN.enter_context(started(book, *part, _report_front))


def _report_front(app: Sphinx, gathered: Gathered) -> None:
    context = get_context(app)

    def begin(app: Sphinx, *others: object) -> None:
        names = app.env.all_docs if _FRONT[0].language == context.language else ()
        if isinstance(app.builder, EditionHTMLBuilder):
            found = (name for name in names if address(name, context.settings) == _FRONT[0].page)
            app.builder.front = next(found, "")

    def written(app: Sphinx, docname: str) -> None:
        if address(docname, context.settings) == _FRONT[0].page and not gathered.all():
            say(_FRONT[0])

    app.connect("env-before-read-docs", begin)
    app.connect(PAGE_WRITTEN, written)
