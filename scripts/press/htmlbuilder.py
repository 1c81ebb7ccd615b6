"""Sphinx's HTML builder with addresses that name the chapter only: ``january.html``, not ``book/kk/january.html``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.search import js_index

from press.chart_files import write_result_files
from press.context import press_of
from press.data_zip import write_data_zip
from press.editions import address
from press.finding_file import finding_files
from press.number_cards import number_card
from press.vega_script import write_vega_script

_WORDS = ("terms", "titleterms")
# Pages that Sphinx makes without a document.
_OWN_PAGES = ("genindex", "search")


class EditionHTMLBuilder(StandaloneHTMLBuilder):
    """Writes the pages of one edition. Every edition so has the same addresses, and links can lead from one to another."""

    def _address(self, docname: str) -> str:
        return address(docname, press_of(self.app).settings)

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """The page of ``docname``, relative to the edition."""
        return super().get_target_uri(self._address(docname), typ)

    def get_outfilename(self, pagename: str) -> str:
        """The file of ``pagename``."""
        return super().get_outfilename(self._address(pagename))

    @property
    def indexer_format(self) -> AddressedIndex:
        """The format of the search index, whose script makes links out of the names of documents."""
        return AddressedIndex({docname: self._address(docname) for docname in self.env.all_docs})

    def index_page(self, pagename: str, doctree: nodes.document, title: str) -> None:
        """Index a page for the search, without the cards of its numbers."""
        searched = doctree.deepcopy()
        for shown in list(searched.findall(number_card)):
            shown.parent.remove(shown)
        super().index_page(pagename, searched, title)

    def finish(self) -> None:
        """Finish the edition, and remove pages, pictures and downloads that are no longer part of it."""
        super().finish()
        current = {Path(self.get_outfilename(docname)) for docname in self.env.found_docs}
        current |= {Path(self.get_outfilename(name)) for name in (*_OWN_PAGES, *self.config.html_additional_pages)}
        outdir = Path(self.outdir)
        static = outdir / "_static"
        _remove_except(current, (page for page in outdir.rglob("*.html") if static not in page.parents))
        images = {outdir / self.imagedir / name for _, name in self.env.images.values()}
        _remove_except(images, (outdir / self.imagedir).rglob("*"))
        downloads = {outdir / "_downloads" / name for _, name in self.env.dlfiles.values()}
        downloads |= set(finding_files(self.app)) | write_result_files(self.app)
        write_vega_script(self.app)
        write_data_zip(self.app)
        _remove_except(downloads, (outdir / "_downloads").rglob("*"))


def _remove_except(kept: set[Path], found: Iterable[Path]) -> None:
    for path in list(found):
        if path.is_file() and path not in kept:
            path.unlink()


class AddressedIndex:
    """Sphinx's search index, with addresses for the names of documents in the file and names in memory."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses

    def dump(self, data: dict[str, Any], file: IO[str]) -> None:
        """Write the index."""
        named = [self.addresses.get(docname, docname) for docname in data["docnames"]]
        # Sphinx keeps the words of a page that is gone, without a page: an edited book would differ from a new one.
        words = {kind: {word: pages for word, pages in data[kind].items() if pages != []} for kind in _WORDS}
        js_index.dump({**data, **words, "docnames": named}, file)

    def load(self, file: IO[str]) -> Any:
        """Read the index of the last run."""
        docnames = {name: docname for docname, name in self.addresses.items()}
        data = js_index.load(file)
        return {**data, "docnames": [docnames.get(name, name) for name in data["docnames"]]}
