"""Know the directives and roles that Sphinx has once the extensions of a book are loaded, and the settings that decide what it warns of.

A Sphinx application is made for that, which reads no document, in a process of its own. What it told is kept until the settings, an extension of
the book or an installed package changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from press.core.caches import Kept
from press.core.digests import environment, fingerprint, press_fingerprint
from press.core.errors import PressError
from press.core.extensions import extension_files
from press.core.jobs import Job, run_jobs
from press.core.settings import CONFIG
from press.data.sources import Sources


@dataclass(frozen=True)
class DirectiveKind:
    """A directive: where its class stands, as ``module:name`` (empty where it was made on the way), and what it takes.

    ``parses`` tells whether it reads its content as Markdown, ``brings_labels`` whether it may give out labels of its own accord.
    """

    where: str
    required: int
    optional: int
    last_has_spaces: bool
    has_content: bool
    options: tuple[str, ...] | None
    parses: bool
    brings_labels: bool


@dataclass(frozen=True)
class Catalogue:
    """What chapters may use: ``directives`` and ``roles`` by name, ``labels`` that are there without any document.

    ``others_resolve`` tells whether an extension may know targets that the book has not; ``settings`` are those of Sphinx that matter.
    """

    directives: Mapping[str, DirectiveKind]
    roles: frozenset[str]
    labels: frozenset[str]
    others_resolve: bool
    settings: Mapping[str, Any] = field(default_factory=dict)

    def is_suppressed(self, warning: str) -> bool:
        """Tell whether the settings have Sphinx keep silent about the kind ``warning`` (``myst.header``)."""
        kind, _, part = warning.partition(".")
        silent = {str(name) for name in self.settings["suppress_warnings"]}
        return bool({kind, f"{kind}.*", f"{kind}.{part}"} & silent)


def load_catalogue(sources: Sources) -> tuple[Catalogue, Kept]:
    """Return the catalogue of a book, and what is kept beside it, which is of no use once it is another."""
    root = sources.root
    basis = fingerprint([root / CONFIG, *extension_files(root)], press_fingerprint(), environment())
    kept = Kept(sources.settings.build / "press" / "markup.pickle", basis)
    return kept.answer(("catalogue",), lambda: _made(sources)), kept


def _made(sources: Sources) -> Catalogue:
    from press.checks.markup.registered import registered  # noqa: PLC0415  slow to import, and seldom needed

    outcome = run_jobs([Job("catalogue", registered, (sources,))])["catalogue"]
    if outcome.error:
        told = " ".join(str(outcome.error).split())
        remedy = "correct the extension or the setting that it tells of"
        path = Path(sources.root, CONFIG)
        raise PressError(f"Sphinx cannot be started with these settings: {told}", file=path, remedy=remedy)
    found: Catalogue = outcome.value
    return found


def keep(kept: Kept) -> None:
    """Write what is kept; where nothing can be written, do without."""
    with suppress(OSError):
        kept.save()
