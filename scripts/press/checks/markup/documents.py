"""Know the documents of each edition, in the order of its contents, as outlines."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from press.checks.markup.catalogue import load_catalogue
from press.checks.markup.gather import outline_of
from press.checks.markup.kinds import Catalogue
from press.checks.markup.outline import INCLUDE, Outline
from press.checks.myst.block import Block
from press.checks.myst.chapter import Chapter, extensions_of, read_blocks
from press.core.caches import DiskCache
from press.core.digests import files_below
from press.core.files import is_file
from press.core.reading.yaml_file import load_yaml
from press.core.settings import CONFIG, Settings
from press.core.text import lines_of
from press.data.sources import Sources
from press.edition.chapters import ENDINGS, edition_docname, is_excluded
from press.edition.contents import contents
from press.notebooks.notebook import read_notebook, shown_line


@dataclass(frozen=True)
class DocumentPart:
    """A text of a document: a chapter, a cell of a notebook, a file that is included. Its paths begin in the folder ``base``."""

    outline: Outline
    path: Path
    base: PurePosixPath
    lines: tuple[str, ...] = ()

    def place(self, line: int) -> str:
        """Return where a line stands, in words that begin a fault."""
        if not self.lines:
            return f"{self.path}:{line}"
        return f"{self.path}: in the text '{shown_line(self.lines, line)}'"

    def lines_spoiled(self, line: int) -> frozenset[str]:
        """Return the places in a chapter at which others would be told of what follows from a fault at ``line``: that, and where its block starts."""
        starts = self.outline.starts
        first = starts[max(bisect_right(starts, line) - 1, 0)] if starts else line
        return frozenset() if self.lines else frozenset({f"{self.path}:{line}", f"{self.path}:{first}"})


@dataclass(frozen=True)
class Document:
    """A document of an edition by the name that Sphinx has for it."""

    name: str
    parts: tuple[DocumentPart, ...]

    @cached_property
    def slugs(self) -> Mapping[str, int]:
        """Return the names that links have for headings, each with its level; several of one name are numbered."""
        found: dict[str, int] = {}
        for part in self.parts:
            for heading in part.outline.headings:
                slug, number = heading.slug, 1
                while slug in found:
                    slug, number = f"{slug}-{number}", number + 1
                if heading.level:
                    found[slug] = heading.level
        return found


@dataclass(frozen=True)
class EditionMarkup:
    """The documents of the edition in ``language``, and the names of ``others`` that Sphinx reads as well.

    Of the ``words`` any may be a label in a file that is not read here.
    """

    language: str
    documents: tuple[Document, ...]
    words: frozenset[str]
    others: frozenset[str]

    @property
    def parts(self) -> Iterator[tuple[Document, DocumentPart]]:
        """Return each part with its document."""
        return ((document, part) for document in self.documents for part in document.parts)


@dataclass(frozen=True)
class Markup:
    """The documents that the chapters and notebooks of a book are made of, edition by edition."""

    root: Path
    catalogue: Catalogue
    editions: tuple[EditionMarkup, ...]
    reads_contents_alone: bool


def read_markup(sources: Sources, chapters: Sequence[Chapter]) -> Markup:
    """Return the markup of a book whose ``chapters`` are read."""
    catalogue, cache = load_catalogue(sources)
    reader = _Reader(sources.settings, catalogue, cache, {chapter.path: chapter for chapter in chapters})
    editions = tuple(reader.edition(language) for language in sources.settings.languages)
    cache.save()
    return Markup(sources.root, catalogue, editions, reader.reads_contents_alone)


class _Reader:
    def __init__(
        self, settings: Settings, catalogue: Catalogue, cache: DiskCache, chapters: Mapping[Path, Chapter]
    ) -> None:
        self._settings, self._catalogue, self._cache, self._chapters = settings, catalogue, cache, chapters
        self._extensions = extensions_of(settings)
        self.reads_contents_alone = bool(load_yaml(settings.root / CONFIG).get("only_build_toc_files"))
        self._outlines: dict[Path, tuple[DocumentPart, ...]] = {}

    def edition(self, language: str) -> EditionMarkup:
        """Return the documents of the edition in ``language``, in the order of its contents."""
        names = list(
            dict.fromkeys(edition_docname(name, self._settings, language) for name in contents(self._settings))
        )
        others = () if self.reads_contents_alone else other_documents(self._settings, names)
        paths = {name: self._path(name) for name in (*names, *others)}
        documents = [Document(name, tuple(self._parts(path)) if (path := paths[name]) else ()) for name in names]
        unread = Outline()
        for name, path in paths.items():
            if path and (path.suffix == ".rst" or name in others):
                unread.hide(self._text(path))
        return EditionMarkup(language, tuple(documents), frozenset(unread.words), frozenset(others))

    def _text(self, path: Path) -> str:
        return (self._settings.root / path).read_text(encoding="utf-8", errors="replace")

    def _path(self, name: str) -> Path | None:
        found = (Path(f"{name}{ending}") for ending in ENDINGS)
        return next((path for path in found if (self._settings.root / path).is_file()), None)

    def _parts(self, path: Path) -> tuple[DocumentPart, ...]:
        if path not in self._outlines:
            self._outlines[path] = tuple(self._read(path))
        return self._outlines[path]

    def _read(self, path: Path) -> Iterator[DocumentPart]:
        base = PurePosixPath(path.parent.as_posix())
        if path.suffix == ".ipynb":
            for cell in read_notebook(self._settings.root / path).cells:
                if cell.cell_type == "markdown":
                    text = str(cell.source)
                    yield DocumentPart(self._outline(text), path, base, tuple(lines_of(text)))
                else:
                    # What MyST-NB is told there may give a figure its name.
                    yield _hidden(repr(dict(cell.metadata)), path, base)
        elif path.suffix == ".md":
            chapter = self._chapters.get(path)
            text = chapter.source if chapter else self._text(path)
            yield from self._with_included(text, path, base, chapter.blocks if chapter else None, frozenset())

    def _with_included(
        self, text: str, path: Path, base: PurePosixPath, blocks: tuple[Block, ...] | None, within: frozenset[Path]
    ) -> Iterator[DocumentPart]:
        outline = self._outline(text, blocks)
        yield DocumentPart(outline, path, base)
        for reference in outline.references:
            file = Path(relative(reference.target, base))
            if reference.role != INCLUDE or file in within or not is_file(self._settings.root / file):
                continue
            inner = self._text(file)
            if not reference.is_worded:
                yield _hidden(inner, file, base)
            else:
                yield from self._with_included(inner, file, base, None, within | {file})

    def _outline(self, text: str, blocks: tuple[Block, ...] | None = None) -> Outline:
        def find() -> Outline:
            return outline_of(read_blocks(text, self._extensions) if blocks is None else blocks, self._catalogue)

        return self._cache.get_or_compute(("outline", text), find)


def _hidden(text: str, path: Path, base: PurePosixPath) -> DocumentPart:
    """Return a part in which things may be named that cannot be seen."""
    outline = Outline()
    outline.hide(text)
    return DocumentPart(outline, path, base)


def relative(target: str, base: PurePosixPath) -> str:
    """Return the path from the root of the book to what a text in the folder ``base`` names."""
    joined = target.lstrip("/") if target.startswith("/") else posixpath.join(base.as_posix(), target)
    return posixpath.normpath(joined)


def other_documents(settings: Settings, known: Sequence[str]) -> list[str]:
    """Return the documents that Sphinx reads beside those of the contents, where it is not told to read these alone."""
    paths = (path.relative_to(settings.root) for ending in ENDINGS for path in files_below(settings.root, f"*{ending}"))
    included = (path for path in paths if not is_excluded(PurePosixPath(path), settings) and "_build" not in path.parts)
    names = (str(PurePosixPath(path.with_suffix(""))) for path in included)
    return sorted({*names} - {*known})
