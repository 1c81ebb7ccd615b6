"""Build an edition as EPUB 3: Sphinx's builder ``epub`` with a package document, metadata and contents of press."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import etree
from markupsafe import Markup
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder, validate_config_values

from press.builders.epub.xhtml import ROOMS, XHTML, EpubTranslator, clean, in_words, inner, parse, picture_bytes, unwrap
from press.builders.first_pages import Sheet, emblem_of, lead_text, on_paper, picture_png
from press.builders.page_uris import EditionAddresses
from press.citation.edition_works import book_of
from press.citation.imprint import commit_words, edition_line
from press.citation.settings import load_citation
from press.core.files import add_entry, is_remote, write_whole
from press.core.formats import EPUB
from press.core.project import source_epoch
from press.core.registry import Registry
from press.core.resources import press_path, style_sheet
from press.core.settings import WEB_ADDRESS
from press.edition.chapters import path_up
from press.edition.context import get_context
from press.edition.fallback import language_of_document
from press.edition.sphinx_internals import disconnect

# Browsers encode them.
_NEVER_IN_ADDRESSES = re.compile(r"[\s\"<>\\^`{|}]|(?<=#)#")
_TEMPLATES = press_path("builders/epub/templates")
_JINJA = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True, undefined=StrictUndefined)
# The style sheets that are concatenated into ``style.css`` of an EPUB; an extension of a book may add its own.
STYLE_SHEETS: Registry[Path] = Registry("style sheet of EPUBs", {"press": _TEMPLATES / "style.css"})
_COVER = Sheet(1200, 1800, margin=80, room=370, below=130, text=46, small=27)
# The accessibility summary, and that of a book whose charts are described at length. Each is one message of the catalogues.
_SUMMARY = (
    "The text can be enlarged and set in any type and colour. Headings, lists, tables and notes are marked as such, "
    "and the contents lead to each section."
)
_DESCRIBED = f"{_SUMMARY} Every chart has a short alternative and a description in words with its figures."


def setup_epub(app: Sphinx) -> None:
    """Register the builder in place of Sphinx's own, with its setting."""
    app.setup_extension("sphinx.builders.epub3")
    app.add_builder(EditionEpubBuilder, override=True)
    app.add_config_value("press_epub_exclude", [], "", [list])
    # Sphinx's validation demands settings that press takes from elsewhere or, where they are unknown, leaves out.
    disconnect(app, "builder-inited", validate_config_values)


class Item(NamedTuple):
    """A file of the EPUB; ``properties`` are those of its manifest entry, separated by spaces.

    A page is also listed in the spine.
    """

    name: str
    content: bytes
    properties: str = ""
    is_page: bool = False

    @property
    def kind(self) -> str:
        """Return the media type, by the suffix of the name."""
        # What no reading device knows the builder of the PDF tells of.
        return Epub3Builder.media_types.get(PurePosixPath(self.name).suffix.lower(), "application/octet-stream")


class NavEntry(NamedTuple):
    """An entry of the table of contents, with the entries ``below`` it; a part has no ``target`` URI.

    ``language`` is that of its title, where it is not that of the book.
    """

    title: str
    target: str = ""
    docname: str = ""
    below: Sequence[NavEntry] = ()
    language: str = ""


