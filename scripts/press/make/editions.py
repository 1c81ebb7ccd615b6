"""What the child processes of a build do: make an edition in its formats, the files that all editions share, the search index."""

from __future__ import annotations

import pickle
import re
from contextlib import ExitStack, suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.builders.html.assets import copy_assets
from press.builders.html.html_builder import PAGE_WRITTEN, EditionHTMLBuilder
from press.builders.typst.compile import compile_pdf, page_pictures
from press.builders.typst.typst_builder import TypstBuilder
from press.checks.sphinx_warnings import Gathered, SphinxWarning
from press.citation.settings import load_citation
from press.core.caches import clear_caches
from press.core.extensions import load_extensions
from press.core.files import remove, short_hash, write_changed, write_whole
from press.core.formats import FORMATS, PAGES, PDF, edition_output, shared_output
from press.core.jobs import Reached, send_to_parent
from press.core.project import date_this_process
from press.core.settings import Settings
from press.directives.data_package import write_data_files
from press.edition.chapters import address
from press.edition.context import get_context
from press.make.sphinx_run import SphinxRun, run, started
from press.notebooks.run import Book
from press.site.join import index_pages

# Modules that Sphinx imports during a run and press does not, to be imported before forking.
_MODULES = ("jupyter_book.config", "sphinx_book_theme", "sphinx_design.extension", "latexcodec")
#: What an edition has reached once its documents are read.
READ = "read"
#: The address of the pages of PDFs, while a book is served.
PAPER = "paper"
# The size of an SVG of Typst, in whole points.
_SIZE = re.compile(r'\A<svg[^>]* width="(\d+)[^"]*" height="(\d+)')
# Beside the Typst files: what they are to be compiled with.
_WRITTEN = "written.pickle"


class PageInView(NamedTuple):
    """The page that is being looked at: its language, and its address within the edition, such as ``notebooks/survey``."""

    language: str = ""
    page: str = ""


def import_sphinx() -> None:
    """Import what editions need, so that forked children have it.

    Skip modules that another version of a package lacks.
    """
    from sphinx.application import builtin_extensions  # noqa: PLC0415

    import press.extension  # noqa: F401, PLC0415

    for name in (*_MODULES, *builtin_extensions):
        with suppress(ImportError):
            import_module(name)


def make_edition(book: Book, language: str, epoch: str, builder: str) -> list[SphinxWarning]:
    """Make an edition with ``builder``, and return the warnings of Sphinx.

    Only for its pages are documents read; once they are, without a warning, that is told, as other formats can be made from then on. Would
    another format read what is saved meanwhile, the next run for the pages would find it read and leave the page as it is. For the PDF the
    Typst file is written, which `make_pdf` compiles.
    """
    clear_caches()
    date_this_process(epoch)
    ready = _tell_read if builder == PAGES else _leave_pdf
    warnings = run(book, language, builder, ready, as_read=builder != PAGES).all()
    # Sphinx goes no further where no document is new.
    if builder == PAGES and all(warning.is_note for warning in warnings):
        send_to_parent(Reached((language, READ)))
    return warnings


def _tell_read(app: Sphinx, gathered: Gathered) -> None:
    def tell(app: Sphinx, env: BuildEnvironment) -> None:
        if all(warning.is_note for warning in gathered.all()):
            send_to_parent(Reached((get_context(app).language, READ)))

    app.connect("env-check-consistency", tell)


def _leave_pdf(app: Sphinx, gathered: Gathered) -> None:
    def note_written(app: Sphinx, error: Exception | None) -> None:
        if isinstance(app.builder, TypstBuilder):
            Path(app.outdir, _WRITTEN).write_bytes(pickle.dumps(app.builder.written))

    if isinstance(app.builder, TypstBuilder):
        app.config.typst_compile = False
        app.connect("build-finished", note_written)


