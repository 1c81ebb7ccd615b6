"""Collect what catalogues translate of a book: the prose of its notebooks, and titles and captions of its contents, as gettext has them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.checks.check import Material
from press.checks.myst.block import HEADING, PARAGRAPH
from press.checks.myst.chapter import extensions_of, read_blocks
from press.core.reading.yaml_file import leaves, load_yaml
from press.edition.chapters import TOC
from press.edition.contents import contents
from press.notebooks.notebook import read_notebook

_PRINTED = ("caption", "title")


def texts_to_translate(material: Material) -> dict[str, str]:
    """Return each text with the file (from the root) in which it stands first; notebooks that the contents do not name have no page."""
    found: dict[str, str] = {}
    for keys, text in leaves(load_yaml(material.root / TOC)):
        if keys[-1] in _PRINTED and isinstance(text, str):
            found.setdefault(text, TOC)
    named = {material.root / name for name in contents(material.settings)}
    for path in material.settings.notebooks:
        if path.with_suffix("") in named:
            for text in _of_notebook(path, extensions_of(material.settings)):
                found.setdefault(text, str(path.relative_to(material.root)))
    return found


def _of_notebook(path: Path, extensions: tuple[str, ...]) -> Iterator[str]:
    """Yield headings and paragraphs with a letter in them; line by line they are one text, as in Sphinx."""
    for cell in read_notebook(path).cells:
        for block in read_blocks(str(cell.source), extensions) if cell.cell_type == "markdown" else ():
            for text in block.texts if block.kind in (HEADING, PARAGRAPH) else ():
                if any(map(str.isalpha, text.words)):
                    yield text.source.replace("\n", " ").strip()
