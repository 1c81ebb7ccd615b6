"""Detect changes in what documents refer to of one another, so that their pages are written again, and cache what builders make of them.

Sphinx writes a page again when its own source has changed, but not when the title or number of a target in another document has, or
the target is gone. With this no page is outdated, and the next build reports a reference without a target.

Cached results are stored with the digest of all dependencies of the document (`press.edition.notes`), and remade when it changes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Generic, TypeVar

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from press.core.digests import fingerprint
from press.core.project import project_version
from press.core.sources import config_files
from press.edition.notes import made_from, pages_to_write

# After all numbers are assigned.
_LAST = 999
_UNSHARED = ("wordcount", "myst_slugs")
T = TypeVar("T")


def setup_xref_digest(app: Sphinx) -> None:
    """Connect the listener that returns the pages to write again."""
    app.connect("env-get-updated", _follow, priority=_LAST)


def xref_digest(env: BuildEnvironment) -> str:
    """Return a digest of all cross-reference targets of ``env``: titles, numbers, labels, objects, citations."""
    digest = hashlib.sha256()
    for part in _parts(env):
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


def has_index(env: BuildEnvironment) -> bool:
    """Return whether any document has index entries; if so, every page links to the index."""
    return any(env.domaindata["index"].get("entries", {}).values())


def _parts(env: BuildEnvironment) -> Iterator[Any]:
    yield sorted(env.found_docs), has_index(env)
    for docname in sorted(env.tocs):
        yield docname, env.titles[docname].astext(), env.longtitles[docname].astext(), env.tocs[docname].pformat()
        yield env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname), env.toctree_includes.get(docname)
        metadata = env.metadata.get(docname, {})
        yield sorted((name, repr(value)) for name, value in metadata.items() if name not in _UNSHARED)
        # The first value of each anchor is its line number, which no other document uses.
        yield sorted((name, *rest) for name, (_, *rest) in metadata.get("myst_slugs", {}).items())
    for name in sorted(env.domains):
        yield name, sorted(map(repr, env.domains[name].get_objects()))
    yield sorted(env.domaindata["std"]["anonlabels"].items())
    # Labels and numbers of formulas, which the domain does not list as objects.
    yield sorted(env.domaindata["math"]["objects"].items())
    works = env.domaindata.get("cite", {}).get("citations", ())
    yield sorted(
        (work.citation_id, work.key, work.bibliography_key.docname, work.formatted_entry.label) for work in works
    )


def _follow(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the documents to write again: all of them, if the digest has changed."""
    return pages_to_write(env, "inventory", dict.fromkeys(env.found_docs, xref_digest(env)))


class DoctreeCache(Generic[T]):
    """A cache of what a builder has made of doctrees, by folder and docname, with a digest of the dependencies."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, T]] = {}

    def begin(self, builder: Builder) -> Callable[[str, Callable[[], T]], T]:
        """Return a function for a run of ``builder`` that returns the cached value of a docname, or calls ``make`` and caches its result.

        In books that are no editions of press nothing is cached, as the dependencies of their documents are not known.
        """
        folder = str(builder.doctreedir)
        common = _surroundings(builder)

        def of(docname: str, make: Callable[[], T]) -> T:
            sources = made_from(builder.env, docname)
            if not sources:
                return make()
            basis = fingerprint([Path(folder, f"{docname}.doctree")], common, sources)
            known = self._kept.get((folder, docname))
            if known and known[0] == basis:
                return known[1]
            made = make()
            self._kept[folder, docname] = (basis, made)
            return made

        return of


def _surroundings(builder: Builder) -> str:
    """Return a digest of what the pages of all documents depend on beside the dependencies of each."""
    pictures, root = {uri: name for uri, (_, name) in builder.env.images.items()}, Path(builder.srcdir)
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return fingerprint(config_files(root), repr(pictures), date, project_version(root))
