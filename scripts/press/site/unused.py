"""Removes from the joined site what no page needs any more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from press.site.pages import ASSETS, PICTURES, Page, Read, file_names, is_ours, pictures_in


def remove_unused(site: Path, pages: list[Page], read: Read) -> None:
    """Remove static files that are now in the one sheet or script or that nothing names, and pictures that no page shows."""
    _remove_files(site, pages, read)
    _remove_pictures(site, pages, read)


def _remove_files(site: Path, pages: list[Page], read: Read) -> None:
    """Remove from the editions' static files what is now in the one sheet or script, and what nothing names.

    Files that press itself brings stay if they are not parts: a script may load them under a name that it makes up.
    """
    parts = {file for page in pages for _, file in [*page.sheets, *page.parts]}
    later = {file for file in site.rglob(f"{ASSETS}/*/*.js") if is_ours(file)}
    named = set(_named(pages, parts, later, read))
    for folder in site.rglob(ASSETS):
        for file in [path for path in folder.rglob("*") if path.is_file()]:
            if file in parts or not (file.name in named or is_ours(file)):
                file.unlink()
        _remove_empty(folder)


def _named(pages: list[Page], parts: set[Path], later: set[Path], read: Read) -> Iterator[str]:
    """The names of files that stand in the tags of pages, in the scripts that stay, or in those of press that come ``later``."""
    for page in pages:
        yield from page.facts.files
    for file in {file for page in pages for file in page.scripts} - parts | later:
        yield from file_names(read(file))


def _remove_pictures(site: Path, pages: list[Page], read: Read) -> None:
    """Remove the pictures that no page shows: Sphinx writes charts there too, which pages hold as drawings of their own."""
    scripts = {file for page in pages for file in page.scripts}
    named = frozenset().union(*(page.facts.pictures for page in pages), *(pictures_in(read(file)) for file in scripts))
    for folder in site.glob(f"*/{PICTURES}"):
        for file in [path for path in folder.rglob("*") if path.is_file()]:
            if file.relative_to(folder).as_posix() not in named:
                file.unlink()
        _remove_empty(folder)
        if not any(folder.iterdir()):
            folder.rmdir()


def _remove_empty(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(path.iterdir()):
            path.rmdir()
