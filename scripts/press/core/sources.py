"""List the files that a book is made from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from press.core.digests import files_below
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.files import is_file, shown_path, visible
from press.core.reading import leaves, line_of, load_yaml, section
from press.core.settings import CONFIG, Settings

_BIBLIOGRAPHY = "bibtex_bibfiles"


def source_files(root: Path, book: str = Settings.book) -> list[Path]:
    """Return the chapters, notebooks, data and settings of the book at ``root``, whether readable or not."""
    return [*files_below(root / book), *files_below(root / "data"), *other_source_files(root, book)]


def other_source_files(root: Path, book: str) -> Iterator[Path]:
    """Yield the existing settings files, the files of local extensions, and the documents of ``_toc.yml`` outside of the folder ``book``."""
    yield from (path for path in config_files(root) if path.is_file())
    # Faults of the settings are reported by `load_settings`.
    with suppress(PressError):
        yield from extension_files(root)
    contents = root / "_toc.yml"
    for name in dict.fromkeys(_documents_of(contents)) if contents.is_file() else ():
        for path in (root / f"{name}{suffix}" for suffix in ("", ".md", ".ipynb", ".rst")):
            if is_file(path) and not path.is_relative_to(root / book):
                yield path


def _documents_of(contents: Path) -> Iterator[str]:
    """Yield the documents that a table of contents names."""
    try:
        for keys, name in leaves(load_yaml(contents)):
            if keys[-1] in ("root", "file") and isinstance(name, str | int):
                yield str(name)
    except PressError:
        # A fault in one line hides no document of the others; words that name no document match no file.
        yield from contents.read_text(encoding="utf-8", errors="replace").split()


def config_files(root: Path) -> list[Path]:
    """Return the files beside chapters, data and notebooks that any book may have, whether they exist or not.

    pyproject.toml is not among them: only its version counts, not the settings of tools.
    """
    found = [root / CONFIG, root / "_toc.yml", root / "requirements.txt"]
    try:
        return [*found, *bibliography_files(root)]
    except PressError:
        # Faults of the settings are reported by `load_settings`; merge conflicts are to be found in the BibTeX files all the same.
        return [*found, *visible(root.glob("*.bib"))]


def bibliography_files(root: Path) -> list[Path]:
    """Return the BibTeX files that the book at ``root`` names, in order, whether they exist or not."""
    path = root / CONFIG
    document = load_yaml(path) if path.is_file() else {}
    # As in Jupyter Book, the value under ``sphinx: config:`` has precedence.
    config = section(path, section(path, document, "sphinx"), "config")
    named = config.get(_BIBLIOGRAPHY, document.get(_BIBLIOGRAPHY)) or []
    names = [named] if isinstance(named, str) else named
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        remedy = f"write the files in brackets: {_BIBLIOGRAPHY}: [references.bib]"
        raise _fault(root, f"{_BIBLIOGRAPHY} is '{named}', which is no list of files", remedy)
    return [root / name for name in names]


def missing_bibliography(root: Path, path: Path) -> PressError:
    """Return the error for a BibTeX file at ``path`` that the book names but that does not exist."""
    message = f"{_BIBLIOGRAPHY} names '{shown_path(path, root)}', but there is no such file"
    return _fault(root, message, "correct the name or add the file")


def _fault(root: Path, message: str, remedy: str) -> PressError:
    path = root / CONFIG
    return PressError(message, file=path, line=line_of(path, _BIBLIOGRAPHY), remedy=remedy)
