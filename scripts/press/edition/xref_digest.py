"""Know what documents offer one another, so that a page is written anew when that changes, and keep what was made of the others.

Sphinx writes a page again when its own source changed, but not where what it names in another document has got another
title or number, or is gone. With this no page is stale, and a name that leads nowhere is told by the next build.

What is kept of a document is kept by all that it is made from (`press.edition.notes`), and made anew where one of these has changed.
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
from press.core.sources import settled
from press.edition.notes import made_from, pages_to_write

# After all numbers were given.
_LAST = 999
_UNSHARED = ("wordcount", "myst_slugs")
T = TypeVar("T")


def setup_xref_digest(app: Sphinx) -> None:
    """Have pages follow what they name."""
    app.connect("env-get-updated", _follow, priority=_LAST)


def xref_digest(env: BuildEnvironment) -> str:
    """A digest of what the documents of ``env`` offer one another."""
    digest = hashlib.sha256()
    for part in _parts(env):
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


def has_index(env: BuildEnvironment) -> bool:
    """Whether any document marks words for the index, to which then every page leads."""
    return any(env.domaindata["index"].get("entries", {}).values())


def _parts(env: BuildEnvironment) -> Iterator[Any]:
    yield sorted(env.found_docs), has_index(env)
    for docname in sorted(env.tocs):
        yield docname, env.titles[docname].astext(), env.longtitles[docname].astext(), env.tocs[docname].pformat()
        yield env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname), env.toctree_includes.get(docname)
        metadata = env.metadata.get(docname, {})
        yield sorted((name, repr(value)) for name, value in metadata.items() if name not in _UNSHARED)
        # With each anchor of a heading comes the number of its line, which no other document uses.
        yield sorted((name, *rest) for name, (_, *rest) in metadata.get("myst_slugs", {}).items())
    for name in sorted(env.domains):
        yield name, sorted(map(repr, env.domains[name].get_objects()))
    yield sorted(env.domaindata["std"]["anonlabels"].items())
    works = env.domaindata.get("cite", {}).get("citations", ())
    yield sorted(
        (work.citation_id, work.key, work.bibliography_key.docname, work.formatted_entry.label) for work in works
    )


def _follow(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents to be written anew: all if the inventory is another than it was."""
    return pages_to_write(env, "inventory", dict.fromkeys(env.found_docs, xref_digest(env)))


class DoctreeCache(Generic[T]):
    """What one builder has made of documents, by their folder and name, with a digest of what it was made from."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, T]] = {}

    def begin(self, builder: Builder) -> Callable[[str, Callable[[], T]], T]:
        """For a run of ``builder``, what gives for a docname that which is kept, or else what is made now.

        In books that are no editions of press nothing is kept, as it is not known what their documents are made from.
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
    """Return a digest of what the pages of all documents have in common beside what their documents are made from."""
    pictures, root = {uri: name for uri, (_, name) in builder.env.images.items()}, Path(builder.srcdir)
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return fingerprint(settled(root), repr(pictures), date, project_version(root))
