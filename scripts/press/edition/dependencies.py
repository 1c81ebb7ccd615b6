"""Note what each document is made from beside its own text, and have it read or written again where that has changed.

Sphinx knows when the file of a document changed. What else a document asked for while it was read is kept with it in the environment, each
question with a digest of the answer (`press.edition.notes`): results of notebooks, tables of data (`press.core.tracking`), and for all what all are
made from. What its page says of other documents (titles, numbers, places of citations) is kept beside it in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.digests import environment, files_below, fingerprint, path_from, press_fingerprint
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, NOTEBOOK, Dependency, dependencies, reset_dependencies
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.context import EditionContext, get_context
from press.edition.notes import ALL, ASKED, setup_notes
from press.language.catalogues import book_locale
from press.notebooks.results import outputs_digest

# Before anything of a document is read, and after all of it was.
_FIRST, _LAST = 1, 999
# The table that press itself reads for whoever asks, so that it counts for all documents.
_FOR_ALL = (CLAIMS,)


def setup_dependencies(app: Sphinx) -> None:
    """Note what documents ask for, and have those read again that would get another answer now."""
    app.connect("builder-inited", _begin)
    app.connect("source-read", _forget, priority=_FIRST)
    app.connect("doctree-read", _note, priority=_LAST)
    app.connect("env-get-outdated", _outdated)
    setup_notes(app)


def tables_of_some(package: DataPackage) -> list[str]:
    """The tables that only those documents depend on that ask for them."""
    words = package.root / VOCABULARY_FOLDER
    return [name for name in package.names if name not in _FOR_ALL and words not in package.file(name).parents]


def dependency_digests(app: Sphinx) -> Mapping[Dependency, str]:
    """A digest of everything that documents may ask for, as it is in this run."""
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
    """Of each table, a digest of its file and of what its descriptor says of it."""
    sources, package = context.sources, context.sources.package
    return {
        (DATA_TABLE, name): f"{sources.digest(package.file(name))} {package.said((DATA_TABLE, name))}"
        for name in tables_of_some(package)
    }


def _common_digest(context: EditionContext) -> str:
    """Return a hash that changes whenever any page may have to: with what all are made from, or the machine itself."""
    sources, package = context.sources, context.sources.package
    some = tables_of_some(package)
    own = {path_from(sources.root, path) for path in (package.path, *map(package.file, some))}
    files = [f"{path} {digest}" for path, digest in sorted(sources.digests.items()) if path not in own]
    words = files_below(book_locale(context.settings) / context.language, "press*.po")
    said = [
        package.said((DATA_PACKAGE, "")),
        *(package.said((DATA_TABLE, name)) for name in package.names if name not in some),
    ]
    return fingerprint(words, press_fingerprint(), environment(), *files, *said)


def _forget(app: Sphinx, docname: str, source: list[str]) -> None:
    reset_dependencies()


def _note(app: Sphinx, doctree: nodes.document) -> None:
    now = dependency_digests(app)
    ASKED.of(app.env)[app.env.docname] = {name: now[name] for name in {ALL, *dependencies()} if name in now}


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    now, known = dependency_digests(app), ASKED.of(env)
    return [docname for docname in env.found_docs if _has_changed(known.get(docname, {}), now)]


def _has_changed(known: Mapping[Dependency, str], now: Mapping[Dependency, str]) -> bool:
    """Tell whether one of the answers is another; what another press has noted may lack what all are made from."""
    return ALL not in known or any(now.get(question) != digest for question, digest in known.items())
