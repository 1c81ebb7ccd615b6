"""Record the dependencies of each document, and read or write it again when one of them has changed.

Dependencies noted while a document was read are stored in the environment, each with a digest (`press.edition.notes`): its text, what it
includes or shows, results of notebooks and tables of data (`press.core.tracking`), and one entry for what all documents depend on. Sphinx
compares dates of files with the time when it had read the document: what was saved meanwhile, or has an older date, it would miss. What the
page of a document shows of others (titles, numbers, places of citations) is stored likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.digests import digest_of, environment, files_below, fingerprint, path_from, press_fingerprint
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, NOTEBOOK, Dependency, dependencies, reset_dependencies
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.context import EditionContext, get_context
from press.edition.notes import ALL, DEPENDENCIES, setup_notes
from press.language.catalogues import book_locale
from press.notebooks.results import outputs_digest

# Before a document is read, and after all other listeners have read it.
_FIRST, _LAST = 1, 999
# Tables that press itself reads, so that all documents depend on them.
_FOR_ALL = (CLAIMS,)
# The kind of the file of a document, and of those that it includes or shows.
_FILE = "file"


def setup_dependencies(app: Sphinx) -> None:
    """Connect the listeners that record the dependencies of documents, and report those that are outdated."""
    app.connect("builder-inited", _begin)
    app.connect("source-read", _forget, priority=_FIRST)
    app.connect("doctree-read", _note, priority=_LAST)
    app.connect("env-get-outdated", _outdated)
    setup_notes(app)


def tables_of_some(package: DataPackage) -> list[str]:
    """Return the tables on which only those documents depend that use them."""
    words = package.root / VOCABULARY_FOLDER
    return [name for name in package.names if name not in _FOR_ALL and words not in package.file(name).parents]


def dependency_digests(app: Sphinx) -> Mapping[Dependency, str]:
    """Return a digest of each possible dependency, as it is in this run."""
    sources: dict[Dependency, str] = app.press_sources  # type: ignore[attr-defined]
    return sources


def _begin(app: Sphinx) -> None:
    context = get_context(app)
    app.press_sources = {  # type: ignore[attr-defined]
        ALL: _common_digest(context),
        **{(result.kind, result.name): result.digest for result in context.results},
        **{(NOTEBOOK, item.name): outputs_digest(item, context.language) for item in context.notebooks},
        **_table_digests(context),
    }


def _table_digests(context: EditionContext) -> dict[Dependency, str]:
    """Return for each table a digest of its file and of its descriptor."""
    sources, package = context.sources, context.sources.package
    return {
        (DATA_TABLE, name): f"{sources.digest(package.file(name))} {package.content_of((DATA_TABLE, name))}"
        for name in tables_of_some(package)
    }


def _common_digest(context: EditionContext) -> str:
    """Return a digest of what all documents depend on, press and its environment included."""
    sources, package = context.sources, context.sources.package
    some = tables_of_some(package)
    own = {path_from(sources.root, path) for path in (package.path, *map(package.file, some))}
    files = [f"{path} {digest}" for path, digest in sorted(sources.digests.items()) if path not in own]
    words = files_below(book_locale(context.settings) / context.language, "press*.po")
    # Rules of style, by which documents are checked when they are read.
    words += files_below(context.settings.style, f"{context.language}.yml")
    said = [
        package.content_of((DATA_PACKAGE, "")),
        *(package.content_of((DATA_TABLE, name)) for name in package.names if name not in some),
    ]
    return fingerprint(words, press_fingerprint(), environment(), *files, *said)


def _forget(app: Sphinx, docname: str, source: list[str]) -> None:
    reset_dependencies()


def _note(app: Sphinx, doctree: nodes.document) -> None:
    now = dependency_digests(app)
    noted = {name: now[name] for name in {ALL, *dependencies()} if name in now}
    files: dict[Dependency, str] = app.press_files  # type: ignore[attr-defined]
    # Of a file that is new to the document, the digest was not taken before.
    own = {file: files.get(file) or _digest_of(app, file) for file in _files(app, app.env.docname)}
    DEPENDENCIES.of(app.env)[app.env.docname] = {**noted, **own}


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    now, known = dependency_digests(app), DEPENDENCIES.of(env)
    # Before any document is read, so that what is saved meanwhile is read in the next run.
    files = {file for docname in env.found_docs for file in _files(app, docname)}
    app.press_files = digests = {file: _digest_of(app, file) for file in files}  # type: ignore[attr-defined]
    return [docname for docname in env.found_docs if _has_changed(known.get(docname, {}), {**now, **digests})]


def _files(app: Sphinx, docname: str) -> list[Dependency]:
    """Return the file of a document, and those that it includes or shows, but for what is made from the book."""
    build, env = get_context(app).settings.build, app.env
    paths = [str(env.doc2path(docname, base=False)), *sorted(env.dependencies.get(docname, ()))]
    return [(_FILE, path) for path in paths if not Path(app.srcdir, path).is_relative_to(build)]


def _digest_of(app: Sphinx, file: Dependency) -> str:
    return digest_of(Path(app.srcdir, file[1]))


def _has_changed(known: Mapping[Dependency, str], now: Mapping[Dependency, str]) -> bool:
    """Return whether a dependency has changed, or ``known`` (from another version of press) lacks the entry for all documents."""
    return ALL not in known or any(now.get(question) != digest for question, digest in known.items())
