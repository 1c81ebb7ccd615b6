"""Join the editions in one folder, which `press serve` serves and the site is made of.

Nothing may write to files of the joined folder, which the site shares, and nothing may be joined of a part that is being made: its
files go and come, and may be half written. The site gets a service worker that knows all its files, and replaces the former one atomically.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from press.builders.html.card_pages import CARD_FOLDERS
from press.builders.html.head import write_sitemap
from press.builders.html.search import BUNDLE, make_index
from press.core.files import file_state, link, swap, write_whole
from press.core.formats import PAGES, SHARED, WORKER, book_files, edition_output, shared_output
from press.core.resources import press_path
from press.core.settings import Settings
from press.directives.data_package import ROOT_FILES
from press.site.root_pages import MESSAGES, message_page, start_page

# Files for Sphinx's own use, MyST-NB's reports of cells that failed, and style sheets of extensions that no page loads.
_NOT_PUBLISHED = (".buildinfo*", "*.err.log", "*.part", "proof.css", "exercise.css")
_START = "index.html"
# Hexadecimal digits of a checksum, enough to distinguish the files of two releases; the worker compares as many.
_DIGITS = 8

# Source files by their paths within the joined folder.
Files = Mapping[Path, Path]


def publish(settings: Settings) -> None:
    """Assemble the site beside the last one, then swap them, so that no unfinished site is ever served."""
    join_all(settings)
    site = settings.build / "site"
    new = site.with_name("site.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(joined_folder(settings.build), new, copy_function=link)
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    write_service_worker(new, settings.slug)
    swap(new, site)


def joined_folder(build: Path) -> Path:
    """Return the folder of the joined editions, in the folder ``build``."""
    return build / "press" / "joined"


def index_pages(settings: Settings) -> None:
    """Make the search indexes of all editions, in parallel, where pages have changed."""

    def index(language: str) -> None:
        make_index(edition_output(settings, language, PAGES), language, _index_cache(settings) / language)

    with ThreadPoolExecutor() as pool:
        list(pool.map(index, settings.languages))


def join_page(settings: Settings, language: str, page: str) -> None:
    """Join the ``page`` of an edition (its address) as last written, after the pages of cards, which a run at work may remove."""
    source = edition_output(settings, language, PAGES)
    cards = (path for folder in CARD_FOLDERS for path in (source / folder).glob("*.html"))
    for path in [*cards, source / f"{page}.html"]:
        with suppress(FileNotFoundError):
            _place(path, joined_folder(settings.build) / language / path.relative_to(source))


def join_edition(settings: Settings, language: str) -> None:
    """Join all pages of an edition, and the files that they load.

    Its search index, which may be being made, stays as it is.
    """
    bundle = Path(language, BUNDLE)
    index = {bundle / name for name in _names(joined_folder(settings.build) / bundle)}
    _join(settings, _pages(settings, language), language, index)


def join_shared(settings: Settings) -> None:
    """Join the files that all editions load."""
    folder = shared_output(settings)
    _join(settings, {Path(SHARED, name): folder / name for name in _names(folder)}, SHARED)


def join_all(settings: Settings) -> None:
    """Join everything, with the pages that belong to no edition, and remove all else from the folder."""
    files = (file for language in settings.languages for file in book_files(settings, language))
    books = {Path(file.place): file.made for file in files}
    wanted = {place: made for place, made in books.items() if made.is_file()}
    folders = {Path(SHARED): shared_output(settings), **{place: made for place, made in books.items() if made.is_dir()}}
    for language in settings.languages:
        wanted |= _pages(settings, language)
        folders[Path(language, BUNDLE)] = _index_cache(settings) / language / BUNDLE
    wanted |= {Path(below, name): folder / name for below, folder in folders.items() for name in _names(folder)}
    root_files = {name: content for name, file in ROOT_FILES.items() if (content := file.content(settings))}
    _join(settings, wanted, "", {Path(name) for name in (_START, *MESSAGES, *root_files)})
    folder, messages = joined_folder(settings.build), {name: message_page(settings, name).encode() for name in MESSAGES}
    # The start page tells the sizes of files.
    for name, content in {_START: start_page(settings, folder).encode(), **messages, **root_files}.items():
        write_whole(folder / name, content)


def _index_cache(settings: Settings) -> Path:
    """Return the folder in which search indexes are cached from one build to the next."""
    return settings.build / "press" / "search"


def _pages(settings: Settings, language: str) -> Files:
    """Return the pages of an edition, and the files that they load, without a search index that it may have made of itself."""
    folder = edition_output(settings, language, PAGES)
    return {Path(language, name): folder / name for name in _names(folder) if name.parts[0] != BUNDLE}


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
    for path in _all_names(folder):
        if not any(fnmatch(name, pattern) for name in path.parts for pattern in _NOT_PUBLISHED):
            yield path


def _all_names(folder: Path) -> Iterator[Path]:
    """Yield the paths of all files below ``folder``, relative to it."""
    folders = ((Path(parent).relative_to(folder), names) for parent, _, names in os.walk(folder))
    return (parent / name for parent, names in folders for name in names)


def _place(source: Path, target: Path) -> None:
    """Put a copy of ``source`` at ``target`` atomically, as it may be read at the moment."""
    # A copy of its present state has the same size and time.
    if file_state(target) == file_state(source):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copy2(source, part)
    part.replace(target)


def write_service_worker(site: Path, slug: str) -> None:
    """Write the service worker of the finished ``site`` as its last file.

    ``slug`` names its caches on a shared host.
    """
    paths = (path for path in _all_names(site) if path.name != WORKER and not path.name.startswith("."))
    # The same page of all editions one after another, so that the list packs well.
    listed = sorted(paths, key=lambda path: (path.parts[1:], path))
    files = {path.as_posix(): hashlib.sha256((site / path).read_bytes()).hexdigest()[:_DIGITS] for path in listed}
    release = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:_DIGITS]
    values = {"release": f"{slug}-{release}", "files": files, "prefix": f"{slug}-"}
    text = press_path(f"builders/html/templates/{WORKER}").read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{{ {name} }}}}", json.dumps(value, ensure_ascii=False))
    (site / WORKER).write_text(text, encoding="utf-8")
