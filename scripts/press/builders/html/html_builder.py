"""Build the HTML pages of one edition, and remove files that are no longer part of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.dirhtml import DirectoryHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader

from press.builders.html.assets import copy_assets
from press.builders.html.card_pages import write_card_pages
from press.builders.html.contents import contents_of, pass_by
from press.builders.page_uris import EditionAddresses
from press.citation.settings import load_citation
from press.directives.data_package import write_data_files
from press.directives.embeds import write_result_files
from press.edition.context import get_context
from press.edition.dependencies import has_index
from press.edition.numbering import CaptionsInTheirLanguage

THEME_NAME = "press"
# Event: the page of a document has been written.
PAGE_WRITTEN = "press-page-written"
# Extensions of a Jupyter Book whose styles and scripts are replaced by those of press.
_REPLACED = {"sphinx_copybutton", "sphinx_design", "sphinx_togglebutton"}


def setup_builder(app: Sphinx) -> None:
    """Register the builder and its events."""
    app.add_event(PAGE_WRITTEN)
    for builder in (EditionHTMLBuilder, EditionInFolders):
        app.add_builder(builder, override=True)


class EditionHTMLBuilder(EditionAddresses):
    """Build the pages of one edition.

    Every edition has the same page addresses, so that links can lead from one to another.

    It alone, with those that follow, has the theme of press; other builders of HTML have one of Sphinx.
    """

    default_translator_class = CaptionsInTheirLanguage
    # Pages are searched with Pagefind, which indexes them when they are finished (press.builders.html.search).
    search = False
    # The document whose page is written before all others.
    front = ""

    def init(self) -> None:
        """Set up the builder, and remember whether the configuration has a general index."""
        super().init()
        self._wants_index = self.config.html_use_index

    def get_theme_config(self) -> tuple[str, dict[str, Any]]:
        """Return the theme of press, with its options."""
        return THEME_NAME, self.config.press_theme_options

    def init_templates(self) -> None:
        """Set up the templates."""
        super().init_templates()
        if isinstance(self.templates, BuiltinTemplateLoader):
            # Lines with nothing but a Jinja statement leave no empty line: a tenth of a page would be empty lines.
            self.templates.environment.trim_blocks = self.templates.environment.lstrip_blocks = True

    def prepare_writing(self, docnames: set[str]) -> None:
        """Pass the contents to all templates.

        Leave out the general index where no document has an entry.
        """
        # Sphinx has read the configuration by now, and templates read it anew.
        self.use_index = self.config.html_use_index = bool(self._wants_index and has_index(self.env))
        super().prepare_writing(docnames)
        self.globalcontext |= contents_of(self)
        if self.config.press_theme_options.get("collapse_navbar"):
            for part in self.globalcontext["press_contents"]:
                pass_by(part.entries, self.relations)
        # With those without a document, such as indexes, which are generated in each run.
        self._written_pages = set[Path]()
        self._former_pages = {page: page.stat().st_mtime_ns for page in self._pages()}

    def _pages(self) -> list[Path]:
        """Return the pages that are there."""
        outdir, static = Path(self.outdir), Path(self.outdir, "_static")
        return [page for page in outdir.rglob("*.html") if static not in page.parents]

    def _write_serial(self, docnames: Sequence[str]) -> None:
        """Write the page of the ``front`` document first, then the cards, then other pages: Sphinx has no setting for the order."""
        # Sphinx writes all where what pages show of others has changed, such as a title.
        is_part = not self.env.found_docs.issubset(docnames)
        super()._write_serial([name for name in docnames if name == self.front])
        self._written_pages |= write_card_pages(self, only_changed=is_part)
        super()._write_serial([name for name in docnames if name != self.front])

    def handle_page(
        self,
        pagename: str,
        addctx: dict[str, Any],
        templatename: str = "page.html",
        outfilename: str | None = None,
        event_arg: Any = None,
    ) -> None:
        """Write a page to a temporary file and rename it, as a page that is served may be read at any time."""
        page = Path(outfilename or self.get_outfilename(pagename))
        part = page.with_name(f"{page.name}.part")
        super().handle_page(pagename, addctx, templatename, outfilename=str(part), event_arg=event_arg)
        # Where it could not be written, Sphinx has warned.
        if part.is_file():
            part.replace(page)
            self._written_pages.add(page)

    def copy_static_files(self) -> None:
        """Copy the static files of the book and of extensions, without those that press replaces and without Sphinx's own."""
        static = Path(self.outdir, "_static")
        shutil.rmtree(static, ignore_errors=True)
        static.mkdir(parents=True)
        paths = self.config.html_static_path
        self.config.html_static_path = [path for path in paths if _REPLACED.isdisjoint(Path(path).parts)]
        self.copy_html_static_files(self.globalcontext.copy())
        self.copy_html_logo()

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the page of a document, and emit ``PAGE_WRITTEN``."""
        super().write_doc(docname, doctree)
        self.app.emit(PAGE_WRITTEN, docname)

    def finish(self) -> None:
        """Finish the edition, and remove pages, images and downloads that are no longer part of it."""
        super().finish()
        outdir = Path(self.outdir)
        current = self._written_pages.union(Path(self.get_outfilename(name)) for name in self.env.found_docs)
        # What another extension wrote in this run, such as sphinx-reredirects, is a part of the edition as well.
        former = [page for page in self._pages() if self._former_pages.get(page) == page.stat().st_mtime_ns]
        _remove_except(current, former)
        images = {outdir / self.imagedir / name for _, name in self.env.images.values()}
        _remove_except(images, (outdir / self.imagedir).rglob("*"))
        downloads = {outdir / "_downloads" / name for _, name in self.env.dlfiles.values()}
        downloads |= write_result_files(self.app)
        _remove_except(downloads, (outdir / "_downloads").rglob("*"))
        if not self.config.press_siblings:
            # A book that is built alone has the files that the editions of a site share.
            context, folder = get_context(self.app), outdir / self.config.press_shared
            copy_assets(context.settings, folder)
            write_data_files(context.sources, load_citation(self.app.srcdir), folder)


class EditionInFolders(EditionHTMLBuilder, DirectoryHTMLBuilder):
    """Build the pages of one edition, each in a folder of its own (``dirhtml``)."""


def _remove_except(current: set[Path], paths: Iterable[Path]) -> None:
    for path in list(paths):
        if path.is_file() and path not in current:
            path.unlink()
