"""An edition: the same table of contents and configuration, turned to one language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from press.errors import PressError
from press.prose import structure_faults
from press.settings import Settings, load_yaml
from press.textfile import read_utf8

TOC = "_toc.yml"
# What a file may end in that a table of contents names with its ending or without.
_ENDINGS = ("", ".md", ".ipynb")


def chapter_files(settings: Settings, language: str) -> list[str]:
    """Chapter paths of an edition, relative to its folder, in alphabetical order: ``["about.md", ...]``."""
    folder = settings.root / settings.book / language
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def check_chapters(settings: Settings) -> None:
    """Raise a PressError where a chapter of one language has no counterpart in another, or the contents name none."""
    files = {language: set(chapter_files(settings, language)) for language in settings.languages}
    everything = set().union(*files.values())
    missing = [
        f"{settings.book}/{language}/{name}"
        for language, present in files.items()
        for name in sorted(everything - present)
    ]
    if missing:
        raise PressError(
            "a chapter that other editions have is missing",
            file=settings.root / missing[0],
            remedy="write the chapter in this language or remove it from all" + _also(missing[1:]),
        )
    check_structure(settings)
    for name in toc_docnames(load_yaml(settings.root / TOC)):
        if not any((settings.root / f"{name}{suffix}").is_file() for suffix in _ENDINGS):
            raise PressError(
                f"the contents name '{name}', but there is no such file",
                file=settings.root / TOC,
                line=_line_of(settings.root / TOC, name),
                remedy="correct the name in _toc.yml or add the file",
            )


def check_structure(settings: Settings) -> None:
    """Raise one PressError with all that is malformed in the chapters, each with its line."""
    faults = [
        f"{settings.book}/{language}/{name}:{line}: {fault}"
        for language in settings.languages
        for name in chapter_files(settings, language)
        for line, fault in structure_faults(read_utf8(settings.root / settings.book / language / name))
    ]
    if faults:
        raise PressError("\n".join(faults))


def _also(paths: list[str]) -> str:
    return f" (missing as well: {', '.join(paths)})" if paths else ""


def _line_of(path: Path, text: str) -> int | None:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if text in line), None)


def toc_docnames(node: Any, keys: Sequence[str] = ("root", "file")) -> list[str]:
    """Every document that a table of contents names under one of the ``keys``, in order."""
    if isinstance(node, dict):
        own = [str(node[key]) for key in keys if key in node]
        return own + [name for value in node.values() for name in toc_docnames(value, keys)]
    if isinstance(node, list):
        return [name for item in node for name in toc_docnames(item, keys)]
    return []


def toc_patterns(toc: Any) -> list[str]:
    """Patterns that the files of the documents in a table of contents match, and no others."""
    return [f"{name}{ending}" for name in toc_docnames(toc, ("root", "file", "glob")) for ending in _ENDINGS]


def localised_toc(toc: Any, settings: Settings, language: str, translate: dict[str, str]) -> Any:
    """The contents with the default edition's chapters replaced by those of ``language``, captions by ``translate``."""
    if isinstance(toc, dict):
        return {key: _localised_entry(key, value, settings, language, translate) for key, value in toc.items()}
    if isinstance(toc, list):
        return [localised_toc(item, settings, language, translate) for item in toc]
    return toc


def _localised_entry(key: str, value: Any, settings: Settings, language: str, translate: dict[str, str]) -> Any:
    if key in ("root", "file"):
        return edition_docname(str(value), settings, language)
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
    if not target.is_file() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
