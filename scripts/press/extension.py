"""The Sphinx extension: makes one edition of the book out of a Jupyter Book."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.transforms.post_transforms.images import ImageConverter

from press import pages
from press.asked import NOTEBOOK, PACKAGE, TABLE, ask
from press.bibliography import setup_bibliography
from press.block_ids import setup_block_ids
from press.builders import makes_site
from press.card_files import setup_card_files
from press.cards import setup_cards
from press.catalogues import book_translations
from press.cells import name_cells, page_notebook
from press.chart_files import setup_chart_files
from press.chart_html import setup_chart_html
from press.charts import pdf_from_svg
from press.citing import setup_citing
from press.claims import load_statements
from press.codebook import setup_codebook
from press.context import Press, press_of
from press.data_zip import setup_data_zip
from press.descriptor import read_package
from press.document_sources import setup_document_sources, tables_of_some
from press.editions import toc_patterns, write_toc
from press.embed import setup_embed
from press.epub.extension import setup_epub
from press.errors import PressError
from press.findings import setup_findings
from press.fingerprint import environment, files_below, fingerprint, press_fingerprint
from press.folded import setup_folded
from press.full_stops import setup_full_stops
from press.head_tags import setup_head_tags
from press.htmlbuilder import EditionHTMLBuilder
from press.interface import setup_interface
from press.inventory import setup_inventory
from press.note_links import setup_note_links
from press.notebooks import current_notebooks
from press.number_cards import setup_number_cards
from press.number_list import setup_number_list
from press.numbered import setup_numbered
from press.numbers import setup_numbers
from press.outlines import setup_outlines
from press.places import setup_places
from press.plurals import load_nouns
from press.print_imprint import setup_print_imprint
from press.results import collect_results
from press.search import setup_search
from press.settings import Settings, load_yaml, settings_from_config
from press.shell import setup_shell
from press.typography_pass import setup_typography
from press.vega_script import setup_vega_script
from press.verdicts import load_verdicts
from press.vocabulary import load_vocabulary
from press.words import words
from press.work_cards import setup_work_cards

# sphinx-external-toc reads the contents at 900; the edition must have been chosen by then.
_BEFORE_TOC = 500


def setup(app: Sphinx) -> dict[str, Any]:
    """Register everything with Sphinx."""
    app.add_config_value("press_editions", {}, "env", [dict])
    app.add_config_value("press_slug", "book", "env", [str])
    app.add_config_value("press_names", [], "", [list])
    app.add_config_value("press_siblings", [], "html", [list])
    app.add_config_value("press_downloads", [], "html", [list])
    app.add_config_value("press_digest", "", "env", [str])
    app.connect("config-inited", _choose_edition, priority=_BEFORE_TOC)
    app.connect("source-read", _read_notebook)
    app.connect("doctree-read", name_cells)
    app.add_builder(EditionHTMLBuilder, override=True)
    app.add_post_transform(RemoveHtmlOnly)
    app.add_post_transform(SvgToPdf)
    setup_interface(app)
    setup_bibliography(app)
    setup_embed(app)
    setup_chart_html(app)
    setup_chart_files(app)
    setup_vega_script(app)
    setup_data_zip(app)
    setup_document_sources(app)
    setup_outlines(app)
    setup_inventory(app)
    setup_numbered(app)
    setup_numbers(app)
    setup_full_stops(app)
    setup_places(app)
    setup_cards(app)
    setup_card_files(app)
    setup_number_cards(app)
    setup_work_cards(app)
    setup_note_links(app)
    setup_number_list(app)
    setup_codebook(app)
    setup_findings(app)
    setup_search(app)
    setup_typography(app)
    setup_block_ids(app)
    pages.setup_pages(app)
    setup_folded(app)
    setup_shell(app)
    setup_citing(app)
    setup_head_tags(app)
    setup_epub(app)
    app.setup_extension("press.typst")
    setup_print_imprint(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _choose_edition(app: Sphinx, config: Config) -> None:
    """Turn configuration and contents to the language of the run, and have all results ready before anything is read."""
    try:
        press = make_press(settings_from_config(Path(app.srcdir), _values(config)), config.language)
        _choose_toc(press, config)
    except PressError as error:
        raise ExtensionError(str(error)) from None
    app.press = press  # type: ignore[attr-defined]
    config.press_digest = digest(press)
    config.project = press.edition.title
    config.html_title = press.edition.title


def _values(config: Config) -> Mapping[str, Any]:
    return {name: config[name] for name in ("press_editions", "press_slug", "html_baseurl", "exclude_patterns")}


def _choose_toc(press: Press, config: Config) -> None:
    target = press.settings.build / "press" / f"toc-{press.language}.yml"
    translations = book_translations(press.settings, press.language)
    write_toc(press.settings, press.language, target, translations)
    config.external_toc_path = str(target)
    if config.external_toc_exclude_missing:
        # sphinx-external-toc would look for what the contents do not name in all folders, those of what was built included.
        config.external_toc_exclude_missing = False
        config.include_patterns = toc_patterns(load_yaml(target))


def make_press(settings: Settings, language: str) -> Press:
    """Run what is stale and collect everything that the edition in ``language`` is built from."""
    edition = settings.edition(language)
    vocabulary = load_vocabulary(settings.root, settings.languages)
    executed = current_notebooks(settings)
    results = collect_results(executed)
    statements = load_statements(settings.root)
    nouns = load_nouns(settings.root, settings.languages)
    verdicts = load_verdicts(settings.root)
    return Press(settings, edition, executed, results, statements, vocabulary, nouns, words(language), verdicts)


def digest(press: Press) -> str:
    """A hash that changes whenever any page may have to: with what all are made from, or the machine itself."""
    root = press.settings.root
    package = read_package(root)
    some = tables_of_some(package, root)
    own = {package.path, *map(package.file, some)}
    settled = [root / name for name in ("_config.yml", "references.bib", "requirements.txt")]
    files = [*(path for path in files_below(root / "data") if path not in own), *settled]
    said = [package.said((PACKAGE, "")), *(package.said((TABLE, name)) for name in package.names if name not in some)]
    return fingerprint(files, press_fingerprint(), environment(), *said)


def _read_notebook(app: Sphinx, docname: str, source: list[str]) -> None:
    """Hand MyST-NB the notebook as it ran, showing only the edition's own results."""
    press = press_of(app)
    path = Path(app.env.doc2path(docname))
    for item in press.notebooks:
        if item.path == path:
            ask(NOTEBOOK, item.name)
            source[0] = nbformat.writes(page_notebook(item.notebook, press.language))


class RemoveHtmlOnly(SphinxPostTransform):
    """Take out what is meant for pages only where something else is made."""

    default_priority = 100

    def run(self, **kwargs: Any) -> None:
        """Remove every element of class ``only-html``."""
        if makes_site(self.app.builder):
            return
        for node in list(self.document.findall()):
            if "only-html" in getattr(node, "attributes", {}).get("classes", []) and node.parent:
                node.parent.remove(node)


class SvgToPdf(ImageConverter):
    """Charts for TeX, which takes PDF pictures."""

    conversion_rules = [("image/svg+xml", "application/pdf")]  # noqa: RUF012  Sphinx declares it so

    def is_available(self) -> bool:
        """Always: the converter is a locked package."""
        return True

    def convert(self, _from: str, _to: str) -> bool:
        """Write the picture ``_from`` as PDF to ``_to``."""
        Path(_to).write_bytes(pdf_from_svg(Path(_from).read_text(encoding="utf-8")))
        return True
