"""Build an edition as EPUB 3: Sphinx's builder ``epub``, with pages, package document and metadata of our own."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from docutils import nodes
from docutils.io import StringOutput
from lxml import etree
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder, validate_config_values

from press.builders.addresses import EditionAddresses
from press.builders.epub.package import (
    TEMPLATES,
    Item,
    NavEntry,
    contents,
    cover_png,
    documents,
    epub_file,
    package_metadata,
    render,
    title_page,
)
from press.builders.epub.pages import (
    XHTML,
    EpubTranslator,
    ForReading,
    clean,
    inner,
    parse,
    picture_bytes,
    unwrap,
)
from press.builders.lead import lead_text
from press.builders.title_card import emblem_figure, on_paper
from press.citation.works import book_of
from press.core.files import write_whole
from press.core.formats import EPUB
from press.core.registry import Registry
from press.edition.chapters import path_up
from press.edition.context import get_context

_IMAGES = "images"
# The style sheets that are concatenated into ``style.css`` of an EPUB; an extension of a book may add its own.
STYLES: Registry[Path] = Registry("style sheet of EPUBs", {"press": TEMPLATES / "style.css"})


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


class EditionEpubBuilder(EditionAddresses, Epub3Builder):
    """A builder that writes ``<epub_basename>.epub`` into the output folder."""

    name = EPUB
    default_translator_class = EpubTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012

    def init(self) -> None:
        """Initialise without pages; Sphinx's own themes and scripts are not packed."""
        super().init()
        self.imagedir = _IMAGES
        self.pages: dict[str, etree._Element] = {}
        self.entries: list[NavEntry] = []
        self.lead = ""

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """Report all documents as outdated, as the book is always packed as a whole."""
        return "all documents"

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Render the pages of all chapters in reading order."""
        self.entries = contents(self, self.config.epub_exclude_documents)
        docnames = list(documents(self.entries))
        self.prepare_writing(set(docnames))
        pictures = dict[str, str]()
        for docname in docnames:
            body = parse(self._chapter(docname))
            pictures |= self.images
            clean(body)
            # Files have the name itself; links to them, and the manifest, have it percent-encoded.
            self.pages[unquote(self.get_target_uri(docname))] = body
        self.images = pictures

    def _chapter(self, docname: str) -> str:
        """Return a chapter as HTML; collect its pictures, and the lead of the edition if it has that."""
        self.images = {}
        doctree = self.env.get_and_resolve_doctree(docname, self)
        doctree.settings = self.docsettings
        self.imgpath = posixpath.relpath(_IMAGES, posixpath.dirname(self.get_target_uri(docname)) or ".")
        self.post_process_images(doctree)
        self.fix_ids(doctree)
        self.secnumbers = self.env.toc_secnumbers.get(docname, {})
        self.fignumbers = self.env.toc_fignumbers.get(docname, {})
        self.current_docname = docname
        self.docwriter.write(doctree, StringOutput(encoding="utf-8"))
        self.docwriter.assemble_parts()
        self.lead = self.lead or lead_text(doctree)
        return str(self.docwriter.parts["fragment"])

    def finish(self) -> None:
        """Write the EPUB."""
        ids = {name: set(map(str, body.xpath("//@id"))) for name, body in self.pages.items()}
        for name, body in self.pages.items():
            self._redirect_links(name, body, ids)
        emblem = emblem_figure(self.app)
        uri = next(emblem.findall(nodes.image))["uri"] if emblem else ""
        picture = self.images.setdefault(uri, Path(uri).name) if uri else ""
        about = package_metadata(self.app, self._features())
        title = title_page(self.app, about, self.lead, emblem, f"{_IMAGES}/{picture}")
        style = "\n".join(path.read_text(encoding="utf-8") for path in STYLES.values())
        items = [
            Item("title.xhtml", self._page_bytes(title, about["title"]), is_page=True),
            Item("nav.xhtml", self._navigation(), "nav", is_page=True),
            *(self._page(name, body) for name, body in self.pages.items()),
            *(
                Item(f"{_IMAGES}/{name}", picture_bytes(Path(self.srcdir, source), get_context(self.app)))
                for source, name in sorted(self.images.items(), key=lambda pair: pair[1])
            ),
            Item("cover.png", cover_png(get_context(self.app)), "cover-image"),
            # Few readers know how to choose between two colours, and dark pages are their own matter.
            Item("style.css", on_paper(style).encode()),
        ]
        write_whole(Path(self.outdir, f"{self.config.epub_basename}.epub"), epub_file(about, items))

    def _page(self, name: str, body: etree._Element) -> Item:
        heading = next((words for level in ("h1", "h2") for words in body.iter(f"{{{XHTML}}}{level}")), None)
        title = "".join(heading.itertext()) if heading is not None else book_of(self.app).text("title")
        # The properties that the manifest has to tell of it.
        found = [
            word
            for word, tag in (("mathml", "math"), ("svg", "svg"))
            if next(body.iter(f"{{*}}{tag}"), None) is not None
        ]
        return Item(name, self._page_bytes(inner(body), title, path_up(name)), " ".join(found), is_page=True)

    def _page_bytes(self, body: str, title: str, up: str = "") -> bytes:
        values = {"language": self.config.language, "title": title, "up": up, "body": Markup(body)}
        return render("page.xhtml", **values).encode()

    def _navigation(self) -> bytes:
        translate = get_context(self.app).translate
        words = {
            "contents": translate("Contents"),
            "landmarks": translate("Parts of the book"),
            "title_page": translate("Title page"),
            "beginning": translate("Beginning of the text"),
        }
        body = render("nav.xhtml", words=words, entries=self.entries, first=self.entries[0].target)
        return self._page_bytes(body, words["contents"])

    def _features(self) -> set[str]:
        """Return the values of schema.org's ``accessibilityFeature`` that hold for this book."""
        found = {"tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "unlocked"}
        for body in self.pages.values():
            found |= {"longDescription"} if body.xpath("//*[@aria-details]") else set()
            found |= {"MathML"} if next(body.iter("{*}math"), None) is not None else set()
        return found | ({"alternativeText"} if self.images else set())

    def _redirect_links(self, name: str, body: etree._Element, ids: dict[str, set[str]]) -> None:
        """Replace links to pages that are not in the book by links to the site, or by their text where no address is known."""
        context = get_context(self.app)
        for link in list(body.iter(f"{{{XHTML}}}a")):
            parts = urlsplit(link.get("href", ""))
            if parts.scheme or parts.netloc:
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            target = target if parts.path else name
            if target in ids and (not parts.fragment or unquote(parts.fragment) in ids[target]):
                continue
            if target in ids or not context.settings.base_url or not target.endswith(self.out_suffix):
                unwrap(link)
            else:
                page = quote(f"{context.language}/{target.removesuffix(self.out_suffix)}.html")
                fragment = f"#{parts.fragment}" if parts.fragment else ""
                link.set("href", f"{context.settings.base_url.rstrip('/')}/{page}{fragment}")
