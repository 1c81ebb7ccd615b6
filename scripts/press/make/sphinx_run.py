"""Run Sphinx for one edition and builder, and return its warnings.

Also a program: ``python -m press.make.sphinx_run ROOT LANGUAGE BUILDER`` prints the warnings, and exits with 1 if there were faults.
"""

from __future__ import annotations

import logging
import pickle
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.application import Sphinx
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils
from sphinx.util.logging import NAMESPACE

from press.checks.sphinx_warnings import BLOCKS, NOTES, Gathered, Gatherer, SphinxWarning, reworded, warning_lines
from press.core.errors import machine_fault, machine_fault_in
from press.core.extensions import load_extensions
from press.core.files import remove, write_whole
from press.core.formats import FILE_NAMES, FORMATS, SHARED, book_files, doctree_folder, edition_output
from press.core.settings import CONFIG, Settings, sphinx_config
from press.directives.data_package import has_data, zip_name
from press.edition.chapters import load_book
from press.language.catalogues import get_full_translation
from press.notebooks.run import Book

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

# Called when Sphinx is about to read documents, with what will hold its warnings. Warnings during the call are dropped.
Ready = Callable[[Sphinx, Gathered], None]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class Warned(NamedTuple):
    """The warnings of Sphinx: ``faults``, which stop a build, and ``notes``, which do not."""

    faults: list[SphinxWarning]
    notes: list[SphinxWarning]


# Has Sphinx build; returns what was found.
Build = Callable[[], Gathered]
# Makes an edition; returns the warnings of Sphinx.
Make = Callable[[], Warned]


def run(book: Book, language: str, builder: str, ready: Ready | None = None, *, as_read: bool = False) -> Warned:
    """Build the edition of ``book`` in ``language`` with ``builder``; return the warnings of Sphinx."""
    with started(book, language, builder, ready, as_read=as_read) as make:
        return make()


@contextmanager
def started(
    book: Book, language: str, builder: str, ready: Ready | None = None, *, as_read: bool = False
) -> Iterator[Make]:
    """Start Sphinx; yield a function that makes the edition of ``book`` in ``language`` and returns the warnings, each time that it is called.

    A run that takes documents ``as_read`` by another reads none, unless none was read, and leaves all that as it is.
    """
    settings = book.sources.settings

    def prepare(app: Sphinx, gathered: Gathered) -> None:
        if as_read:
            _take_as_read(app)
        if ready:
            ready(app, gathered)

    def make() -> Warned:
        found = build().all()
        return Warned([one for one in found if one.kind not in NOTES], [one for one in found if one.kind in NOTES])

    folders = edition_output(settings, language, builder), doctree_folder(settings, language)
    with (sphinx if as_read else keeping)(book, language, builder, *folders, prepare) as build:
        yield make


@contextmanager
def keeping(
    book: Book, language: str, builder: str, output: Path, doctrees: Path, ready: Ready | None = None
) -> Iterator[Build]:
    """Do the same as `sphinx`; what is yielded returns the warnings of all documents.

    Sphinx warns only of what it reads and resolves, so that the warnings of each document are kept beside the environment.
    """
    file, kept = _kept_file(doctrees), Gathered()
    if not kept_warnings(doctrees):
        remove(doctrees)

    def connect(app: Sphinx, gathered: Gathered) -> None:
        if ready:
            ready(app, gathered)
        app.connect("env-get-outdated", take_kept, priority=0)
        app.connect("env-purge-doc", lambda app, env, docname: forget(docname, kept.read, kept.resolved))
        app.connect("doctree-resolved", lambda app, document, docname: forget(docname, kept.resolved))

    def take_kept(app: Sphinx, *others: object) -> list[str]:
        nonlocal kept
        kept = kept_warnings(doctrees) or Gathered()
        # Until this run has come to its end, what is kept is not that of the environment.
        file.unlink(missing_ok=True)
        return []

    def forget(docname: str, *kinds: dict[str, list[SphinxWarning]]) -> None:
        kept.resolved.pop("", None)
        for by_document in kinds:
            by_document.pop(docname, None)

    def build_and_keep() -> Gathered:
        found = build()
        if not found.failed:
            found.read, found.resolved = {**kept.read, **found.read}, {**kept.resolved, **found.resolved}
            write_whole(file, pickle.dumps(found))
        return found

    with sphinx(book, language, builder, output, doctrees, connect) as build:
        yield build_and_keep


def kept_warnings(doctrees: Path) -> Gathered | None:
    """Return what was found in an edition when it was read last; None where that did not come to its end, or another press has kept it."""
    try:
        found = pickle.loads(_kept_file(doctrees).read_bytes())
    except Exception:
        return None
    return found if isinstance(found, Gathered) else None


