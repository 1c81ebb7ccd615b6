"""Know the directives and roles that Sphinx has once the extensions of a book are loaded, and the settings that decide what it warns of.

A Sphinx application is made for that, which reads no document, in a process of its own. What it told is kept until the settings, an extension of
the book or an installed package changes.
"""

from __future__ import annotations

from pathlib import Path

from press.checks.markup.kinds import Catalogue
from press.core.caches import DiskCache
from press.core.children.processes import ChildDiedError
from press.core.children.work import Job
from press.core.digests import build_cache
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.jobs import run_jobs
from press.core.reading.yaml_file import line_of
from press.core.settings import CONFIG
from press.data.sources import Sources

# By what they were made from, for as long as this process lives: it may look at many books with the same settings.
_LOADED: dict[str, Catalogue] = {}


def load_catalogue(sources: Sources) -> tuple[Catalogue, DiskCache]:
    """Return the catalogue of a book, and the cache it is in, whose other values are of no use once it is another."""
    root = sources.root
    cache = build_cache(sources.settings.build, "markup", [root / CONFIG, *extension_files(root)])
    return cache.get_or_compute(("catalogue",), lambda: _load_once(sources, cache.basis)), cache


def _load_once(sources: Sources, basis: str) -> Catalogue:
    if basis not in _LOADED:
        _LOADED[basis] = _load(sources)
    return _LOADED[basis]


def _load(sources: Sources) -> Catalogue:
    from press.checks.markup.registered import make_catalogue  # noqa: PLC0415  slow to import, and seldom needed

    outcome = run_jobs([Job("catalogue", make_catalogue, (sources,))])["catalogue"]
    if isinstance(outcome.error, ChildDiedError):
        message = f"Sphinx, which was asked what the book may use, did not come to its end: {outcome.error}"
        raise PressError(message, remedy="try again; if that does not help, see whether the machine has memory left")
    if isinstance(outcome.error, PressError) and outcome.error.file is None:
        # Of a setting, with which its message begins.
        path, error = Path(sources.root, CONFIG), outcome.error
        raise PressError(
            error.message, file=path, line=line_of(path, error.message.partition(":")[0]), remedy=error.remedy
        )
    if outcome.error:
        message = " ".join(str(outcome.error).split())
        remedy = "correct the extension or the setting that it tells of"
        path = Path(sources.root, CONFIG)
        raise PressError(f"Sphinx cannot be started with these settings: {message}", file=path, remedy=remedy)
    found: Catalogue = outcome.value
    return found
