"""The files of a book that hold prose in a language, each with what tells its state and with how its passages are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from press.checks.check import Material
from press.checks.myst.chapter import extensions_of, read_blocks
from press.checks.style.prose import Passage, label_passage, passages_in
from press.core.digests import digest_of
from press.core.files import visible
from press.core.text import lines_of
from press.data.vocabulary import VOCABULARY_FOLDER, vocabulary_rows
from press.language.catalogues import BOOK_DOMAIN, book_locale, translations_in
from press.notebooks.notebook import lines_in_file, text_cells


@dataclass(frozen=True)
class ProseFile:
    """A file by its ``path`` from the root; where its ``state`` is the same, ``read`` gives the same passages."""

    path: Path
    state: tuple[str, ...]
    read: Callable[[], Iterator[Passage]]


def prose_files(material: Material, language: str) -> Iterator[ProseFile]:
    """Yield chapters, labels and catalogues of ``language``; notebooks are written in the first language of a book."""
    settings, extensions = material.settings, extensions_of(material.settings)
    for chapter in material.chapters:
        if chapter.language == language:
            yield ProseFile(chapter.path, (chapter.source, *extensions), partial(passages_in, chapter.blocks))
    files: list[tuple[Path, partial[Iterator[Passage]]]] = [
        (path, partial(_labels, path, language, settings.languages))
        for path in visible((settings.root / VOCABULARY_FOLDER).glob("*.csv"))
    ]
    if language == settings.languages[0]:
        files += [(path, partial(_cells, path, extensions)) for path in settings.notebooks]
    catalogues = visible((book_locale(settings) / language).rglob("*.po"))
    files += [(path, partial(_messages, path, extensions)) for path in catalogues]
    for path, read in files:
        yield ProseFile(path.relative_to(settings.root), (digest_of(path), *extensions), read)


def _labels(path: Path, language: str, languages: list[str]) -> Iterator[Passage]:
    for line, row in vocabulary_rows(path, languages):
        yield label_passage(row[language], line)


def _cells(path: Path, extensions: tuple[str, ...]) -> Iterator[Passage]:
    """Yield the passages in the text of a notebook, each on the line of the file on which it begins."""
    lines = lines_in_file(path)
    for _, text in text_cells(path):
        typed = lines_of(text)
        for passage in passages_in(read_blocks(text, extensions)):
            yield replace(passage, line=lines.get(typed[passage.line - 1], 1))


def _messages(path: Path, extensions: tuple[str, ...]) -> Iterator[Passage]:
    """Yield the passages in the translations of a catalogue, each on the line on which its translation begins."""
    for line, text in translations_in(path):
        if path.stem != BOOK_DOMAIN:
            yield label_passage(text, line)
            continue
        for passage in passages_in(read_blocks(text, extensions)):
            yield replace(passage, line=line, breaks=())
