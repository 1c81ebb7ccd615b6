"""List the files that a book is made from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from press.core.digests import files_below
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.files import is_file, shown_path
from press.core.reading import leaves, line_of, load_yaml, names_in
from press.core.settings import CONFIG, Settings, sphinx_config

_BIBLIOGRAPHY = "bibtex_bibfiles"
# What git leaves in a text that two have changed; a line of equals signs also underlines a heading.
_MERGE = re.compile(rb"^(?:<{7}|>{7})(?: .*)?\r?$", re.MULTILINE)

_OF_MERGES = "keep what is right of the two versions, without such lines"


def source_files(root: Path, book: str = Settings.book) -> list[Path]:
    """Return the chapters, notebooks, data and settings of the book at ``root``, and its documents outside of the folder ``book``."""
    files = [*files_below(root / book), *files_below(root / "data"), *filter(is_file, config_files(root))]
    # Faults of settings and contents are reported by those who read them next.
    with suppress(PressError):
        files += extension_files(root)
    with suppress(PressError):
        named = [name for keys, name in leaves(load_yaml(root / "_toc.yml")) if keys[-1] in ("root", "file")]
        for name in dict.fromkeys(map(str, named)):
            paths = (root / f"{name}{suffix}" for suffix in ("", ".md", ".ipynb", ".rst"))
            files += [path for path in paths if is_file(path) and not path.is_relative_to(root / book)]
    return files


def check_merges(files: Iterable[Path], root: Path) -> None:
    """Raise one PressError that lists the marks of unfinished merges in ``files``, of which the book at ``root`` is made."""
    faults = []
    for path in files:
        content = path.read_bytes() if is_file(path) else b""
        # As git itself distinguishes binary files from text.
        for mark in _MERGE.finditer(content) if b"\0" not in content else ():
            line = content.count(b"\n", 0, mark.start()) + 1
            faults.append(f"{shown_path(path, root)}:{line}: a mark of an unfinished merge; {_OF_MERGES}")
    if faults:
        raise PressError("\n".join(faults))


def config_files(root: Path) -> list[Path]:
    """Return the files beside chapters, data and notebooks that any book may have, whether they exist or not.

    pyproject.toml is not among them: only its version counts, not the settings of tools.
    """
    files = [root / CONFIG, root / "_toc.yml", root / "requirements.txt"]
    with suppress(PressError):
        files += bibliography_files(root)
    return files


def bibliography_files(root: Path) -> list[Path]:
    """Return the BibTeX files that the book at ``root`` names, in order, whether they exist or not."""
    path = root / CONFIG
    document = load_yaml(path) if path.is_file() else {}
    # As in Jupyter Book, the value under ``sphinx: config:`` has precedence.
    config = sphinx_config(root)
    named = config if config.get(_BIBLIOGRAPHY) else document
    return [root / name for name in names_in(path, named, _BIBLIOGRAPHY, or_one=True)]


def missing_bibliography(root: Path, path: Path) -> PressError:
    """Return the error for a BibTeX file at ``path`` that the book names but that does not exist."""
    message = f"{_BIBLIOGRAPHY} names '{shown_path(path, root)}', but there is no such file"
    line = line_of(root / CONFIG, _BIBLIOGRAPHY)
    return PressError(message, file=root / CONFIG, line=line, remedy="correct the name or add the file")
