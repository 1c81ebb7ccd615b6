"""What documents offer one another: titles, labels, numbers, works. Where it changes, every page is written anew.

Sphinx writes a page again when its own source changed, but not where what it names in another document has got another
title or number, or is gone. With this no page is stale, and a name that leads nowhere is told by the next build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

# After all numbers were given.
_LAST = 999
_UNSHARED = ("wordcount", "myst_slugs")


def setup_inventory(app: Sphinx) -> None:
    """Have pages follow what they name."""
    app.connect("env-get-updated", _follow, priority=_LAST)


def inventory(env: BuildEnvironment) -> str:
    """A digest of what the documents of ``env`` offer one another."""
    digest = hashlib.sha256()
    for part in _parts(env):
        digest.update(repr(part).encode() + b"\0")
    return digest.hexdigest()


def has_index(env: BuildEnvironment) -> bool:
    """Whether any document marks words for the index, to which then every page leads."""
    return any(env.domaindata["index"]["entries"].values())


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
    known, now = getattr(env, "press_inventory", None), inventory(env)
    env.press_inventory = now  # type: ignore[attr-defined]
    return sorted(env.found_docs) if known not in (None, now) else []
