"""Name output pages after the chapter alone: ``january.html``, not ``book/kk/january.html``."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder

from press.edition.chapters import address
from press.edition.context import get_context


class EditionAddresses(StandaloneHTMLBuilder):
    """A builder whose page URIs name the chapter only, whatever folder its source is in."""

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return the URI of ``docname``, relative to the root of the edition."""
        return super().get_target_uri(address(docname, get_context(self.app).settings), typ)

    def get_outfilename(self, pagename: str) -> str:
        """Return the path of the output file of ``pagename``."""
        return super().get_outfilename(address(pagename, get_context(self.app).settings))
