"""Register the EPUB builder with Sphinx."""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.builders.epub3 import validate_config_values

from press.builders.epub.builder import EditionEpubBuilder
from press.builders.epub.pages import ForReading


def setup_epub(app: Sphinx) -> None:
    """Register the builder in place of Sphinx's own, with its setting and its post-transform."""
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(EditionEpubBuilder, override=True)
    about = "glob patterns of documents that the EPUB leaves out"
    app.add_config_value("epub_exclude_documents", [], "", [list], about)
    app.add_post_transform(ForReading)
    # Sphinx's validation demands settings that press takes from elsewhere or, where they are unknown, leaves out.
    for listener in list(app.events.listeners["builder-inited"]):
        if listener.handler is validate_config_values:
            app.disconnect(listener.id)
