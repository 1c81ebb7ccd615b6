"""What each part of a book is made from, as names with digests, and what of it has changed.

Imports little: that nothing has changed is found out in a moment.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from press.core.caches import cached_per_build
from press.core.digests import digest_of, environment, files_below, press_folder
from press.core.extensions import extension_files
from press.core.formats import FORMATS
from press.core.last_change import dated
from press.core.project import project_version
from press.core.settings import CONFIG, Settings
from press.core.sources import settled_files, source_files
from press.core.stamps import Inputs, noted_reads

_VOCABULARY = Path("data", "vocabulary")
_DESCRIPTOR = Path("data", "datapackage.json")


def book_inputs(settings: Settings) -> Inputs:
    """Everything that the site is made from."""
    root = settings.root
    files = [*source_files(root, settings.book), *noted_reads(settings)]
    return {**_digests(files, root), **_press_digests(()), **_surroundings(settings)}


def edition_inputs(settings: Settings, language: str, builder: str) -> Inputs:
    """What the edition in ``language`` is made from for ``builder``, beside what notebooks give it."""
    return {
        **_texts_and_data(settings, language),
        **_press_digests(FORMATS[builder].unused),
        **_surroundings(settings),
    }


@cached_per_build
def _texts_and_data(settings: Settings, language: str) -> Inputs:
    """Return what the edition in ``language`` is made from in every format; rules of style are for checks alone."""
    root, book = settings.root, settings.root / settings.book
    others = {tag for tag in settings.languages if tag != language}
    foreign = {folder / tag for folder in (book, book / "locale") for tag in others}
    sources = [path for path in files_below(book) if not (foreign | {settings.style}) & set(path.parents)]
    words, data = _vocabulary(settings)
    return {
        **_digests([*sources, *data, *settled_files(root, settings.book)], root),
        **{f"{path.relative_to(root).as_posix()} in {language}": _words_digest(path, others) for path in words},
    }


def shared_inputs(settings: Settings) -> Inputs:
    """What the files that all editions share are made from."""
    root = settings.root
    single = [path for path in [root / CONFIG, root / settings.icon] if path.is_file()]
    files = [*files_below(root / "data"), *single, *extension_files(root)]
    return {
        **_digests(files, root),
        **_press_digests((".typ", ".html")),
        **_surroundings(settings),
    }


def _vocabulary(settings: Settings) -> tuple[list[Path], list[Path]]:
    """Files of words, of which an edition uses a column, and the other files of data.

    A file that the descriptor names is a table as well: pages tell its checksum.
    """
    root = settings.root
    descriptor = root / _DESCRIPTOR
    named = descriptor.read_text(encoding="utf-8", errors="replace") if descriptor.is_file() else ""
    data = files_below(root / "data")
    words = {path for path in data if path.parent == root / _VOCABULARY and path.name not in named}
    return sorted(words), [path for path in data if path not in words]


def _words_digest(path: Path, others: set[str]) -> str:
    """The digest of a file of words without the columns of ``others``."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [list(row.items()) for row in csv.DictReader(file)]
    kept = [[(name, text) for name, text in row if name not in others] for row in rows]
    return _digest(json.dumps(kept))


def _digests(files: Iterable[Path], root: Path) -> Inputs:
    return {
        path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path): digest_of(path) for path in files
    }


@cached_per_build
def _press_digests(unused: tuple[str, ...]) -> Inputs:
    folder = press_folder()
    files = [path for path in files_below(folder) if path.suffix not in unused]
    return {f"press/{path.relative_to(folder).as_posix()}": digest_of(path) for path in files}


@cached_per_build
def _surroundings(settings: Settings) -> Inputs:
    return {
        "the installed packages": _digest(environment()),
        "the date of the last change": dated(settings.root),
        "the address of the site": settings.base_url,
        "the version of the project": project_version(settings.root),
        "the commit of the release": settings.commit,
    }


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
