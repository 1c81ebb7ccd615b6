"""Run Sphinx for one edition and builder, and return its warnings.

Also a program: ``python -m press.make.sphinx_run ROOT LANGUAGE BUILDER`` prints the warnings, and exits with 1 if there were faults.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE

from press.checks.collect import keep_marks
from press.checks.sphinx_warnings import NOTES, Gathered, Gatherer, SphinxWarning, joined, told
from press.core.errors import machine_fault, machine_fault_in
from press.core.extensions import load_extensions
from press.core.formats import FORMATS, PAGES
from press.core.outputs import SHARED, book_files, edition_output
from press.core.settings import CONFIG, Settings
from press.directives.data_package import has_data, zip_name
from press.edition.load import load_book
from press.edition.notes import leave_notes
from press.language.catalogues import get_notebook_translation
from press.make.undo import Undo, doctree_folder
from press.notebooks.book import Book

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# Called when Sphinx is about to read documents, with what will hold its warnings. Warnings during the call are dropped.
Ready = Callable[[Sphinx, Gathered], None]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Warned(NamedTuple):
    """The warnings of Sphinx: ``faults``, which stop a build, and ``notes``, which do not."""

    faults: list[SphinxWarning]
    notes: list[SphinxWarning]


class Make(Protocol):
    """What makes an edition, or starts Sphinx alone, which then reads nothing yet."""

    def __call__(self, *, start_only: bool = False) -> Warned:
        """Return the warnings of Sphinx."""


def run(book: Book, language: str, builder: str, *, as_read: bool = False) -> Warned:
    """Build the edition of ``book`` in ``language`` with ``builder``; return the warnings of Sphinx."""
    with started(book, language, builder, as_read=as_read) as make:
        return make()


@contextmanager
def started(
    book: Book, language: str, builder: str, ready: Ready | None = None, *, as_read: bool = False
) -> Iterator[Make]:
    """Start Sphinx for the edition of ``book`` in ``language``; yield a function that builds it and returns the warnings.

    The doctrees and pages of a run with faults are removed, so that the next one reads these documents, and warns, again. A run that takes
    documents ``as_read`` by another reads none, unless none was read, and leaves all that as it is.
    """
    settings = book.sources.settings
    undo = Undo(doctrees := doctree_folder(settings, language))

    def begin(app: Sphinx, gathered: Gathered) -> None:
        undo.follow(app)
        if as_read:
            _take_as_read(app)
        elif builder == PAGES:
            app.connect("env-check-consistency", lambda app, env: keep_marks(marks_file(settings, language), env))
        if ready:
            ready(app, gathered)

    def make(*, start_only: bool = False) -> Warned:
        undo.begin()
        found = build(start_only=start_only).all()
        if start_only:
            return Warned(found, [])
        notes = [one for one in found if one.kind in NOTES]
        faults = [one for one in found if one.kind not in NOTES] or _missing_files(settings, language, builder)
        if faults and not as_read:
            undo.undo()
        return Warned(faults, notes)

    with sphinx(book, language, builder, edition_output(settings, language, builder), doctrees, begin) as build:
        yield make


@contextmanager
def sphinx(
    book: Book, language: str, builder: str, output: Path, doctrees: Path, ready: Ready
) -> Iterator[Callable[..., Gathered]]:
    """Yield a function that has Sphinx build, the first time after ``ready`` is called with the application; it returns the warnings."""
    from jupyter_book.config import get_final_config  # noqa: PLC0415  slow to import, and only needed here

    settings = book.sources.settings
    # Before Sphinx imports them: a process that makes one edition after another may hold outdated modules.
    load_extensions(settings.root)
    # Sphinx would go on with the translations of an edition that this process has made before.
    translators.clear()
    printed, gathered, logger = StringIO(), Gathered(), logging.getLogger(NAMESPACE)
    apps, handlers = list[Sphinx](), list[logging.Handler]()

    def begin(app: Sphinx) -> None:
        early = (line for line in _COLOURS.sub("", printed.getvalue()).splitlines() if line.strip())
        gathered.early += [SphinxWarning(told(line.removeprefix("WARNING: "), app)) for line in early]
        ready(app, gathered)
        handlers.append(Gatherer(app, gathered))
        logger.addHandler(handlers[0])

    def build(*, start_only: bool = False) -> Gathered:
        gathered.early, gathered.read, gathered.resolved = [], {}, {}
        try:
            with redirect_stderr(printed):
                if not apps:
                    own = {**overrides(settings, language, builder), "press_book": book, "press_ready": begin}
                    config, _ = get_final_config(
                        user_yaml=settings.root / CONFIG, cli_config=own, sourcedir=settings.root, use_external_toc=True
                    )
                    apps.append(
                        Sphinx(settings.root, None, output, doctrees, builder, config, status=None, warning=printed)
                    )
                if not start_only:
                    # Documents as they were read the last time; what is in the environment would be pickled with it.
                    apps[0].env._pickled_doctree_cache.clear()
                    vars(apps[0].env).pop("master_doctree", None)
                    apps[0].build()
        except Exception as error:
            if fault := machine_fault(error):
                raise fault from None
            gathered.failed = True
            gathered.early.append(SphinxWarning(str(error)))
        if fault := machine_fault_in(printed.getvalue()):
            raise fault
        return replace(gathered)

    try:
        with patch_docutils(None), docutils_namespace():
            yield build
    finally:
        for handler in handlers:
            logger.removeHandler(handler)


def marks_file(settings: Settings, language: str) -> Path:
    """Return the file with what collectors found in an edition when its pages were made."""
    return settings.build / "press" / language / "marks.pickle"


def _take_as_read(app: Sphinx) -> None:
    """Make ``app`` take the documents as they were read last, whatever has been saved since."""

    def find_as_read(app: Sphinx, env: BuildEnvironment, *outdated: set[str]) -> list[str]:
        if env.all_docs:
            app.project.docnames = {*env.all_docs}
            leave_notes(env)
            for docnames in outdated:
                docnames.clear()
        return []

    def read_nothing(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        if env.all_docs:
            docnames.clear()

    app.connect("env-get-outdated", find_as_read)
    # Other listeners have told of outdated documents as well.
    app.connect("env-before-read-docs", read_nothing)


def _missing_files(settings: Settings, language: str, builder: str) -> list[SphinxWarning]:
    """Return a fault for each output file of the format that its builder has not written."""
    output = edition_output(settings, language, builder)
    files = [file.made for file in book_files(settings, language) if file.made.parent == output]
    remedy = "have it write the file into its output folder, or correct the ending in the record of the format"
    return [
        SphinxWarning(f"the builder '{builder}' has not written {path}; {remedy}")
        for path in files
        if not path.is_file()
    ]


def overrides(settings: Settings, language: str, builder: str) -> dict[str, object]:
    """Return the configuration values by which an edition in one format differs from a plain ``jupyter-book build``."""
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
        **(FORMATS[builder].config(settings, settings.edition(language)) if builder in FORMATS else {}),
    }


def _downloads(settings: Settings, language: str) -> list[dict[str, str]]:
    """Return label and path within the site for each download that pages offer: the edition in each other format, and the data."""
    translate = get_notebook_translation(settings, language)
    offers = [{"label": translate(file.format.offer), "path": file.path} for file in book_files(settings, language)]
    if has_data(settings):
        offers.append({"label": translate("The data as ZIP"), "path": f"{SHARED}/{zip_name(settings)}"})
    return offers


def main(argv: list[str]) -> int:
    """Run as a program; return its exit code."""
    root, language, builder = argv
    warned = run(load_book(Path(root).resolve()), language, builder)
    print("\n".join(joined([*warned.faults, *warned.notes])), file=sys.stderr)
    return 1 if warned.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
