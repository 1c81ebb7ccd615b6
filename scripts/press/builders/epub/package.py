"""Pack pages, pictures, contents and metadata into one EPUB 3 file, and draw its cover."""

from __future__ import annotations

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from press.builders.title_card import Sheet, emblem_of, picture_svg
from press.charts.draw import cached_png, png_from_svg
from press.citation.works import book_of, citation_of, commit_words, edition_line
from press.core.files import add_entry
from press.core.last_change import source_epoch
from press.core.resources import press_path
from press.edition.context import EditionContext, get_context
from press.edition.numbering import NumberingEnvironment

_SHEET = Sheet(
    width=1200, height=1800, margin=110, titles=(136, 118, 100, 84, 70), subtitle=52, lines=7, top=330, emblem=980
)
# The cover has flat colours and antialiased letters: a larger palette looks no different.
_SHADES = 32
# The accessibility summary, and that of a book whose charts are described at length. Each is one message of the catalogues.
_SUMMARY = (
    "The text can be enlarged and set in any type and colour. Headings, lists, tables and notes are marked as such, "
    "and the contents lead to each section."
)
_DESCRIBED = f"{_SUMMARY} Every chart has a short alternative and a description in words with its figures."


#: The metadata of one EPUB, which ``package.opf`` asks for by name; what is unknown is empty.
PackageMetadata = dict[str, Any]


def package_metadata(app: Sphinx, features: Collection[str]) -> PackageMetadata:
    """Return the metadata of the edition; ``features`` are the values of ``accessibilityFeature`` that hold for its pages."""
    book, citation, context = book_of(app), citation_of(app), get_context(app)
    # Of a book without a history, the current time.
    epoch = source_epoch(Path(app.srcdir))
    changed = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return {
        # It stays the same from release to release: the date of change tells these apart.
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, book.text("url") or book.name).urn,
        "title": book.text("title"),
        "subtitle": book.text("subtitle"),
        "language": book.language,
        "authors": [{"name": author.full, "file_as": author.sorted} for author in book.authors],
        "publisher": book.text("publisher"),
        "issued": book.issued.isoformat() if book.issued else "",
        "modified": changed.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licence": citation.rights(book.language),
        "source": citation.based_on.get(book.language, ""),
        "access": access(features, context.translate(_DESCRIBED if "longDescription" in features else _SUMMARY)),
    }


def access(features: Collection[str], summary: str) -> list[tuple[str, str]]:
    """Return the accessibility properties of schema.org; text alone is sufficient, as all that is seen is described in words too."""
    has_pictures = "alternativeText" in features
    modes = ["textual", "visual"] if has_pictures else ["textual"]
    enough = ["textual", "textual,visual"] if has_pictures else ["textual"]
    return [
        *(("accessMode", mode) for mode in modes),
        *(("accessModeSufficient", modes) for modes in enough),
        *(("accessibilityFeature", feature) for feature in sorted(features)),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", summary),
    ]


