"""Name the files that a book is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from press.core.digests import files_below
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.settings import Settings

# Files of a book beside its chapters, data and notebooks. Of pyproject.toml the version alone counts, not the settings of tools.
SETTLED = ("_config.yml", "_toc.yml", "references.bib", "requirements.txt")


def source_files(root: Path, book: str = Settings.book) -> list[Path]:
    """Return chapters, notebooks, data and settings of the book at ``root``, whether they can be read or not."""
    return [*files_below(root / book), *files_below(root / "data"), *settled_files(root, book)]


def settled_files(root: Path, book: str) -> Iterator[Path]:
    """Yield files with settings, modules of extensions, and documents that the contents name outside of the folder ``book``."""
    yield from (root / name for name in SETTLED if (root / name).is_file())
    # What is wrong with the settings, their reader tells.
    with suppress(PressError):
        yield from extension_files(root)
    # Other words of the contents than names of documents name no file either.
    contents = root / "_toc.yml"
    for word in contents.read_text(encoding="utf-8", errors="replace").split() if contents.is_file() else ():
        for path in (root / f"{word}{suffix}" for suffix in ("", ".md", ".ipynb", ".rst")):
            if path.is_file() and not path.is_relative_to(root / book):
                yield path
