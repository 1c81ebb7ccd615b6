"""Define the tasks of a build's child processes: check the sources, make an edition in one format, or the files that all editions share."""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module

from press.builders.html.assets import copy_assets
from press.checks.reading import SphinxWarning, joined
from press.checks.registry import check_sources
from press.citation.settings import load_citation
from press.core.caches import clear_caches
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.core.files import remove
from press.core.formats import PAGES
from press.core.last_change import date_this_process
from press.core.outputs import shared_output
from press.core.settings import Settings
from press.directives.data_package import write_data_zip
from press.edition.load import sources_of
from press.make.sphinx_run import run
from press.notebooks.book import Book
from press.site.joined import index_pages

# Thresholds of Python's garbage collector for its three generations; by default 700, 10 and 10.
_THRESHOLDS = (50_000, 20, 50)
# Modules that Sphinx imports during a run, to be imported before forking.
_WARM = (
    "jupyter_book.config",
    "myst_nb.sphinx_ext",
    "sphinx_book_theme",
    "pydata_sphinx_theme",
    "sphinx_external_toc",
    "sphinx_togglebutton",
    "sphinx_copybutton",
    "sphinx_thebe",
    "sphinx_comments",
    "sphinx_design.extension",
    "sphinx_jupyterbook_latex",
    "sphinxcontrib.bibtex",
    "sphinx.builders.html",
    "sphinx.ext.mathjax",
    "sphinx.ext.intersphinx",
    "latexcodec",
)


class EditionError(PressError):
    """The faults of an edition in one format: the ``warnings`` of Sphinx."""

    def __init__(self, warnings: list[SphinxWarning]) -> None:
        super().__init__("\n".join(joined(warnings)))
        self.warnings = warnings

    def __reduce__(self) -> tuple[type[EditionError], tuple[list[SphinxWarning]]]:
        """Pickle it by its warnings."""
        return EditionError, (self.warnings,)


def warm() -> None:
    """Import what editions need, so that forked children have it; skip modules that another version of a package lacks."""
    from sphinx.application import builtin_extensions  # noqa: PLC0415

    import press.builders.typst.extension  # noqa: PLC0415
    import press.extension  # noqa: F401, PLC0415

    for name in (*_WARM, *builtin_extensions):
        with suppress(ImportError):
            import_module(name)


def check(settings: Settings, book: Book) -> None:
    """Check the sources of ``book``, which has ``settings`` and whose notebooks need not run; raise PressError with all faults."""
    clear_caches()
    load_extensions(settings.root)
    if faults := check_sources(sources_of(settings), known=book).faults:
        raise PressError("\n".join(faults))


def make_edition(book: Book, part: tuple[str, str], epoch: str) -> list[str]:
    """Make an edition in one format; return Sphinx's notes. Raises PressError with Sphinx's warnings that are faults.

    Only for its pages are documents read. Would another format read what is saved meanwhile, the next run for the pages would find it read
    and leave the page as it is; and two formats would write the same doctrees.
    """
    clear_caches()
    collect_rarely()
    date_this_process(epoch)
    faults, notes = run(book, *part, as_read=part[1] != PAGES)
    if faults:
        raise EditionError(faults)
    return joined(notes)


def collect_rarely() -> None:
    """Make Python collect garbage less often.

    Doctrees are large trees of objects, and going through all of them again and again takes a third of the time for reading.
    Frozen objects are never collected, so that a process that makes one edition after another freezes only those of its start.
    """
    if gc.get_threshold() != _THRESHOLDS:
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)


def make_index(settings: Settings) -> None:
    """Make the search indexes of the editions."""
    load_extensions(settings.root)
    index_pages(settings)


def make_shared(book: Book, part: tuple[str], epoch: str) -> None:
    """Write the files that all editions load to a folder beside them."""
    date_this_process(epoch)
    settings = book.sources.settings
    load_extensions(settings.root)
    folder = shared_output(settings)
    remove(folder)
    copy_assets(settings, folder)
    write_data_zip(book.sources, load_citation(settings.root), folder)