class EditionEpubBuilder(EditionAddresses, Epub3Builder):
    """A builder that writes ``<epub_basename>.epub`` into the output folder."""

    name = EPUB
    default_translator_class = EpubTranslator
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]  # noqa: RUF012

    def init(self) -> None:
        """Initialise without pages; Sphinx's own themes and scripts are not packed."""
        super().init()
        self.pages: dict[str, etree._Element] = {}
        self.entries: list[NavEntry] = []
        self.lead = ""

    def get_outdated_docs(self) -> str:  # type: ignore[override]
        """Report all documents as outdated, as the book is always packed as a whole."""
        return "all documents"

    def write(self, build_docnames: Iterable[str] | None, updated_docnames: Any, method: str = "update") -> None:
        """Render the pages of all chapters in reading order."""
        self.entries = contents(self, self.config.press_epub_exclude)
        docnames = list(documents(self.entries))
        self.prepare_writing(set(docnames))
        for docname in docnames:
            doctree = self.env.get_and_resolve_doctree(docname, self)
            self.write_doc_serialized(docname, doctree)
            self.write_doc(docname, doctree)

    def handle_page(self, pagename: str, addctx: Any, *rest: Any, event_arg: Any = None, **more: Any) -> None:
        """Keep the page, and the lead of the edition if it has that, until the file is packed."""
        self.lead = self.lead or lead_text(event_arg)
        body = parse(addctx["body"])
        clean(body)
        # Files have the name itself; links to them, and the manifest, have it percent-encoded.
        self.pages[unquote(self.get_target_uri(pagename))] = body

    def finish(self) -> None:
        """Write the EPUB."""
        context, edition = get_context(self.app), get_context(self.app).edition
        ids = {name: set(map(str, body.xpath("//@id"))) for name, body in self.pages.items()}
        for name, body in self.pages.items():
            self._redirect_links(name, body, ids)
        about, emblem = package_metadata(self.app, self._features()), emblem_of(context)
        style = "\n".join(map(style_sheet, STYLE_SHEETS.values()))
        parts = (emblem.upright, emblem.sums) if emblem else ()
        cover = picture_png(context, [edition.title], [edition.subtitle], edition.name, _COVER, *parts)
        first, pictures = self.entries[0].target, sorted(self.images.items(), key=lambda pair: pair[1])
        navigation = render("nav.xhtml", translate=context.translate, entries=self.entries, first=first)
        items = [
            self._page("title.xhtml", parse(render("title.xhtml", **about, lead=self.lead, emblem=emblem))),
            self._page("nav.xhtml", parse(navigation), "nav"),
            *(self._page(name, body) for name, body in self.pages.items()),
            *(
                Item(f"{self.imagedir}/{name}", picture_bytes(Path(self.srcdir, file), context))
                for file, name in pictures
            ),
            Item("cover.png", cover, "cover-image"),
            # Few readers know how to choose between two colours, and dark pages are their own matter.
            Item("style.css", (on_paper(style) + render("records.css", rooms=ROOMS)).encode()),
        ]
        write_whole(Path(self.outdir, f"{self.config.epub_basename}.epub"), epub_file(about, items))

    def _page(self, name: str, body: etree._Element, *properties: str) -> Item:
        heading = next((heading for level in ("h1", "h2") for heading in body.iter(f"{{{XHTML}}}{level}")), None)
        title = "".join(heading.itertext()) if heading is not None else book_of(self.app).text("title")
        # The properties that the manifest has to tell of it.
        tags = {"mathml": "math", "svg": "svg"}
        present = [word for word, tag in tags.items() if next(body.iter(f"{{*}}{tag}"), None) is not None]
        given = {"language": self.config.language, "title": title, "up": path_up(name), "body": Markup(inner(body))}
        return Item(name, render("page.xhtml", **given).encode(), " ".join([*properties, *present]), is_page=True)

    def _features(self) -> set[str]:
        """Return the values of schema.org's ``accessibilityFeature`` that hold for this book."""
        features = {"tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability", "unlocked"}
        for body in self.pages.values():
            features |= {"longDescription"} if body.xpath("//*[@aria-details]") else set()
            features |= {"MathML"} if next(body.iter("{*}math"), None) is not None else set()
        return features | ({"alternativeText"} if self.images else set())

    def _redirect_links(self, name: str, body: etree._Element, ids: dict[str, set[str]]) -> None:
        """Replace links to pages that are not in the book by links to the site, or by their text where no address is known."""
        context = get_context(self.app)
        base = context.settings.base_url.rstrip("/")
        for picture in list(body.iter(f"{{{XHTML}}}img")):
            # That of HTML may have no file.
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(picture.get("src"))))
            if path.removeprefix(f"{self.imagedir}/") not in self.images.values() and not is_remote(picture.get("src")):
                in_words(picture)
        for link in list(body.iter(f"{{{XHTML}}}a")):
            address = _NEVER_IN_ADDRESSES.sub(lambda sign: quote(sign[0]), link.get("href", ""))
            if address.startswith(("http:", "https:")) and not WEB_ADDRESS.fullmatch(address):
                unwrap(link)
                continue
            parts = urlsplit(link.get("href", ""))
            if parts.scheme or parts.netloc:
                link.set("href", address)
                continue
            path = posixpath.join(posixpath.dirname(name), unquote(parts.path))
            target = posixpath.normpath(path) if parts.path else name
            if target in ids and (not parts.fragment or unquote(parts.fragment) in ids[target]):
                continue
            if target in ids or not base or not target.endswith(self.out_suffix):
                around = link.getparent()
                if "press-source" in around.get("class", "") and link is around[-1] and not (link.tail or "").strip():
                    # Behind the source, such as its notebook: words that wait for a click.
                    around.remove(link)
                else:
                    unwrap(link)
            else:
                page = quote(f"{context.language}/{target.removesuffix(self.out_suffix)}.html")
                link.set("href", f"{base}/{page}{'#' if parts.fragment else ''}{parts.fragment}")


