"""What checks are made of: a fault; a check of the sources of a book, which has a kind; the place of a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

from press.core.errors import PressError
from press.core.files import shown_path
from press.data.sources import Sources
from press.directives.link_nodes import ancestors

# Kinds of checks, in the order in which they run.
DATA, CHAPTERS, WORDS = KINDS = ("data", "chapters", "words")


class Fault(NamedTuple):
    """What is wrong at a ``line`` of a ``file`` (from the root), or in all of it, and what to do."""

    file: Path | str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}" if self.line else f"{self.file}: {self.words}"


class Check(NamedTuple):
    """A check of one ``kind``; the docstring of ``find`` tells editors what it finds ("Find words that ...").

    One of words looks at no tables: a build goes without it where these alone have changed.

    A PressError, raised or among the faults, says that a source cannot be read.
    """

    kind: str
    find: Callable[[Sources], Iterable[Fault | PressError]]


# Gets each document as it is parsed, before transforms move footnotes and set typography, and its name.
DocumentCheck = Callable[[nodes.document, str], Iterable[Fault]]


def errors_of(read: Callable[..., object], *arguments: object) -> Iterator[PressError]:
    """Yield the PressError of ``read(*arguments)``, if there is one, so that other sources are read all the same."""
    try:
        read(*arguments)
    except PressError as error:
        yield error


def place_of(node: nodes.Node, document: nodes.document) -> tuple[str, int]:
    """Return the file, from the root, and the line at which a node begins; a node without a line has that of the node around it."""
    known = next((around for around in (node, *ancestors(node)) if around.line), document)
    path = Path(known.source or document["source"])
    return shown_path(path, Path(document.settings.env.app.srcdir)), known.line or 1