def cover_png(context: EditionContext) -> bytes:
    """Return the cover as PNG, drawn again only where it has changed."""
    svg = picture_svg(context.edition, _SHEET, emblem=emblem_of(context))

    def drawn() -> bytes:
        picture, png = Image.open(io.BytesIO(png_from_svg(svg))).convert("RGB"), io.BytesIO()
        picture.quantize(_SHADES, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
        return png.getvalue()

    return cached_png(context.pictures, f"cover-{context.language}", svg, drawn)


TEMPLATES = press_path("builders/epub/templates")
_FOLDER, _PACKAGE = "EPUB", "package.opf"
_KINDS = {
    **{".xhtml": "application/xhtml+xml", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"},
    **{".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp"},
}


class Item(NamedTuple):
    """A file of the EPUB; ``properties`` are those of its manifest entry, separated by spaces; a page is also listed in the spine."""

    name: str
    content: bytes
    properties: str = ""
    is_page: bool = False

    @property
    def kind(self) -> str:
        """Return the media type, by the suffix of the name."""
        return _KINDS[PurePosixPath(self.name).suffix.lower()]

    @property
    def identifier(self) -> str:
        """Return the id in the manifest: ``images/a b.svg`` becomes ``images-a-b-svg``. An XML name begins with no digit."""
        name = "".join(letter if letter.isalnum() else "-" for letter in self.name)
        return name if name[0].isalpha() else f"_{name}"


def epub_file(about: PackageMetadata, items: Iterable[Item]) -> bytes:
    """Return the content of the EPUB file; its pages are read in the order of ``items``. The same input gives the same bytes."""
    items, file = list(items), io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        # The format is recognised by its first bytes, so this entry comes first and uncompressed.
        add_entry(archive, "mimetype", b"application/epub+zip", packed=False)
        add_entry(archive, "META-INF/container.xml", render("container.xml").encode())
        add_entry(archive, f"{_FOLDER}/{_PACKAGE}", render(_PACKAGE, about=about, items=items).encode())
        for item in items:
            add_entry(archive, f"{_FOLDER}/{item.name}", item.content)
    return file.getvalue()


def render(template: str, **values: Any) -> str:
    """Render a template of the EPUB with ``values``."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template(template).render(**values)


class NavEntry(NamedTuple):
    """An entry of the table of contents: its title, ``target`` URI (empty for a part), document if it is one, and the entries ``below``."""

    title: str
    target: str = ""
    docname: str = ""
    below: Sequence[NavEntry] = ()


def contents(builder: Builder, excluded: list[str]) -> list[NavEntry]:
    """Return the entries of all documents that match none of the patterns ``excluded``; the root document comes first."""
    root = builder.config.root_doc
    entries = [_chapter(builder, root, [])]
    for toctree in NumberingEnvironment(builder.env).get_doctree(root).findall(addnodes.toctree):
        chapters, caption = _chapters(builder, toctree, excluded), toctree.get("caption")
        entries += [NavEntry(caption, below=chapters)] if caption and chapters else chapters
    return entries


def documents(entries: Sequence[NavEntry]) -> Iterator[str]:
    """Yield the names of the documents in reading order."""
    for entry in entries:
        if entry.docname:
            yield entry.docname
        yield from documents(entry.below)


def _chapters(builder: Builder, toctree: nodes.Element, excluded: list[str]) -> list[NavEntry]:
    """Return the entries of the documents in ``toctree``; those below an excluded one take its place."""
    found = []
    for title, docname in toctree["entries"]:
        if docname not in builder.env.found_docs:
            continue
        trees = NumberingEnvironment(builder.env).get_doctree(docname).findall(addnodes.toctree)
        below = [entry for tree in trees for entry in _chapters(builder, tree, excluded)]
        if any(fnmatchcase(docname, pattern) for pattern in excluded):
            found += below
        else:
            found.append(_chapter(builder, docname, below, title))
    return found


def _chapter(builder: Builder, docname: str, below: list[NavEntry], title: str | None = None) -> NavEntry:
    """Return the entry of a document, with its sections and the entries ``below`` it."""
    uri = builder.get_target_uri(docname)
    # In each list stands the title of the document, and below it those of its sections.
    items = [item for item in builder.env.tocs[docname].children if isinstance(item, nodes.list_item)]
    lists = [part for item in items for part in item.children]
    titles = [line for part in lists if isinstance(part, nodes.bullet_list) for line in part.children]
    links = [next(iter(line.findall(nodes.reference)), None) for line in titles]
    sections = [
        NavEntry(link.astext(), uri + link["anchorname"])
        for link in links
        if link is not None and link.get("anchorname")
    ]
    return NavEntry(title or builder.env.titles[docname].astext(), uri, docname, [*sections, *below])


def title_page(app: Sphinx, about: PackageMetadata, lead: str, emblem: nodes.figure | None, picture: str) -> str:
    """Render the title page: title, subtitle, authors, ``lead``, the ``emblem`` as the file ``picture``, version and date, the work it is based on, licence."""
    book, context = book_of(app), get_context(app)
    release = [edition_line(book, context.translate), commit_words(book, context.translate), context.edition.name]
    place = ", ".join(filter(None, [book.text("location"), book.text("publisher")]))
    lines = [place, " · ".join(filter(None, release)), about["source"], about["licence"]]
    authors = ", ".join(person["name"] for person in about["authors"])
    imprint = list(filter(None, lines))
    return render("title.xhtml", book=book, authors=authors, imprint=imprint, lead=lead, emblem=emblem, picture=picture)
