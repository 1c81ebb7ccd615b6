"""Pages of Sphinx that know the contents, as those of press do."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from press.builders.html.contents import contents_of, open_page


class Pages(StandaloneHTMLBuilder):
    """Pages without Sphinx's own search."""

    search = False

    def prepare_writing(self, docnames: set[str]) -> None:
        super().prepare_writing(docnames)
        self.globalcontext |= contents_of(self)


def open_contents(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    open_page(app, page, context, doctree)
