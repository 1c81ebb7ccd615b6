"""Build the whole book, unless none of its inputs has changed: digests by name, of which those of the last good run are kept as stamps.

With few imports, so that an unchanged book is recognised quickly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from press.core.caches import clear_caches
from press.core.digests import (
    Inputs,
    describe_changes,
    digest_of,
    environment,
    files_below,
    files_in,
    has_files,
    noted_reads,
    press_files,
    read_stamp,
    stamp_file,
    write_stamp,
)
from press.core.extensions import load_extensions
from press.core.files import put_back, remove, shown_path
from press.core.formats import FORMATS, PAGES, Site, site_of
from press.core.jobs import Say
from press.core.project import dated, locked, make_writable, project_version
from press.core.resources import press_folder
from press.core.settings import Settings, load_settings
from press.core.sources import source_files

_FORMATS = "the formats"


def build_book(root: Path, say: Say, why: Say | None = None, *, only_pages: bool = False) -> Site:
    """Build the site in ``root/_build/site`` while holding the book's lock (`press.core.project.locked`), with ``only_pages`` without PDFs and EPUBs.

    ``say`` is called with a line for each finished step, ``why`` with the reason for each. Raises PressError, and leaves the last
    site as it was, where anything is wrong; a warning of Sphinx is wrong, too.
    """
    with locked(root, say):
        return _build(root, say, why, [PAGES] if only_pages else [*FORMATS])


def _build(root: Path, say: Say, why: Say | None, builders: list[str]) -> Site:
    clear_caches()
    settings = load_settings(root)
    # They add languages, checks and kinds of results.
    load_extensions(root)
    make_writable(settings.build)
    put_back(settings.build / "site")
    stamp = stamp_file(settings, "site")
    before, inputs = read_stamp(stamp), _inputs(settings)
    found = {**with_formats(inputs, builders, before), **_files(settings, before)}
    changed = describe_changes(before, found)
    if not changed:
        if found != before:  # only the dates of files differ, as after copying
            write_stamp(stamp, found)
        return site_of(settings)
    if why:
        why(f"the site: {changed}")
    if before and (settings.build / "site").is_dir() and not has_files(before, [(settings.build / "site", "*")]):
        # Pages of the site are hard links: what was altered there was altered in its edition.
        for language in settings.languages:
            remove(settings.build / "press" / language)
    from press.make.build import make_site  # noqa: PLC0415  slow to import

    site = make_site(settings, say, why, builders)
    # Inputs from before the build override those from after it: what was edited meanwhile counts as changed.
    inputs = with_formats({**_inputs(settings), **inputs}, builders)
    write_stamp(stamp, {**inputs, **_files(settings, None)})
    return site


def _inputs(settings: Settings) -> Inputs:
    texts = text_inputs(settings)
    return {**common_inputs(settings), **{name: digest for own in texts.values() for name, digest in own.items()}}


def _files(settings: Settings, before: Inputs | None) -> Inputs:
    return files_in([(settings.build / "site", "*")], before)


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
    """Return the inputs that each edition has alone: its chapters, by language."""
    root = settings.root
    return {
        language: {shown_path(path, root): digest_of(path) for path in files_below(root / settings.book / language)}
        for language in settings.languages
    }


def notebook_inputs(settings: Settings) -> Inputs:
    """Return the inputs of the notebooks: the files that they read in their last run, wherever they are."""
    return {f"{shown_path(path, settings.root)}, read by a notebook": digest_of(path) for path in noted_reads(settings)}


def with_formats(inputs: Inputs, builders: Sequence[str], before: Inputs | None = None) -> Inputs:
    """Return ``inputs`` with the formats that are made of them: those of ``before`` if they comprise all of ``builders``."""
    made = (before or {}).get(_FORMATS, "")
    return {**inputs, _FORMATS: made if {*builders} <= {*made.split()} else " ".join(builders)}
