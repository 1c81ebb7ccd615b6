"""The directives and roles that a book may use, and the settings of Sphinx that decide what it warns of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
    """The catalogue of what chapters may use: ``directives`` and ``roles`` by name, ``labels`` that are there without any document.

    ``others_resolve`` tells whether an extension may know targets that the book has not; ``settings`` are those of Sphinx that matter.
    """

    directives: Mapping[str, DirectiveKind]
    roles: frozenset[str]
    labels: frozenset[str]
    others_resolve: bool
    settings: Mapping[str, Any] = field(default_factory=dict)

    def is_suppressed(self, warning: str) -> bool:
        """Return whether the settings have Sphinx keep silent about the kind ``warning`` (``myst.header``)."""
        kind, _, part = warning.partition(".")
        silent = {str(name) for name in self.settings["suppress_warnings"]}
        return bool({kind, f"{kind}.*", f"{kind}.{part}"} & silent)
