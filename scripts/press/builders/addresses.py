"""Addresses that name the chapter only: ``january.html``, not ``book/kk/january.html``."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder

from press.edition.chapters import address
from press.edition.context import get_context


class EditionAddresses(StandaloneHTMLBuilder):
    """A builder whose addresses name the chapter only, whatever folder it was written in."""

    def _address(self, docname: str) -> str:
        return address(docname, get_context(self.app).settings)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The page of ``docname``, relative to the edition."""
        return super().get_target_uri(self._address(docname), typ)

    def get_outfilename(self, pagename: str) -> str:
        """The file of ``pagename``."""
        return super().get_outfilename(self._address(pagename))
