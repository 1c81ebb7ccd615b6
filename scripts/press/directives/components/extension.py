"""Register the components of the text with Sphinx."""

from __future__ import annotations

from sphinx.application import Sphinx

from press.directives.components.component import setup_component_word
from press.directives.components.openings import setup_openings
from press.directives.components.remarks import setup_remarks


def setup_components(app: Sphinx) -> None:
    """Register directives, nodes and transforms."""
    setup_component_word(app)
    setup_remarks(app)
    setup_openings(app)
