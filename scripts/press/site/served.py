"""The site while the book is edited: what the editions wrote, as soon as it is known to be right, in a folder of its own.

Pages stand there as Sphinx wrote them. What else a published page has is put in when one is asked for, but for the common style
sheet and script: a page loads those of its edition, which are the same rules before they are reduced.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from fnmatch import fnmatch
from hashlib import sha256
from pathlib import Path

from press.builders.html.card_files import FOLDER as CARDS
from press.builders.html.file_sizes import with_sizes
from press.builders.html.search_index import BUNDLE
from press.core.files import is_copy
from press.core.formats import PAGES
from press.core.outputs import SHARED, edition_output, shared_output, site_of
from press.core.settings import Settings
from press.site.finish import finished_alone
from press.site.join import NOT_PUBLISHED, index_cache, write_root


def served_folder(build: Path) -> Path:
    """Return where the served site stands, in the folder of what was made."""
    return build / "press" / "served"


def show_page(settings: Settings, language: str, page: str) -> None:
    """Show the ``page`` of an edition (its address) as it was written last, with its cards."""
    source, target = edition_output(settings, language, PAGES), served_folder(settings.build) / language
    for path in (source / CARDS).glob(f"{page}.*.js"):
        _place(path, target / path.relative_to(source))
    _place(source / f"{page}.html", target / f"{page}.html")


def show_edition(settings: Settings, language: str) -> None:
    """Show all pages of an edition, with what they load."""
    _mirror(
        edition_output(settings, language, PAGES), served_folder(settings.build) / language, (*NOT_PUBLISHED, BUNDLE)
    )


def show_index(settings: Settings, language: str) -> None:
    """Have the pages of an edition searched in as they are now, if they are indexed."""
    index = index_cache(settings) / language / BUNDLE
    if index.is_dir():
        _mirror(index, served_folder(settings.build) / language / BUNDLE, ())


def show_files(settings: Settings) -> None:
    """Show what belongs to the whole book: what editions share, the files that hold one, the pages at the root."""
    folder = served_folder(settings.build)
    if shared_output(settings).is_dir():
        _mirror(shared_output(settings), folder / SHARED, ())
    for file in site_of(settings).files:
        if file.made.is_file():
            _place(file.made, folder / file.path)
    write_root(settings, folder)


def served_page(path: Path, site: Path) -> str:
    """Return the page in the file at ``path`` as readers will get it, but for style sheets and scripts, which are those of its edition."""
    return with_sizes(finished_alone(path.read_text(encoding="utf-8")), site)


def version(path: Path) -> str:
    """Return a digest of the page in the file at ``path``; empty where there is none."""
    try:
        return sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""


def _mirror(source: Path, target: Path, ignored: tuple[str, ...]) -> None:
    """Have the folder ``target`` be as ``source`` is, file by file, but for what is ``ignored`` in both."""
    wanted = set(_files(source, ignored))
    for name in wanted:
        _place(source / name, target / name)
    for name in set(_files(target, ignored)) - wanted:
        (target / name).unlink()


def _files(folder: Path, ignored: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files below ``folder``, relative to it, without those of which a name or that of a folder above is ``ignored``."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _is_ignored(name, ignored)]
        yield from (Path(parent, name).relative_to(folder) for name in names if not _is_ignored(name, ignored))


def _is_ignored(name: str, ignored: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in ignored)


def _place(source: Path, target: Path) -> None:
    """Put a copy of ``source`` in place in one move, as somebody may be reading what is there; Sphinx writes into its own files again."""
    if is_copy(target, source):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    shutil.copy2(source, part)
    part.replace(target)
