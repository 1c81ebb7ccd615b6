"""Load a book, for a command, a build, or a Sphinx run by itself."""

from __future__ import annotations

from pathlib import Path

from press.core.digests import digests, files_below
from press.core.extensions import extension_files, load_extensions
from press.core.settings import Settings, load_settings
from press.core.sources import config_files
from press.data.sources import Sources
from press.edition.chapters import TOC, chapter_files
from press.notebooks.run import Book, run_book


def load_sources(root: Path) -> Sources:
    """Load the extensions of the book at ``root``, and return its sources."""
    load_extensions(root)
    return sources_of(load_settings(root))


def sources_of(settings: Settings) -> Sources:
    """Return the sources of a book with these ``settings``.

    Digests are computed first, so that a file that changes during the build counts as changed in the next.
    """
    root = settings.root
    config = (path for path in config_files(root) if path.name != TOC)
    files = [*files_below(root / "data"), *config, *extension_files(root)]
    known = digests(files, root)
    return Sources(settings, {tag: tuple(chapter_files(settings, tag)) for tag in settings.languages}, known)


def load_book(root: Path) -> Book:
    """Load the sources of the book at ``root``, and run those of its notebooks that are outdated."""
    return run_book(load_sources(root))
