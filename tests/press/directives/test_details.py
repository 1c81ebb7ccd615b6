"""Blocks that fold: details elements, which need no script."""

from __future__ import annotations

from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.components import details, details_summary


def test_a_folded_block_keeps_its_label(sphinx: BareSphinx) -> None:
    block = details("", details_summary("", "Why?"), nodes.paragraph("", "Rain."), ids=["why"], open=False)
    (element,) = sphinx.html(block)
    assert (element.tag, element.get("id"), element.get("open")) == ("details", "why", None)
