"""Register everything with Sphinx that makes one edition of the book out of a Jupyter Book."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from press.builders.epub.builder import setup_epub
from press.builders.first_pages import setup_first_pages
from press.builders.formulas import setup_formulas
from press.builders.html.block_ids import setup_block_ids
from press.builders.html.builder import setup_builder
from press.builders.html.cite_panel import setup_citing
from press.builders.html.notes import setup_notes
from press.builders.html.pages import setup_pages
from press.builders.html.search import setup_search
from press.checks.reading import setup_collect, setup_reading
from press.citation.works import setup_works
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.directives.bibliography.extension import OpenWorks, setup_bibliography
from press.directives.chart import setup_chart_html
from press.directives.components import setup_components, setup_details
from press.directives.data_package import DatazipDirective
from press.directives.embeds import setup_embeds
from press.directives.glossary import setup_terms
from press.directives.links import setup_cards
from press.directives.notebook_page import name_cells, show_notebook
from press.directives.number import setup_numbers
from press.directives.provenance import setup_provenance
from press.directives.tables import setup_rich_tables
from press.directives.typed import marking
from press.directives.typography import setup_typography
from press.edition.context import BEFORE_TOC, choose_edition
from press.edition.dependencies import setup_dependencies
from press.edition.interface import setup_interface
from press.edition.numbering import setup_numbering
from press.edition.raw_html import setup_raw_html

# Default, what Sphinx does again when it changes, and types; docs/reference/settings.md tells what they say. The last five press itself sets.
_SETTINGS: dict[str, tuple[Any, Literal["", "env", "html"], list[type]]] = {
    "press_editions": ({}, "env", [dict]),
    "press_slug": ("book", "env", [str]),
    "press_names": ([], "", [list]),
    "press_without_checks": ([], "", [list]),
    "press_contact": ("", "html", [str]),
    "press_repository": ("", "html", [str]),
    "press_siblings": ([], "html", [list]),
    "press_shared": ("_static", "html", [str]),
    "press_downloads": ([], "html", [list]),
    "press_book": (None, "", []),
    "press_ready": (None, "", []),
}


def setup(app: Sphinx) -> dict[str, Any]:
    """Register all parts of press with Sphinx, after the extensions of the book have registered with press."""
    try:
        load_extensions(Path(app.srcdir))
    except PressError as error:
        raise ExtensionError(str(error)) from None
    for name, setting in _SETTINGS.items():
        app.add_config_value(name, *setting)
    app.connect("config-inited", choose_edition, priority=BEFORE_TOC)
    app.connect("source-read", show_notebook)
    app.connect("doctree-read", name_cells)
    setup_builder(app)
    app.setup_extension("press.edition.excluded_classes")
    setup_interface(app)
    setup_raw_html(app)
    setup_bibliography(app)
    setup_embeds(app)
    setup_chart_html(app)
    app.add_directive("datazip", marking(DatazipDirective))
    setup_dependencies(app)
    setup_numbering(app)
    setup_numbers(app)
    setup_components(app)
    setup_cards(app)
    setup_provenance(app)

    app.add_post_transform(OpenWorks)
    setup_terms(app)
    setup_rich_tables(app)
    setup_search(app)
    setup_typography(app)
    setup_block_ids(app)
    setup_notes(app)
    setup_pages(app)
    setup_details(app)

    setup_citing(app)
    setup_first_pages(app)
    setup_formulas(app)
    setup_epub(app)
    setup_works(app)
    setup_reading(app)
    setup_collect(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
