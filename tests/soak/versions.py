"""A book in versions, which differ by a sentence of an edition or by a row of data, and the site that each gives when it is built alone."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

# Which switches are on.
Version = frozenset[str]
SENTENCES = {
    "en": "A reader may ask “who says so?” and look it up.",
    "kk": "Оқырман «мұны кім айтты?» деп сұрауы мүмкін.",
    "ru": "Читатель может спросить «кто это говорит?» и посмотреть.",
}
# Between empty lines, so that it is neither the caption of a chart nor a note.
_PARAGRAPH = re.compile(r"(?<=\n\n)[^\W\d_][^\n]*[.?…](?=\s*\n\n|\s*\Z)")
# The table of the small book, a cell of it, and where its checksum is kept.
_TABLE, _CELL, _KEPT = Path("data/rain.csv"), (b"north,12", b"north,13"), Path("data/datapackage.json")
_NOT_COPIED = shutil.ignore_patterns("_build", ".git", ".venv", "__pycache__", ".*_cache", "*.mo")


@dataclass(frozen=True)
class Versions:
    """The files that each switch changes, as they are and as they are with it."""

    switches: Mapping[str, Mapping[Path, tuple[bytes, bytes]]]

    @classmethod
    def of(cls, book: Path, switches: Collection[str] = ()) -> Versions:
        """Return the versions of ``book``: one switch for a sentence of each edition, one for its table where that is known, or only some."""
        chapters = {
            folder.name: _chapter(folder) for folder in sorted((book / "book").iterdir()) if folder.name in SENTENCES
        }
        found = {
            language: {chapter.relative_to(book): (chapter.read_bytes(), _longer(chapter, SENTENCES[language]))}
            for language, chapter in chapters.items()
        }
        if (book / _TABLE).is_file():
            found["data"] = _another_cell(book)
        return cls({name: files for name, files in found.items() if not switches or name in switches})

    def set(self, book: Path, version: Version) -> None:
        """Have the sources of ``book`` be those of ``version``."""
        for name, files in self.switches.items():
            for path, contents in files.items():
                if (book / path).read_bytes() != contents[name in version]:
                    (book / path).write_bytes(contents[name in version])


def copy_sources(book: Path, target: Path) -> Path:
    """Copy what ``book`` is made from."""
    return Path(shutil.copytree(book, target, ignore=_NOT_COPIED))


def _chapter(folder: Path) -> Path:
    """Return the first chapter in ``folder`` that has a paragraph of words alone."""
    return next(path for path in sorted(folder.glob("*.md")) if _PARAGRAPH.search(path.read_text(encoding="utf-8")))


def _longer(chapter: Path, sentence: str) -> bytes:
    """Return ``chapter`` with a ``sentence`` more at the end of its last paragraph."""
    text = chapter.read_text(encoding="utf-8")
    end = [found.end() for found in _PARAGRAPH.finditer(text)][-1]
    return f"{text[:end]} {sentence}{text[end:]}".encode()


def _another_cell(book: Path) -> dict[Path, tuple[bytes, bytes]]:
    table, kept = (book / _TABLE).read_bytes(), (book / _KEPT).read_bytes()
    changed = table.replace(*_CELL)
    sums = [hashlib.sha256(content).hexdigest().encode() for content in (table, changed)]
    return {_TABLE: (table, changed), _KEPT: (kept, kept.replace(*sums))}
