"""An edition: the same table of contents and configuration, turned to one language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from sphinx.util.matching import Matcher

from press.core.files import write_whole
from press.core.reading.yaml_file import load_yaml
from press.core.settings import Settings

TOC = "_toc.yml"
# What a document may end in, which a table of contents names with its ending or without.
ENDINGS = (".md", ".ipynb", ".rst")
_NAMING = ("root", "file", "glob")
_DRAFT = ".draft.md"


def chapter_files(settings: Settings, language: str) -> list[str]:
    """Chapter paths of an edition, relative to its folder, in alphabetical order: ``["about.md", ...]``.

    Drafts, and what the settings exclude in one of the editions, are no chapters.
    """
    folder = settings.root / settings.book / language
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
    return [name for name in names if not _is_left_out(name, settings)]


def _is_left_out(name: str, settings: Settings) -> bool:
    paths = (PurePosixPath(settings.book, language, name) for language in settings.languages)
    return name.endswith(_DRAFT) or any(is_excluded(path, settings) for path in paths)


def is_excluded(path: PurePosixPath, settings: Settings) -> bool:
    """Whether the settings exclude the file ``path`` (from the root), or a folder that it stands in, as Sphinx reads them."""
    matches = Matcher(settings.excluded)
    return any(matches(str(part)) for part in (path, *path.parents[:-1]))


def toc_entries(toc: Any) -> Iterator[tuple[str, str]]:
    """Key (root, file or glob) and text of each entry of a table of contents, in order."""
    if isinstance(toc, dict):
        yield from ((key, str(toc[key])) for key in _NAMING if key in toc)
    for item in toc.values() if isinstance(toc, dict) else toc if isinstance(toc, list) else ():
        yield from toc_entries(item)


def toc_patterns(toc: Any) -> list[str]:
    """Patterns that the files of the documents in a table of contents match, and no others."""
    return [f"{name}{ending}" for _, name in toc_entries(toc) for ending in ("", *ENDINGS)]


def localised_toc(toc: Any, settings: Settings, language: str, translate: dict[str, str]) -> Any:
    """The contents with the default edition's chapters replaced by those of ``language``, captions by ``translate``."""
    if isinstance(toc, dict):
        return {key: _localised_entry(key, value, settings, language, translate) for key, value in toc.items()}
    if isinstance(toc, list):
        return [localised_toc(item, settings, language, translate) for item in toc]
    return toc


def _localised_entry(key: str, value: Any, settings: Settings, language: str, translate: dict[str, str]) -> Any:
    if key in _NAMING and isinstance(value, str):
        return edition_docname(value, settings, language)
    if key in ("caption", "title") and isinstance(value, str):
        return translate.get(value, value)
    return localised_toc(value, settings, language, translate)


def edition_docname(docname: str, settings: Settings, language: str) -> str:
    """``book/en/january`` becomes ``book/kk/january``; documents outside the default edition stay as they are."""
    default = PurePosixPath(settings.book, settings.languages[0])
    path = PurePosixPath(docname)
    if not path.is_relative_to(default):
        return docname
    return str(PurePosixPath(settings.book, language) / path.relative_to(default))


def edition_of(docname: str, settings: Settings) -> str:
    """The language of the edition in whose folder a document stands; empty where it is in none."""
    path = PurePosixPath(docname)
    return next((tag for tag in settings.languages if path.is_relative_to(PurePosixPath(settings.book, tag))), "")


def address(docname: str, settings: Settings) -> str:
    """Where a document stands within its edition: ``book/kk/january`` and ``book/en/january`` are both ``january``."""
    parts = PurePosixPath(docname).parts
    if parts[:1] != (settings.book,):
        return docname
    rest = parts[2:] if len(parts) > 2 and parts[1] in settings.languages else parts[1:]
    return str(PurePosixPath(*rest))


def write_toc(settings: Settings, language: str, target: Path, translate: dict[str, str]) -> None:
    """Write the contents of the edition in ``language`` to ``target``, only if it differs from what is there."""
    toc = localised_toc(load_yaml(settings.root / TOC), settings, language, translate)
    text = yaml.safe_dump(toc, allow_unicode=True, sort_keys=False)
    if not target.is_file() or target.read_bytes() != text.encode():
        write_whole(target, text.encode())
