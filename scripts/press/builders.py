"""Which Sphinx builder a run is for, where what press makes differs by it."""

from __future__ import annotations

from sphinx.builders import Builder

EPUB = "epub"


def makes_site(builder: Builder) -> bool:
    """Whether ``builder`` writes pages for browsers. An EPUB has pages as well, but not the scripts and files of a site."""
    return bool(builder.format == "html" and builder.name != EPUB)
