"""The internals of Sphinx, docutils and MyST-NB that press uses: a test names one that an upgrade has taken away."""

import myst_nb.sphinx_
import pytest
from docutils.parsers.rst import directives, roles
from sphinx.builders import linkcheck
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

INTERNALS = {
    BuildEnvironment: "get_doctree master_doctree",
    StandaloneHTMLBuilder: "_write_serial",
    StandardDomain: "_resolve_numref_xref",
    HTML5Translator: "visit_figure depart_figure visit_table",
    roles: "_roles _role_registry",
    directives: "_directives _directive_registry",
    myst_nb.sphinx_: "HideCodeCellNode",
    linkcheck: "Hyperlink HyperlinkAvailabilityChecker",
}


@pytest.mark.parametrize(("owner", "name"), [(owner, name) for owner in INTERNALS for name in INTERNALS[owner].split()])
def test_a_class_or_module_still_has_it(owner: object, name: str) -> None:
    assert hasattr(owner, name)