def make_pdf(settings: Settings, language: str, epoch: str) -> list[SphinxWarning]:
    """Compile the Typst file of an edition, which needs much memory and no Sphinx; return what Typst warns of."""
    date_this_process(epoch)
    note = edition_output(settings, language, PDF) / _WRITTEN
    written = pickle.loads(note.read_bytes())
    # It names folders; a book may be moved.
    note.unlink()
    # If it cannot be made, nobody is to take the one before for it.
    written[0].with_suffix(".pdf").unlink(missing_ok=True)
    warnings = compile_pdf(*written)
    return [SphinxWarning(message, place, f"typst.{subtype}") for message, subtype, place in warnings]


def make_paper(settings: Settings, language: str) -> None:
    """Make a page for `press serve` that shows the pages of the PDF of an edition; this process remembers how they were laid out."""
    source, folders, _ = pickle.loads((edition_output(settings, language, PDF) / _WRITTEN).read_bytes())
    folder, pages = printed_folder(settings.build) / PAPER / language, list[str]()
    for number, picture in enumerate(page_pictures(source, folders), start=1):
        write_changed(folder / f"{number}.svg", picture)
        ((width, height),) = _SIZE.findall(picture.decode())
        pages.append(
            f'<img src="{number}.svg?{short_hash(picture)}" alt="{number}" width="{width}" height="{height}" loading="lazy">'
        )
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{language} {FORMATS[PDF].kind}</title>'
    style = "<style>body { background: #777 } img { display: block; height: auto; margin: 1rem auto; width: min(100%, 60rem) }</style>"
    write_whole(folder / "index.html", "\n".join([head, style, "<body>", *pages, "</body></html>"]).encode())


def printed_folder(build: Path) -> Path:
    """Return the folder, in the folder ``build``, of what `make_paper` makes: ``paper`` with a folder for each language."""
    return build / "press" / "printed"


# What a process keeps while it waits for the next change: the page in front, and Sphinx at work on the pages of its edition.
_FRONT = [PageInView()]
_STARTED: dict[str, SphinxRun] = {}
_OPEN = ExitStack()


def make_pages(book: Book, language: str, epoch: str, front: PageInView) -> list[SphinxWarning]:
    """Make the pages of an edition, that in ``front`` first, and send it when it is written without a warning so far.

    Where this process has made them before, Sphinx goes on from there; nothing but the text of chapters may have changed since.
    """
    start_pages(book, language, epoch)
    _FRONT[0] = front
    return _STARTED[language].make().all()


def start_pages(book: Book, language: str, epoch: str) -> None:
    """Start Sphinx for the pages of an edition, unless this process has it; it stays as long as the process."""
    clear_caches()
    if language not in _STARTED:
        date_this_process(epoch)
        _STARTED[language] = _OPEN.enter_context(started(book, language, PAGES, _report_front))


def _report_front(app: Sphinx, gathered: Gathered) -> None:
    context = get_context(app)

    def choose_front(app: Sphinx, *others: object) -> None:
        names = app.env.all_docs if _FRONT[0].language == context.language else ()
        if isinstance(app.builder, EditionHTMLBuilder):
            names_in_front = (name for name in names if address(name, context.settings) == _FRONT[0].page)
            app.builder.front = next(names_in_front, "")

    def written(app: Sphinx, docname: str) -> None:
        if address(docname, context.settings) == _FRONT[0].page and not gathered.all():
            send_to_parent(_FRONT[0])

    app.connect("env-before-read-docs", choose_front)
    app.connect(PAGE_WRITTEN, written)


def make_shared(book: Book, epoch: str) -> None:
    """Write the files that all editions load to a folder beside them."""
    date_this_process(epoch)
    settings = book.sources.settings
    load_extensions(settings.root)
    folder = shared_output(settings)
    remove(folder)
    copy_assets(settings, folder)
    write_data_files(book.sources, load_citation(settings.root), folder)


def make_index(settings: Settings) -> None:
    """Make the search indexes of the editions."""
    load_extensions(settings.root)
    index_pages(settings)
