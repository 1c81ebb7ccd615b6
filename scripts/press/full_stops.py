"""One full stop where a number that ends with an abbreviation ends a sentence: "2022 г.", not "2022 г..".

A chapter cannot know how its language abbreviates, so it writes the full stop of its sentence in any case.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from press.numbers import quantity


def setup_full_stops(app: Sphinx) -> None:
    """Register the transform."""
    app.add_transform(OneFullStop)


class OneFullStop(SphinxTransform):
    """Take the full stop after a number that brings its own."""

    default_priority = 840

    def apply(self, **kwargs: Any) -> None:
        """Shorten the text after each such number."""
        join_full_stops(self.document)


def join_full_stops(document: nodes.Node) -> None:
    """Shorten the texts of ``document`` that repeat the full stop of the number before them."""
    for number in list(document.findall(quantity)):
        following = number.next_node(descend=False, siblings=True)
        if number.astext().endswith(".") and isinstance(following, nodes.Text) and following.startswith("."):
            following.parent.replace(following, nodes.Text(following[1:]))
