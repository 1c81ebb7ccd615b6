"""Compute the inputs of each part of a book: digests by name.

With few imports, as an unchanged book is to be recognised quickly.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from press.core.caches import cached_per_build
from press.core.digests import digest_of, environment, files_below
from press.core.extensions import extension_files
from press.core.files import shown_path
from press.core.formats import FORMATS
from press.core.last_change import dated
from press.core.project import project_version
from press.core.resources import press_folder
from press.core.settings import CONFIG, Settings
from press.core.sources import other_source_files, source_files
from press.core.stamps import Inputs, noted_reads

_VOCABULARY = Path("data", "vocabulary")
_DESCRIPTOR = Path("data", "datapackage.json")


def book_inputs(settings: Settings) -> Inputs:
    """Return the inputs of the whole site."""
    root = settings.root
    files = [*source_files(root, settings.book), *noted_reads(settings)]
    return {**_digests(files, root), **_press_digests(()), **_surroundings(settings)}


def edition_inputs(settings: Settings, language: str, builder: str) -> Inputs:
    """Return the inputs of the edition in ``language`` for ``builder``, without the results of notebooks."""
    return {
        **_texts_and_data(settings, language),
        **_press_digests(FORMATS[builder].unused),
        **_surroundings(settings),
    }


def notebook_inputs(settings: Settings) -> Inputs:
    """Return the inputs of the notebooks: the files that they read in their last run, wherever they are."""
    return {f"{shown_path(path, settings.root)}, read by a notebook": digest_of(path) for path in noted_reads(settings)}


@cached_per_build
def _texts_and_data(settings: Settings, language: str) -> Inputs:
    """Return the inputs of the edition in ``language`` in every format; style rules are not among them, as only checks use them."""
    root, book = settings.root, settings.root / settings.book
    others = {tag for tag in settings.languages if tag != language}
    foreign = {folder / tag for folder in (book, book / "locale") for tag in others}
    sources = [path for path in files_below(book) if not (foreign | {settings.style}) & set(path.parents)]
    words, data = _vocabulary(settings)
    return {
        **_digests([*sources, *data, *other_source_files(root, settings.book)], root),
        **{f"{path.relative_to(root).as_posix()} in {language}": _words_digest(path, others) for path in words},
    }


def shared_inputs(settings: Settings) -> Inputs:
    """Return the inputs of the files that all editions share."""
    root = settings.root
    single = [path for path in [root / CONFIG, root / settings.icon] if path.is_file()]
    files = [*files_below(root / "data"), *single, *extension_files(root)]
    return {
        **_digests(files, root),
        **_press_digests((".typ", ".html")),
        **_surroundings(settings),
    }


def _vocabulary(settings: Settings) -> tuple[list[Path], list[Path]]:
    """Return the label files, of which an edition uses one column, and the other data files.

    A file that the descriptor names is a data file, too, as pages show its checksum.
    """
    root = settings.root
    descriptor = root / _DESCRIPTOR
    named = descriptor.read_text(encoding="utf-8", errors="replace") if descriptor.is_file() else ""
    data = files_below(root / "data")
    words = {path for path in data if path.parent == root / _VOCABULARY and path.name not in named}
    return sorted(words), [path for path in data if path not in words]


def _words_digest(path: Path, others: set[str]) -> str:
    """Return the digest of a label file without the columns of the languages ``others``; of all of it where it cannot be read, or is gone by now."""
    try:
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            rows = [[(name, text) for name, text in row.items() if name not in others] for row in csv.DictReader(file)]
    except (csv.Error, OSError):
        # The checks tell what is wrong.
        return digest_of(path)
    return _digest(json.dumps(rows))


def _digests(files: Iterable[Path], root: Path) -> Inputs:
    return {shown_path(path, root): digest_of(path) for path in files}


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
