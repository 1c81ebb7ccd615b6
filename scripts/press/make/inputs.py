"""Compute the inputs of a book and its editions, digests by name, and keep those of the last good run as a stamp.

With few imports, as an unchanged book is to be recognised quickly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from press.core.digests import Inputs, digest_of, environment, files_below, noted_reads, press_files
from press.core.files import shown_path
from press.core.project import dated, project_version
from press.core.resources import press_folder
from press.core.settings import Settings
from press.core.source_files import source_files

# Begins a line of a translation that has the original shown.
_MARK = b"% untranslated"
_FORMATS = "the formats"


def common_inputs(settings: Settings) -> Inputs:
    """Return the inputs of all editions: everything but the chapters, press and the installed packages included."""
    root = settings.root
    texts = {root / settings.book / language for language in settings.languages}
    files = [path for path in source_files(root, settings.book) if texts.isdisjoint(path.parents)]
    return {
        **{shown_path(path, root): digest_of(path) for path in files},
        **{f"press/{path.relative_to(press_folder()).as_posix()}": digest_of(path) for path in press_files()},
        **notebook_inputs(settings),
        "the installed packages": hashlib.sha256(environment().encode()).hexdigest(),
        "the date of the last change": dated(root),
        "the address of the site": settings.base_url,
        "the version of the project": project_version(root),
        "the commit of the release": settings.commit,
    }


def text_inputs(settings: Settings) -> dict[str, Inputs]:
    """Return the inputs of each edition beside the common ones, by language: its chapters, and with ``press_fallback`` what may stand in."""
    root, folders = settings.root, [settings.root / settings.book / language for language in settings.languages]
    texts = {folder.name: {path.relative_to(folder): path for path in files_below(folder)} for folder in folders}
    first, inputs = texts[folders[0].name] if settings.fallback else {}, dict[str, Inputs]()
    # Pages of all editions tell which others have the chapter.
    lacking = {tag: [name for name in first if name not in own and name.suffix == ".md"] for tag, own in texts.items()}
    for tag, own in texts.items():
        # Any chapter that stands in may show a picture.
        marked = [name for name, path in own.items() if first and _MARK in path.read_bytes()]
        spare = [path for name, path in first.items() if name in (*lacking[tag], *marked) or name.suffix != ".md"]
        inputs[tag] = {shown_path(path, root): digest_of(path) for path in (*own.values(), *spare)}
        inputs[tag] |= {"the chapters that editions lack": str(lacking)} if first else {}
    return inputs


def notebook_inputs(settings: Settings) -> Inputs:
    """Return the inputs of the notebooks: the files that they read in their last run, wherever they are."""
    return {f"{shown_path(path, settings.root)}, read by a notebook": digest_of(path) for path in noted_reads(settings)}


def with_formats(inputs: Inputs, builders: Sequence[str], before: Inputs | None = None) -> Inputs:
    """Return ``inputs`` with the formats that are made of them: those of ``before`` if they comprise all of ``builders``."""
    made = (before or {}).get(_FORMATS, "")
    return {**inputs, _FORMATS: made if {*builders} <= {*made.split()} else " ".join(builders)}
