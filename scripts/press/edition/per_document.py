"""Store values of each document in Sphinx's environment, and remove them when the document is purged."""

from __future__ import annotations

from typing import Generic, TypeVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

T = TypeVar("T")


class PerDocument(Generic[T]):
    """Values by document, stored under a ``name`` of their own in the environment."""

    def __init__(self, name: str) -> None:
        self._name = f"press_{name}"

    def setup(self, app: Sphinx) -> None:
        """Connect the listeners for documents that are purged, or read in parallel."""
        app.connect("env-purge-doc", self._forget)
        app.connect("env-merge-info", self._merge)

    def of(self, env: BuildEnvironment) -> dict[str, T]:
        """Return the values by docname."""
        values: dict[str, T] = vars(env).setdefault(self._name, {})
        return values

    def _forget(self, app: Sphinx, env: BuildEnvironment, docname: str) -> None:
        self.of(env).pop(docname, None)

    def _merge(self, app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
        self.of(env).update({name: value for name, value in self.of(other).items() if name in docnames})
