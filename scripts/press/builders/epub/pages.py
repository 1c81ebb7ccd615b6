"""Render documents as pages of an EPUB: pictures that refer to their descriptions, plain tables, HTML that is well-formed XML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from press.builders.epub.xhtml import as_xhtml_pieces
from press.charts.svg import smaller, with_text_lengths
from press.charts.theme import FONT
from press.core.formats import EPUB
from press.edition.context import EditionContext

_ON_SITE = "press-table"


class EpubTranslator(HTML5Translator):
    """Sphinx's HTML translator, with pictures that refer to their descriptions, below their captions."""

    def visit_described_image(self, node: nodes.Element) -> None:
        """Append a picture that refers to its description."""
        start = len(self.body)
        self.visit_image(node)
        if "described_by" in node:
            self.body[start] = self.body[start].replace("<img", f'<img aria-details="{node["described_by"]}"', 1)

    def depart_described_image(self, node: nodes.Element) -> None:
        """Close the picture."""
        self.depart_image(node)

    def depart_caption(self, node: nodes.Element) -> None:
        """Close the caption of a figure, which docutils keeps open for the legend at its end."""
        super().depart_caption(node)
        self.body.append("</figcaption>\n" if isinstance(node.parent, nodes.figure) else "")

    def visit_legend(self, node: nodes.Element) -> None:
        """Open the legend, below the picture."""
        self.body.append(self.starttag(node, "div", CLASS="legend"))

    def depart_figure(self, node: nodes.Element) -> None:
        """Close the figure alone."""
        self.body.append("</figure>\n")


def picture_bytes(path: Path, context: EditionContext) -> bytes:
    """Return the content of an image file; a chart that press has drawn is made smaller and given a fallback font."""
    if context.pictures not in path.parents:
        return path.read_bytes()
    svg = smaller(with_text_lengths(path.read_text(encoding="utf-8")))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}, sans-serif"'
    return svg.replace("<svg", head, 1).encode()


class ForReading(SphinxPostTransform):
    """A post-transform that replaces what only a page of the site can show."""

    default_priority = 110
    builders = (EPUB,)

    def run(self, **kwargs: Any) -> None:
        """Put captions first, as on the site, remove from tables what only its scripts use, and make raw HTML well-formed XML."""
        for caption in list(self.document.findall(nodes.caption)):
            if isinstance(figure := caption.parent, nodes.figure):
                figure.children.sort(key=lambda child: child is not caption)
        for table in self.document.findall(nodes.table):
            _without_script(table)
        for parent in {raw.parent: None for raw in self.document.findall(nodes.raw)}:
            pieces = [
                child for child in parent if isinstance(child, nodes.raw) and "html" in child.get("format", "").split()
            ]
            texts = as_xhtml_pieces(map(nodes.raw.astext, pieces), are_blocks=not isinstance(parent, nodes.TextElement))
            for raw, text in zip(pieces, texts, strict=True):
                raw.replace_self(nodes.raw("", text, format="html"))


def _without_script(table: nodes.table) -> None:
    """Remove the ``data-`` attributes for scripts of the site, and the class that gives wide tables a scrolling frame there."""
    table["classes"] = ["results" if name == _ON_SITE else name for name in table["classes"]]
    for node in (table, *table.findall(nodes.Element)):
        if "html" in node:
            node["html"] = {key: value for key, value in node["html"].items() if not key.startswith("data-")}
