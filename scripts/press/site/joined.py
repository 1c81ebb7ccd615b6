"""Join the editions in one folder, with all that their pages load and offer: `press serve` serves it, and the site is made of it.

Files that editions write atomically are hard links, shared by edition, joined folder and site; files that Sphinx overwrites in
place are copied when they have changed. Nothing may write to files of this folder, and nothing may be joined of a part that is being
made: its files go and come, and may be half written.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from press.builders.html.builder import CARDS_FOLDER as CARDS
from press.builders.html.search import BUNDLE, make_indexes
from press.core.files import is_copy, link, write_whole
from press.core.formats import PAGES
from press.core.outputs import SHARED, book_files, edition_output, shared_output, site_of
from press.core.settings import Settings
from press.site.message_pages import MESSAGES, message_page
from press.site.start_page import start_page

# Stylesheets that extensions write though no page loads them: the bundle has rules for what they style.
_UNUSED_SHEETS = ("mystnb.*.css", "proof.css", "exercise.css", "subfigure.css")
# These, files for Sphinx's own use, and MyST-NB's reports of cells that failed.
_NOT_PUBLISHED = (".buildinfo*", "objects.inv", "*.err.log", "*.part", *_UNUSED_SHEETS)
_START = "index.html"

# Source files by their paths within the joined folder.
Files = Mapping[Path, Path]


def joined_folder(build: Path) -> Path:
    """Return the folder of the joined editions, in the folder ``build``."""
    return build / "press" / "joined"


def index_pages(settings: Settings) -> None:
    """Make the missing search indexes of all editions."""
    outputs = {language: edition_output(settings, language, PAGES) for language in settings.languages}
    make_indexes(outputs, _index_cache(settings))


def join_page(settings: Settings, language: str, page: str) -> None:
    """Join the ``page`` of an edition (its address) as last written, with its hover cards, which a run at work may remove."""
    source = edition_output(settings, language, PAGES)
    for path in [*(source / CARDS).glob(f"{page}.*.js"), source / f"{page}.html"]:
        with suppress(FileNotFoundError):
            _place(path, joined_folder(settings.build) / language / path.relative_to(source))


def join_edition(settings: Settings, language: str) -> None:
    """Join all pages of an edition, and the files that they load; its search index, which may be being made, stays as it is."""
    bundle = Path(language, BUNDLE)
    index = {bundle / name for name in _names(joined_folder(settings.build) / bundle)}
    _join(settings, _pages(settings, language), language, index)


def join_index(settings: Settings, language: str) -> None:
    """Join the search index of an edition."""
    _join(settings, _index(settings, language), f"{language}/{BUNDLE}")


def join_shared(settings: Settings) -> None:
    """Join the files that editions share, and write the pages at the root."""
    _join_more(settings, _shared(settings))


def join_book_file(settings: Settings, language: str, builder: str) -> None:
    """Join the files of the Sphinx ``builder`` that hold the edition in ``language``, and write the pages at the root."""
    folder = edition_output(settings, language, builder)
    files = [file for file in book_files(settings, language) if file.made.parent == folder]
    _join_more(settings, {Path(file.path): file.made for file in files})


def join_all(settings: Settings) -> None:
    """Join everything, and remove all else from the folder."""
    editions = [part(settings, language) for language in settings.languages for part in (_pages, _index)]
    parts = (*editions, _shared(settings), _book_files(settings))
    wanted = {path: source for files in parts for path, source in files.items()}
    _join(settings, wanted, "", {Path(name) for name in (_START, *MESSAGES)})
    _write_root(settings)


def _index_cache(settings: Settings) -> Path:
    """Return the folder in which search indexes are cached from one build to the next."""
    return settings.build / "press" / "search"


def _pages(settings: Settings, language: str) -> Files:
    folder = edition_output(settings, language, PAGES)
    return {Path(language, name): folder / name for name in _names(folder) if name.parts[0] != BUNDLE}


def _index(settings: Settings, language: str) -> Files:
    folder = _index_cache(settings) / language / BUNDLE
    return {Path(language, BUNDLE, name): folder / name for name in _names(folder)}


def _shared(settings: Settings) -> Files:
    folder = shared_output(settings)
    return {Path(SHARED, name): folder / name for name in _names(folder)}


def _book_files(settings: Settings) -> Files:
    return {Path(file.path): file.made for file in site_of(settings).files if file.made.is_file()}


def _join_more(settings: Settings, files: Files) -> None:
    """Join ``files``, and write the pages at the root."""
    for path, source in files.items():
        _place(source, joined_folder(settings.build) / path)
    _write_root(settings)


def _write_root(settings: Settings) -> None:
    """Write the pages that belong to no edition, after the files that they link to."""
    folder = joined_folder(settings.build)
    write_whole(folder / _START, start_page(settings, folder).encode())
    for name in MESSAGES:
        write_whole(folder / name, message_page(settings, name).encode())


def _join(settings: Settings, wanted: Files, below: str, made: Collection[Path] = ()) -> None:
    """Make the folder ``below`` consist of the files ``wanted`` and of those that are ``made`` there."""
    folder = joined_folder(settings.build)
    for path, source in wanted.items():
        _place(source, folder / path)
    # Also the halves that a process has left which was killed.
    for path in {Path(below, name) for name in _all_names(folder / below)} - wanted.keys() - {*made}:
        (folder / path).unlink()
    for parent, _, _ in os.walk(folder / below, topdown=False):
        with suppress(OSError):  # it is not empty
            Path(parent).rmdir()


def _names(folder: Path) -> Iterator[Path]:
    """Yield the paths of the published files below ``folder``, relative to it."""
    return (path for path in _all_names(folder) if not any(map(_is_left_out, path.parts)))


def _all_names(folder: Path) -> Iterator[Path]:
    """Yield the paths of all files below ``folder``, relative to it."""
    return (Path(parent, name).relative_to(folder) for parent, _, names in os.walk(folder) for name in names)


def _is_left_out(name: str) -> bool:
    return any(fnmatch(name, pattern) for pattern in _NOT_PUBLISHED)


def _is_written_whole(path: Path) -> bool:
    """Return whether an edition writes the file at ``path`` atomically: a page, or a file with its hover cards."""
    return CARDS in path.parts or (path.suffix == ".html" and "_static" not in path.parts)


def _place(source: Path, target: Path) -> None:
    """Put ``source`` at ``target`` atomically, as it may be read at the moment."""
    if is_copy(target, source):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    if _is_written_whole(source):
        link(source, part)
    else:
        shutil.copy2(source, part)
    part.replace(target)