def _kept_file(doctrees: Path) -> Path:
    return doctrees.with_name("warnings.pickle")


@contextmanager
def sphinx(book: Book, language: str, builder: str, output: Path, doctrees: Path, ready: Ready) -> Iterator[Build]:
    """Start Sphinx, calling ``ready`` with the application; yield a function that has it build and returns the warnings."""
    from jupyter_book.config import get_final_config  # noqa: PLC0415  slow to import, and only needed here

    settings = book.sources.settings
    # Before Sphinx imports them: a process that makes one edition after another may hold outdated modules.
    load_extensions(settings.root)
    # Sphinx would go on with the translations of an edition that this process has made before.
    translators.clear()
    printed, gathered, logger = StringIO(), Gathered(), logging.getLogger(NAMESPACE)
    apps, handlers = list[Sphinx](), list[logging.Handler]()

    def gather_from(app: Sphinx) -> None:
        early = (line for line in _COLOURS.sub("", printed.getvalue()).splitlines() if line.strip())
        gathered.early += [SphinxWarning(reworded(line.removeprefix("WARNING: "), app)) for line in early]
        ready(app, gathered)
        handlers.append(Gatherer(app, gathered))
        logger.addHandler(handlers[0])

    @contextmanager
    def gathering() -> Iterator[None]:
        """Gather what Sphinx raises; raise what is a fault of the machine."""
        try:
            with redirect_stderr(printed):
                yield
        except Exception as error:
            if fault := machine_fault(error):
                raise fault from None
            gathered.failed = True
            gathered.early.append(SphinxWarning(str(error)))
        if fault := machine_fault_in(printed.getvalue()):
            raise fault
        printed.truncate(printed.seek(0))

    def build() -> Gathered:
        # What has failed once tells the same again: nobody knows in what state it is.
        if gathered.failed:
            return gathered
        (app,) = apps
        # Documents as they were read the last time; what is in the environment would be pickled with it.
        app.env._pickled_doctree_cache.clear()
        vars(app.env).pop("master_doctree", None)
        with gathering():
            app.build()
        if gathered.failed:
            return gathered
        found = replace(gathered, blocks=dict(BLOCKS.of(app.env)))
        gathered.early, gathered.read, gathered.resolved = [], {}, {}
        return found

    try:
        with patch_docutils(None), docutils_namespace():
            with gathering():
                own = {**overrides(settings, language, builder), "press_book": book, "press_ready": gather_from}
                config, _ = get_final_config(
                    user_yaml=settings.root / CONFIG, cli_config=own, sourcedir=settings.root, use_external_toc=True
                )
                apps.append(
                    Sphinx(settings.root, None, output, doctrees, builder, config, status=None, warning=printed)
                )
            yield build
    finally:
        for handler in handlers:
            logger.removeHandler(handler)


def _take_as_read(app: Sphinx) -> None:
    """Make ``app`` take the documents as they were read last, whatever has been saved since."""

    def find_as_read(app: Sphinx, env: BuildEnvironment, *outdated: set[str]) -> list[str]:
        if env.all_docs:
            app.project.docnames = {*env.all_docs}
            app.press_as_read = True  # type: ignore[attr-defined]
            for docnames in outdated:
                docnames.clear()
        return []

    def read_nothing(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        if env.all_docs:
            docnames.clear()

    app.connect("env-get-outdated", find_as_read)
    # Other listeners have told of outdated documents as well.
    app.connect("env-before-read-docs", read_nothing)


def overrides(settings: Settings, language: str, builder: str) -> dict[str, object]:
    """Return the configuration values by which an edition in one format differs from a plain ``jupyter-book build``.

    Of those of the format, a book's own value wins, and documents that it leaves out are left out as well; the names of files are press's.
    """
    of_format = {**FORMATS[builder].config(settings, settings.edition(language))} if builder in FORMATS else {}
    own = sphinx_config(settings.root)
    for name in (of_format.keys() & own.keys()) - FILE_NAMES:
        ours, given = of_format[name], own[name]
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
    }


def _downloads(settings: Settings, language: str) -> list[dict[str, str]]:
    """Return label and path within the site for each download that pages offer: the edition in each other format, and the data."""
    translate = get_full_translation(settings, language)
    offers = [{"label": translate(file.format.offer), "path": file.path} for file in book_files(settings, language)]
    if has_data(settings):
        offers.append({"label": translate("The data as ZIP"), "path": f"{SHARED}/{zip_name(settings)}"})
    return offers


def main(argv: list[str]) -> int:
    """Run as a program; return its exit code."""
    root, language, builder = argv
    warned = run(load_book(Path(root).resolve()), language, builder)
    print("\n".join(warning_lines([*warned.faults, *warned.notes])), file=sys.stderr)
    return 1 if warned.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
