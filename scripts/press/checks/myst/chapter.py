"""Read a chapter as its blocks, with what each says, names and labels: the one reader of MyST for all checks.

The chapter is parsed by MyST's own parser, in which mathematics, directives and their options, substitutions, comments,
code and HTML are what they are; the bodies of directives are parsed in their turn, and each block knows its line in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from press.checks.myst.block import Block
from press.checks.myst.reader import Reader
from press.core.caches import DiskCache, cached_by_state
from press.core.digests import build_cache
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
    extensions, cache = extensions_of(sources.settings), _BlockCache(sources.settings)
    texts = set[str]()
    for language, names in sources.chapters.items():
        for name in names:
            path = Path(sources.settings.book, language, name)
            source = read_utf8(sources.root / path)
            texts.add(source)
            yield Chapter(language, name, path, source, _cached_blocks(source, extensions, cache))

    cache.save(texts)


class _BlockCache:
    """The blocks of chapters as they were kept by the last check, read from their file once somebody asks for what this process does not know.

    It is equal to any other, as it changes no answer.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._requested = set[str]()

    @cached_property
    def _cache(self) -> DiskCache:
        return build_cache(self._settings.build, "chapters")

    def blocks(self, text: str, extensions: tuple[str, ...]) -> tuple[Block, ...]:
        """Return the blocks of a chapter."""
        self._requested.add(text)
        return self._cache.get_or_compute((text, *extensions), lambda: read_blocks(text, extensions))

    def save(self, texts: set[str]) -> None:
        """Save the blocks of ``texts``, if all of them were requested: a part of a book would drop the rest."""
        if self._requested and self._requested == texts:
            self._cache.save()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _BlockCache)

    def __hash__(self) -> int:
        return hash(_BlockCache)


@cached_by_state
def _cached_blocks(text: str, extensions: tuple[str, ...], cache: _BlockCache) -> tuple[Block, ...]:
    return cache.blocks(text, extensions)


def extensions_of(settings: Settings) -> tuple[str, ...]:
    """Return the extensions of MyST that the book names."""
    parse = load_yaml(settings.root / CONFIG).get("parse")
    named = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return tuple(str(name) for name in named) if isinstance(named, list) else _EXTENSIONS


@cached_by_state
def read_blocks(text: str, extensions: tuple[str, ...]) -> tuple[Block, ...]:
    """Return the blocks of the Markdown ``text`` as MyST reads it with its ``extensions``, in the order of their lines."""
    return tuple(Reader(extensions).read(text, 1))
