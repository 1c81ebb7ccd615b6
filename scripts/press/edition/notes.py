"""Store with each document, in Sphinx's environment, the dependencies of the document and of its page.

`press.edition.dependencies` fills and compares them. Nothing here knows data or notebooks, so that builders can use it in any Sphinx
project.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakSet

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.tracking import Dependency
from press.edition.per_document import PerDocument

# The entry for what all documents depend on.
ALL: Dependency = ("what all are made from", "")
# The dependencies noted while a document was read, each with a digest.
DEPENDENCIES = PerDocument[dict[Dependency, str]]("sources")
# What the page of a document shows of others, by name, each with a digest.
_PAGE_DIGESTS = PerDocument[dict[str, str]]("page_digests")
# The environments of this process whose notes are left as they are; in an attribute, that would be pickled for later runs as well.
_LEFT = WeakSet[BuildEnvironment]()


def setup_notes(app: Sphinx) -> None:
    """Connect the listeners that remove the entries of a document when it is purged."""
    DEPENDENCIES.setup(app)
    _PAGE_DIGESTS.setup(app)


def leave_notes(env: BuildEnvironment) -> None:
    """Make `pages_to_write` find and store nothing in this run."""
    _LEFT.add(env)


def pages_to_write(env: BuildEnvironment, what: str, now: Mapping[str, str]) -> list[str]:
    """Return the documents whose digest in ``now`` differs from the stored one, and store it; ``what`` names what it is a digest of."""
    if env in _LEFT:
        return []
    digests = _PAGE_DIGESTS.of(env)
    changed = [docname for docname, digest in now.items() if digests.get(docname, {}).get(what) != digest]
    for docname in changed:
        digests.setdefault(docname, {})[what] = now[docname]
    return sorted(changed)
