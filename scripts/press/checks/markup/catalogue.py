"""Know the directives and roles that Sphinx has once the extensions of a book are loaded, and the settings that decide what it warns of.

A Sphinx application is made for that, which reads no document, in a process of its own. What it told is kept until the settings, an extension of
the book or an installed package changes.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from press.checks.markup.kinds import Catalogue
from press.core.caches import DiskCache
from press.core.children.processes import ChildDiedError
from press.core.children.work import Job
from press.core.digests import environment, fingerprint, press_fingerprint
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.jobs import run_jobs
from press.core.settings import CONFIG, line_of
from press.data.sources import Sources

# By what they were made from, for as long as this process lives: it may look at many books with the same settings.
_MADE: dict[str, Catalogue] = {}


def load_catalogue(sources: Sources) -> tuple[Catalogue, DiskCache]:
    """Return the catalogue of a book, and what is kept beside it, which is of no use once it is another."""
    root = sources.root
    basis = fingerprint([root / CONFIG, *extension_files(root)], press_fingerprint(), environment())
    kept = DiskCache(sources.settings.build / "press" / "markup.pickle", basis)
    return kept.get_or_compute(("catalogue",), lambda: _made_once(sources, basis)), kept


def _made_once(sources: Sources, basis: str) -> Catalogue:
    if basis not in _MADE:
        _MADE[basis] = _made(sources)
    return _MADE[basis]


def _made(sources: Sources) -> Catalogue:
    from press.checks.markup.registered import registered  # noqa: PLC0415  slow to import, and seldom needed

    outcome = run_jobs([Job("catalogue", registered, (sources,))])["catalogue"]
    if isinstance(outcome.error, ChildDiedError):
        told = f"Sphinx, which was asked what the book may use, did not come to its end: {outcome.error}"
        raise PressError(told, remedy="try again; if that does not help, see whether the machine has memory left")
    if isinstance(outcome.error, PressError) and outcome.error.file is None:
        # Of a setting, with which its message begins.
        path, error = Path(sources.root, CONFIG), outcome.error
        raise PressError(
            error.message, file=path, line=line_of(path, error.message.partition(":")[0]), remedy=error.remedy
        )
    if outcome.error:
        told = " ".join(str(outcome.error).split())
        remedy = "correct the extension or the setting that it tells of"
        path = Path(sources.root, CONFIG)
        raise PressError(f"Sphinx cannot be started with these settings: {told}", file=path, remedy=remedy)
    found: Catalogue = outcome.value
    return found


def keep(kept: DiskCache) -> None:
    """Write what is kept; where nothing can be written, do without."""
    with suppress(OSError):
        kept.save()
