"""Register everything with Sphinx that makes one edition of the book out of a Jupyter Book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from press.builders import first_pages, formulas
from press.builders.big_pictures import setup_big_pictures
from press.builders.epub import epub_builder
from press.builders.html import block_ids, cite_panel, html_builder, notes, pages, redirects, search
from press.checks import keys_of_works, sphinx_warnings
from press.citation import edition_works, imprint
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.core.reading import load_yaml
from press.core.settings import SETTINGS
from press.directives import bibliography, components, embeds, glossary, link_nodes, number, table_nodes, typesetting
from press.directives.chart import setup_chart_html
from press.directives.data_package import DatazipDirective
from press.directives.notebook_page import set_cell_ids, setup_code_cells, show_notebook
from press.directives.notebook_zip import NotebookzipDirective
from press.directives.provenance import setup_provenance
from press.edition import dependencies, fallback, interface, numbering, untranslated
from press.edition.context import BEFORE_TOC, choose_edition
from press.edition.filtering import CleanHtml


def setup(app: Sphinx) -> dict[str, Any]:
    """Register all parts of press with Sphinx, after the extensions of the book have registered with press."""
    try:
        load_extensions(Path(app.srcdir))
    except PressError as error:
        raise ExtensionError(str(error)) from None
    for name, setting in load_yaml(SETTINGS)["properties"].items():
        app.add_config_value(name, setting.get("default"), setting["rebuild"])
    app.connect("config-inited", choose_edition, priority=BEFORE_TOC)
    fallback.setup_fallback(app)
    untranslated.setup_untranslated(app)
    app.connect("source-read", show_notebook)
    app.connect("doctree-read", set_cell_ids)
    html_builder.setup_builder(app)
    app.setup_extension("press.builders.excluded")
    interface.setup_interface(app)
    setup_code_cells(app)
    app.add_transform(CleanHtml)
    bibliography.setup_bibliography(app)
    embeds.setup_embeds(app)
    setup_chart_html(app)
    app.add_directive("datazip", components.marking(DatazipDirective))
    app.add_directive("notebookzip", components.marking(NotebookzipDirective))
    dependencies.setup_dependencies(app)
    numbering.setup_numbering(app)
    number.setup_numbers(app)
    setup_provenance(app)
    components.setup_components(app)
    link_nodes.setup_cards(app)
    glossary.setup_terms(app)
    table_nodes.setup_rich_tables(app)
    search.setup_search(app)
    typesetting.setup_typography(app)
    block_ids.setup_block_ids(app)
    setup_big_pictures(app)
    notes.setup_notes(app)
    pages.setup_pages(app)
    redirects.setup_redirects(app)
    components.setup_details(app)
    cite_panel.setup_citing(app)
    first_pages.setup_first_pages(app)
    formulas.setup_formulas(app)
    epub_builder.setup_epub(app)
    imprint.setup_imprint(app)
    edition_works.setup_edition_works(app)
    sphinx_warnings.setup_reading(app)
    keys_of_works.setup_keys_of_works(app)
    return {"version": "1", "parallel_read_safe": False, "parallel_write_safe": True}
