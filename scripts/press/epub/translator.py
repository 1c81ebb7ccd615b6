"""Writes the nodes of a document as pages of an EPUB."""

from __future__ import annotations

from typing import Any, cast

from docutils import nodes
from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

_LOGGER = logging.getLogger(__name__)


class EpubTranslator(HTML5Translator):
    """Sphinx's own, with formulas as MathML, for want of a script that sets them, and pictures that name their descriptions."""

    def visit_described_image(self, node: nodes.Element) -> None:
        """Put a picture, with the way to its description."""
        start = len(self.body)
        self.visit_image(node)
        if "described_by" in node:
            self.body[start] = self.body[start].replace("<img", f'<img aria-details="{node["described_by"]}"', 1)

    def depart_described_image(self, node: nodes.Element) -> None:
        """End it."""
        self.depart_image(node)

    def visit_math(self, node: nodes.Element, math_env: str = "") -> None:
        """Put a formula within a line."""
        self.body.append(self._formula(node, is_block=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.Element, math_env: str = "") -> None:
        """Put a formula on a line of its own, with its number."""
        number = f'<span class="eqno">({node["number"]})</span>' if node.get("number") else ""
        identifier = next(iter(node["ids"]), "")
        place = f' id="{self.attval(identifier)}"' if identifier else ""
        self.body.append(f'<div class="math"{place}>{number}{self._formula(node, is_block=True)}</div>\n')
        raise nodes.SkipNode

    def _formula(self, node: nodes.Element, *, is_block: bool) -> str:
        """MathML; where TeX asks for more than can be had, its own words and a warning."""
        tex = node.astext()
        try:
            return str(tex2mathml(tex, as_block=is_block))
        except MathError as error:
            _LOGGER.warning(
                f"the EPUB cannot show this formula ({error}); write it with fewer commands of TeX",
                # MyST knows the lines of blocks better than those of what stands within them.
                location=node if is_block else node.parent,
                type="press",
                subtype="math",
            )
            cast(Any, self.builder).is_whole = False
            return f"<code>{self.encode(tex)}</code>"
