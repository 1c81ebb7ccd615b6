"""Remove what a format does not show, such as ``only-html``, which is for browsers alone.

For an edition, or for the Typst builder in a project without press.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.core.formats import format_named


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the transform; as an extension of Sphinx, so that it is there once, whoever asks for it."""
    app.add_post_transform(RemoveExcluded)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class RemoveExcluded(SphinxPostTransform):
    """Remove every element with a class that the format excludes."""

    default_priority = 100

    def run(self, **kwargs: Any) -> None:
        """Remove the elements."""
        excluded_classes = format_named(self.app.builder.name).excluded_classes
        for node in list(self.document.findall(nodes.Element)):
            if node.parent is not None and not excluded_classes.isdisjoint(node.get("classes", ())):
                node.parent.remove(node)
