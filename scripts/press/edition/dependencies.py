"""What each document tells of beside its own text: results of notebooks and tables of data. Where these change it is read again.

Sphinx knows when the file of a document changed. What else is asked for while a document is read (`press.core.tracking`) is kept with it; what
all documents are made from has a digest in the configuration (`press.edition.setup.digest`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.tracking import NOTEBOOK, TABLE, Asked, asked, forget_asked
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.vocabulary import FOLDER
from press.edition.context import Press, press_of
from press.edition.per_document import PerDocument
from press.notebooks.results import outputs_digest

# Before anything of a document is read, and after all of it was.
_FIRST, _LAST = 1, 999
# The table that press itself reads for whoever asks, so that it counts for all documents.
_FOR_ALL = (CLAIMS,)

_SOURCES = PerDocument[dict[Asked, str]]("sources")


def setup_document_sources(app: Sphinx) -> None:
    """Note what documents ask for, and have those read again that would get another answer now."""
    app.connect("builder-inited", _begin)
    app.connect("source-read", _forget, priority=_FIRST)
    app.connect("doctree-read", _note, priority=_LAST)
    app.connect("env-get-outdated", _outdated)
    _SOURCES.setup(app)


def tables_of_some(package: DataPackage) -> list[str]:
    """The tables that only those documents depend on that ask for them."""
    words = package.root / FOLDER
    return [name for name in package.names if name not in _FOR_ALL and words not in package.file(name).parents]


def sources_of(app: Sphinx) -> Mapping[Asked, str]:
    """A digest of everything that documents may ask for, as it is in this run."""
    sources: dict[Asked, str] = app.press_sources  # type: ignore[attr-defined]
    return sources


def _begin(app: Sphinx) -> None:
    press = press_of(app)
    app.press_sources = {  # type: ignore[attr-defined]
        **{(result.kind, result.name): result.digest for result in press.results},
        **{(NOTEBOOK, item.name): outputs_digest(item, press.language) for item in press.notebooks},
        **_table_digests(press),
    }


def _table_digests(press: Press) -> dict[Asked, str]:
    """Of each table, a digest of its file and of what its descriptor says of it."""
    sources, package = press.sources, press.sources.package
    return {
        (TABLE, name): f"{sources.digest(package.file(name))} {package.said((TABLE, name))}"
        for name in tables_of_some(package)
    }


def _forget(app: Sphinx, docname: str, source: list[str]) -> None:
    forget_asked()


def _note(app: Sphinx, doctree: nodes.document) -> None:
    now = sources_of(app)
    _SOURCES.of(app.env)[app.env.docname] = {name: now[name] for name in asked() if name in now}


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    now = sources_of(app)
    return [
        docname
        for docname, sources in _SOURCES.of(env).items()
        if any(now.get(name) != digest for name, digest in sources.items())
    ]
