"""List the files that a book is made from."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from press.core.digests import files_below
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.files import is_file, shown_path, visible
from press.core.reading import leaves, line_of, load_yaml, names_in, section
from press.core.settings import CONFIG, Settings

_BIBLIOGRAPHY = "bibtex_bibfiles"


def source_files(root: Path, book: str = Settings.book) -> list[Path]:
    """Return the chapters, notebooks, data and settings of the book at ``root``, and the documents of ``_toc.yml`` outside of the folder ``book``."""
    found = [*files_below(root / book), *files_below(root / "data"), *filter(is_file, config_files(root))]
    # Faults of the settings are reported by `load_settings`.
    with suppress(PressError):
        found += extension_files(root)
    contents = root / "_toc.yml"
    try:
        named = [name for keys, name in leaves(load_yaml(contents)) if keys[-1] in ("root", "file")]
    except PressError:
        # A fault in one line hides no document of the others; words that name no document match no file.
        named = contents.read_text(encoding="utf-8", errors="replace").split() if contents.is_file() else []
    for name in dict.fromkeys(map(str, named)):
        paths = (root / f"{name}{suffix}" for suffix in ("", ".md", ".ipynb", ".rst"))
        found += [path for path in paths if is_file(path) and not path.is_relative_to(root / book)]
    return found


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
    named = config if config.get(_BIBLIOGRAPHY) else document
    return [root / name for name in names_in(path, named, _BIBLIOGRAPHY, or_one=True)]


def missing_bibliography(root: Path, path: Path) -> PressError:
    """Return the error for a BibTeX file at ``path`` that the book names but that does not exist."""
    message = f"{_BIBLIOGRAPHY} names '{shown_path(path, root)}', but there is no such file"
    line = line_of(root / CONFIG, _BIBLIOGRAPHY)
    return PressError(message, file=root / CONFIG, line=line, remedy="correct the name or add the file")
