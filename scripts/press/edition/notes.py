"""Keep with each document, in Sphinx's environment, what it and its page were made from beside its text.

`press.edition.dependencies` fills it and compares. Nothing here knows data or notebooks, so that builders can use it for any project of Sphinx.
"""

from __future__ import annotations

from collections.abc import Mapping

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.digests import fingerprint
from press.core.tracking import Dependency
from press.edition.per_document import PerDocument

# What every document asks for.
ALL: Dependency = ("what all are made from", "")
# What documents asked for while they were read, each question with a digest of the answer.
ASKED = PerDocument[dict[Dependency, str]]("sources")
# What their pages tell of others, each with a digest.
_TOLD = PerDocument[dict[str, str]]("told_of_others")


def setup_notes(app: Sphinx) -> None:
    """Forget what is noted of a document with the document."""
    ASKED.setup(app)
    _TOLD.setup(app)


def pages_to_write(env: BuildEnvironment, what: str, now: Mapping[str, str]) -> list[str]:
    """Return the documents to be written anew, as the digest that ``now`` has for them of ``what`` their page tells of others has changed."""
    told = _TOLD.of(env)
    changed = [docname for docname, digest in now.items() if told.get(docname, {}).get(what) != digest]
    for docname in changed:
        told.setdefault(docname, {})[what] = now[docname]
    return sorted(changed)


def made_from(env: BuildEnvironment, docname: str) -> str:
    """Return a digest of all that a document is made from beside its text; empty in a book that is no edition of press."""
    sources = ASKED.of(env).get(docname, {})
    if ALL not in sources:
        return ""
    told = _TOLD.of(env).get(docname, {})
    return fingerprint([], repr(sorted(sources.items())), repr(sorted(told.items())))
