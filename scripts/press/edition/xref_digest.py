"""Detect changes in what documents refer to of one another, so that their pages are written again.

Sphinx writes a page again when its own source has changed, but not when the title or number of a target in another document has, or
the target is gone. With this no page is outdated, and the next build reports a reference without a target.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.edition.notes import pages_to_write

# After all numbers are assigned.
_LAST = 999
_UNSHARED = ("wordcount", "myst_slugs")


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