def contents(builder: Any, excluded: list[str]) -> list[NavEntry]:
    """Return the entries of all documents that match none of the patterns ``excluded``.

    The root document comes first.
    """
    root = builder.config.root_doc
    entries = [_chapter(builder, root, [])]
    for toctree in builder.env.tocs[root].findall(addnodes.toctree):
        chapters, caption = _chapters(builder, toctree, excluded), toctree.get("caption")
        entries += [NavEntry(caption, below=chapters)] if caption and chapters else chapters
    return entries


def documents(entries: Sequence[NavEntry]) -> Iterator[str]:
    """Yield the names of the documents in reading order."""
    for entry in entries:
        if entry.docname:
            yield entry.docname
        yield from documents(entry.below)


def _chapters(builder: Any, toctree: nodes.Element, excluded: list[str]) -> list[NavEntry]:
    """Return the entries of the documents in ``toctree``; those below an excluded one take its place."""
    entries = []
    for title, docname in toctree["entries"]:
        if docname in builder.env.found_docs:
            trees = builder.env.tocs[docname].findall(addnodes.toctree)
            below = [entry for tree in trees for entry in _chapters(builder, tree, excluded)]
            is_excluded = any(fnmatchcase(docname, pattern) for pattern in excluded)
            entries += below if is_excluded else [_chapter(builder, docname, below, title)]
    return entries


def _chapter(builder: Any, docname: str, below: list[NavEntry], title: str | None = None) -> NavEntry:
    """Return the entry of a document, with its sections and the entries ``below`` it."""
    uri = builder.get_target_uri(docname)
    # Each list has the title of the document, and below it those of its sections.
    parts = [part for item in builder.env.tocs[docname] for part in item.children]
    titles = [line for part in parts if isinstance(part, nodes.bullet_list) for line in part.children]
    links = [next(iter(line.findall(nodes.reference)), None) for line in titles]
    written_in = language_of_document(builder.env, docname)
    language = written_in if written_in != builder.config.language else ""
    found = [link for link in links if link and link.get("anchorname")]
    sections = [NavEntry(link.astext(), uri + link["anchorname"], language=language) for link in found]
    return NavEntry(title or builder.env.titles[docname].astext(), uri, docname, [*sections, *below], language)


def package_metadata(app: Sphinx, features: set[str]) -> dict[str, Any]:
    """Return what ``package.opf`` and the title page ask for by name, empty where it is unknown.

    ``features`` are the values of ``accessibilityFeature``.
    """
    book, citation, context = book_of(app), load_citation(app.srcdir), get_context(app)
    release = [edition_line(book, context.translate), commit_words(book, context.translate), context.edition.name]
    place = filter(None, [book.text("location"), book.text("publisher")])
    source = citation.based_on.get(book.language, "")
    licence = citation.rights(book.language)
    # A book without a history has the current time.
    epoch = source_epoch(Path(app.srcdir))
    changed = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    # Text alone is sufficient, as all that is seen is described in words too.
    seen = ["textual,visual"] if "alternativeText" in features else []
    return {
        "book": book,
        # It stays the same from release to release: the date of change tells these apart.
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, book.text("url") or book.name).urn,
        "modified": changed.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licence": licence,
        "source": source,
        "imprint": list(filter(None, [", ".join(place), " · ".join(filter(None, release)), source, licence])),
        "access": {
            "accessMode": ["textual", *(["visual"] if seen else [])],
            "accessModeSufficient": ["textual", *seen],
            "accessibilityFeature": sorted(features),
            "accessibilityHazard": ["none"],
            "accessibilitySummary": [context.translate(_DESCRIBED if "longDescription" in features else _SUMMARY)],
        },
    }


def epub_file(about: dict[str, Any], items: list[Item]) -> bytes:
    """Return the content of the EPUB file; its pages are read in the order of ``items``.

    The same input gives the same bytes.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        # The format is recognised by its first bytes, so this entry comes first and uncompressed.
        add_entry(archive, "mimetype", b"application/epub+zip", packed=False)
        add_entry(archive, "META-INF/container.xml", render("container.xml").encode())
        add_entry(archive, "EPUB/package.opf", render("package.opf", about=about, items=items).encode())
        for item in items:
            add_entry(archive, f"EPUB/{item.name}", item.content)
    return file.getvalue()


def render(template: str, **values: Any) -> str:
    """Render a template of the EPUB with ``values``."""
    return _JINJA.get_template(template).render(**values)
