"""References by number, which look into outlines instead of whole documents and have the capitals that the language asks for."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

from press.numbered_case import suited
from press.outlines import OutlinedEnvironment


class NumberedDomain(StandardDomain):
    """Sphinx's own domain of labels, figures and terms."""

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
        view: Any = OutlinedEnvironment(env)
        found = super()._resolve_numref_xref(view, fromdocname, builder, typ, target, node, contnode)
        # Words of the author's own, as in {numref}`chart %s <fig>`, stay as they are.
        if found is not None and not node["refexplicit"]:
            suited(found, node, env.config.language)
        return found


def setup_numbered(app: Sphinx) -> None:
    """Have references by number resolved so."""
    app.add_domain(NumberedDomain, override=True)
