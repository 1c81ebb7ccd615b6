"""What checks are made of: a fault; a check of the sources of a book, which has a kind; the place of a node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

from press.core.errors import PressError
from press.core.files import shown_path
from press.data.sources import Sources

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
    """A check of one ``kind``; what it finds, its docstring tells editors ("Find words that ...").

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
    """Return the file, from the root, and the line at which a node begins; of a node without a line that of what it stands in."""
    app = document.settings.env.app
    found: nodes.Node | None = node
    while found is not None and not found.line:
        found = found.parent
    path = Path(str((found.source if found is not None else None) or document["source"]))
    return shown_path(path, Path(app.srcdir)), (found.line if found is not None else None) or 1
