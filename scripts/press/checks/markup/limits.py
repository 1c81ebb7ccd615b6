"""Check that what is no chapter is within the limits of a text: cells of notebooks, translations, included files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.checks.markup.checks import markup_of, parts_of
from press.checks.myst.block import UNREAD
from press.checks.myst.chapter import extensions_of, read_blocks
from press.checks.myst.limits import DEEPEST
from press.core.text import lines_of
from press.language.catalogues import book_catalogue_path, translations_in
from press.notebooks.notebook import lines_in_file, text_cells

# Each of so many directives or classes takes two signs at least, and so does each column of a table; a shorter text passes no limit.
_SHORTEST = 2 * DEEPEST


@check("limits", CHAPTERS, Stage.MARKUP)
def limits(material: Material) -> Iterator[Fault]:
    """Find cells of notebooks, translations, included files and other documents that are too long, too wide or too deep to be read; of chapters `structure` tells."""
    chapters = {chapter.path for chapter in material.chapters}
    parts = list(parts_of(markup_of(material)))
    # A part with lines is a cell of a notebook, of which there are others beside the contents.
    files = (part for part in parts if part.path not in chapters and not part.lines)
    found = [(part.path, *unread) for part in files for unread in part.outline.unread]
    extensions = extensions_of(material.settings)
    elsewhere = (material.root / part.path for part in parts if part.path.suffix == ".ipynb")
    for path in dict.fromkeys((*material.settings.notebooks, *elsewhere)):
        found += [(path.relative_to(material.root), *one) for one in _in_notebook(path, extensions)]
    for language in material.settings.languages:
        path = book_catalogue_path(material.settings, language)
        if path.is_file():
            found += [(path.relative_to(material.root), *one) for one in _in_catalogue(path, extensions)]
    yield from (fault_at(path, line, words) for path, line, words in dict.fromkeys(found))


def _in_notebook(path: Path, extensions: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for number, text in text_cells(path):
        for line, words in _unread(text, extensions):
            yield lines_in_file(path).get(lines_of(text)[line - 1], 1), f"in cell {number}, {words}"


def _in_catalogue(path: Path, extensions: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    for line, text in translations_in(path):
        yield from ((line, f"in the translation, {words}") for _, words in _unread(text, extensions))


def _unread(text: str, extensions: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    if len(text) >= _SHORTEST:
        yield from ((block.line, block.source) for block in read_blocks(text, extensions) if block.kind == UNREAD)
