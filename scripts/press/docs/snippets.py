"""Read the snippets: chapters of a small book, each of which shows one role or directive and says what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from press.core.reading.yaml_file import parse_yaml
from press.core.text import read_utf8


class Snippet(NamedTuple):
    """A snippet: its ``source``, the HTML ``element`` (``tag.class``) that it becomes on a page, and a ``text`` that readers see there."""

    source: str
    element: str
    text: str


def load_snippets(book: Path) -> dict[str, Snippet]:
    """Return the snippets of the book, by the names of the roles and directives: those of the chapters that have ``element`` in their front matter."""
    found = {path.stem: _snippet(path) for path in sorted((book / "book" / "en").glob("*.md"))}
    return {name: snippet for name, snippet in found.items() if snippet is not None}


def _snippet(path: Path) -> Snippet | None:
    _, front, chapter = ["", "", "", *read_utf8(path).split("---\n", 2)][-3:]
    meta = parse_yaml(front, path, 2) or {}
    if "element" not in meta:
        return None
    # What stands below the title.
    return Snippet(chapter.partition("\n# ")[2].partition("\n")[2].strip(), meta["element"], meta["text"])
