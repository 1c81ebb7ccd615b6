"""Tell in a document what its author typed from what directives and roles have made of it, for checks, which look at the former.

What a directive or role returns has the attribute `TYPED` with what was typed for it ("chart survey/answers"); what is parsed of the content
has an empty one, so that it counts again.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

TYPED = "typed"


def marking(directive: type[SphinxDirective]) -> type[SphinxDirective]:
    """Return ``directive`` so that what it returns is marked with its name and arguments."""

    def run(self: SphinxDirective) -> list[nodes.Node]:
        made = list(directive.run(self))
        for node in made:
            if isinstance(node, nodes.Element):
                node.attributes.setdefault(TYPED, " ".join([self.name, *self.arguments]))
        return made

    return type(directive.__name__, (directive,), {"run": run, "__module__": directive.__module__})
