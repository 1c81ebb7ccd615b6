"""Numbered references, with each document they lead to read once, and with the capitals that the language asks for.

Sphinx opens and unpickles the target's whole document for each ``{numref}``: in a book whose chapters refer to their figures
and tables by number that was a quarter of the time of a build.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from press.numbered_case import suited

# References lead mostly to their own chapter and its neighbours; a large book is not to be held in memory as a whole.
_KEPT = 32


class _Documents:
    """An environment whose documents are kept when they are asked for. They are to be looked at, not changed."""

    def __init__(self, env: BuildEnvironment) -> None:
        self._env = env
        self.get_doctree: Callable[[str], nodes.document] = lru_cache(_KEPT)(env.get_doctree)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._env, name)


class NumberedDomain(StandardDomain):
    """Sphinx's own domain of labels, figures and terms."""

    _builder: Builder | None = None
    _documents: Any = None

    def _resolve_numref_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> nodes.Element | None:
        if self._builder is not builder:
            self._builder, self._documents = builder, _Documents(env)
        found = super()._resolve_numref_xref(self._documents, fromdocname, builder, typ, target, node, contnode)
        # Words of the author's own, as in {numref}`chart %s <fig>`, stay as they are.
        if found is not None and not node["refexplicit"]:
            suited(found, node, env.config.language)
        return found


def setup_numbered(app: Sphinx) -> None:
    """Have references by number resolved so."""
    app.add_domain(NumberedDomain, override=True)
