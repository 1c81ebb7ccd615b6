"""Sphinx's HTML builder with addresses that name the chapter only: ``january.html``, not ``book/kk/january.html``."""

from __future__ import annotations

import io
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder

from press.charts import inline_svg
from press.context import press_of
from press.editions import address
from press.settings import Settings


class EditionHTMLBuilder(StandaloneHTMLBuilder):
    """Writes the pages of one edition. Every edition so has the same addresses, and links can lead from one to another."""

    @property
    def _settings(self) -> Settings:
        return press_of(self.app).settings

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The page of ``docname``, relative to the edition."""
        return super().get_target_uri(address(docname, self._settings), typ)

    def get_outfilename(self, pagename: str) -> str:
        """The file of ``pagename``."""
        return super().get_outfilename(address(pagename, self._settings))

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Enter a page into the search index under its address, from which the search script makes its links."""
        if self.indexer is not None and title:
            name = address(pagename, self._settings)
            self.indexer.feed(name, f"{name}.html", title, doctree)

    def load_indexer(self, docnames: Iterable[str]) -> None:
        """Load the search index of the last run without the pages that are to be written anew."""
        if self.indexer is None:
            return
        written = {address(docname, self._settings) for docname in docnames}
        known = {address(docname, self._settings) for docname in self.env.all_docs}
        with suppress(OSError, ValueError):
            text = Path(self.outdir, self.searchindex_filename).read_text(encoding="utf-8")
            self.indexer.load(io.StringIO(text), self.indexer_format)
        self.indexer.prune(known - written)


def visit_chart_image(translator: Any, node: nodes.image) -> None:
    """Put the chart itself into the page, not a link to a picture."""
    svg = Path(translator.builder.srcdir, node["svg"]).read_text(encoding="utf-8")
    translator.body.append(inline_svg(svg, node["chart_id"], node.get("alt", "")))
    raise nodes.SkipNode
