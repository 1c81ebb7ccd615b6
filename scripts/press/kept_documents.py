"""What a builder has made of each document of an edition, kept in a process that makes the same edition again and again.

Kept is what depends on the document as it was read, on what the documents offer one another (`press.inventory`), and on what all
of them are made from. Where one of these has changed it is made anew.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from sphinx.builders import Builder

from press.fingerprint import fingerprint
from press.inputs import SETTLED
from press.inventory import inventory

T = TypeVar("T")


class KeptDocuments(Generic[T]):
    """What one builder has made of documents, by their folder and name, with a digest of what it was made from."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[str, T]] = {}

    def begin(self, builder: Builder) -> Callable[[str, Callable[[], T]], T]:
        """For a run of ``builder``, what gives for a docname that which is kept, or else what is made now.

        In books that are no editions of press nothing is kept, as it is not known what their documents are made from.
        """
        folder = str(builder.doctreedir)
        common = _common(builder)

        def of(docname: str, make: Callable[[], T]) -> T:
            basis = f"{common} {hashlib.sha256(Path(folder, f'{docname}.doctree').read_bytes()).hexdigest()}"
            known = self._kept.get((folder, docname))
            if common and known and known[0] == basis:
                return known[1]
            made = make()
            if common:
                self._kept[folder, docname] = (basis, made)
            return made

        return of


def _common(builder: Builder) -> str:
    """A digest of what all documents depend on; empty where that is not known."""
    env: Any = builder.env
    digest = getattr(builder.config, "press_digest", "")
    if not digest:
        return ""
    settled = [Path(builder.srcdir, name) for name in SETTLED]
    cited, pictures = getattr(env, "press_cited", {}), {uri: name for uri, (_, name) in env.images.items()}
    date = os.environ.get("SOURCE_DATE_EPOCH", "")
    return fingerprint(settled, digest, inventory(env), repr(cited), repr(pictures), date)
