"""Read a chapter as its blocks, with what each says, names and labels: the one reader of MyST for all checks.

The chapter is parsed by MyST's own parser, in which mathematics, directives and their options, substitutions, comments,
code and HTML are what they are; the bodies of directives are parsed in their turn, and each block knows its line in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from press.checks.myst.block import Block
from press.checks.myst.reader import Reader
from press.core.caches import stamped
from press.core.reading.yaml_file import load_yaml
from press.core.settings import CONFIG, Settings
from press.core.text import read_utf8
from press.data.sources import Sources

# What Jupyter Book has MyST read where the settings name nothing else.
_EXTENSIONS = ("colon_fence", "dollarmath", "substitution", "tasklist")


@dataclass(frozen=True)
class Chapter:
    """A chapter in one language, by its ``path`` (from the root) and its ``name`` (from the folder of the language)."""

    language: str
    name: str
    path: Path
    source: str
    blocks: tuple[Block, ...]


def read_chapters(sources: Sources) -> Iterator[Chapter]:
    """Yield every chapter, language by language."""
    extensions = extensions_of(sources.settings)
    for language, names in sources.chapters.items():
        for name in names:
            path = Path(sources.settings.book, language, name)
            source = read_utf8(sources.root / path)
            yield Chapter(language, name, path, source, read_blocks(source, extensions))


def extensions_of(settings: Settings) -> tuple[str, ...]:
    """Return the extensions of MyST that the book names."""
    parse = load_yaml(settings.root / CONFIG).get("parse")
    named = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return tuple(str(name) for name in named) if isinstance(named, list) else _EXTENSIONS


@stamped
def read_blocks(text: str, extensions: tuple[str, ...]) -> tuple[Block, ...]:
    """Return the blocks of the Markdown ``text`` as MyST reads it with its ``extensions``, in the order of their lines."""
    return tuple(Reader(extensions).read(text, 1))
