"""Pack pages, pictures, contents and metadata into one EPUB 3 file, and draw its cover."""

from __future__ import annotations

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from PIL import Image
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder

from press.builders.title_card import Sheet, emblem_of, picture_svg
from press.charts.draw import cached_png, png_from_svg
from press.citation.settings import Author
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


@dataclass(frozen=True)
class Person:
    """A ``name`` as it is displayed, and as it is sorted (``file_as``)."""

    name: str
    file_as: str


@dataclass(frozen=True)
class PackageMetadata:
    """The metadata of one EPUB; what is unknown is empty. ``access`` holds accessibility properties of schema.org and their values."""

    identifier: str
    title: str
    subtitle: str
    language: str
    authors: list[Person]
    publisher: str
    issued: str
    modified: str
    licence: str
    source: str
    access: list[tuple[str, str]]


def package_metadata(app: Sphinx, features: Collection[str]) -> PackageMetadata:
    """Return the metadata of the edition; ``features`` are the values of ``accessibilityFeature`` that hold for its pages."""
    book, citation, context = book_of(app), citation_of(app), get_context(app)
    return PackageMetadata(
        identifier=identifier(book.address or book.name),
        title=book.title.text,
        subtitle=book.title.subtitle,
        language=book.language,
        authors=[_person(author) for author in book.authors],
        publisher=book.publisher,
        issued=book.issued.isoformat() if book.issued else "",
        modified=_modified(Path(app.srcdir)),
        licence=citation.rights(book.language),
        source=citation.based_on.get(book.language, ""),
        access=access(features, context.translate(_DESCRIBED if "longDescription" in features else _SUMMARY)),
    )


def identifier(name: str) -> str:
    """Return a UUID of ``name`` as URN, which stays the same from release to release: the date of change tells these apart."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def access(features: Iterable[str], summary: str) -> list[tuple[str, str]]:
    """Return the accessibility properties of schema.org; text alone is sufficient, as all that is seen is described in words too."""
    found = sorted(set(features))
    has_pictures = "alternativeText" in found
    modes = ["textual", "visual"] if has_pictures else ["textual"]
    enough = ["textual", "textual,visual"] if has_pictures else ["textual"]
    return [
        *(("accessMode", mode) for mode in modes),
        *(("accessModeSufficient", modes) for modes in enough),
        *(("accessibilityFeature", feature) for feature in found),
        ("accessibilityHazard", "none"),
        ("accessibilitySummary", summary),
    ]


def _person(author: Author) -> Person:
    if author.name:
        return Person(author.name, author.name)
    names = [name for name in (author.family, author.given) if name]
    return Person(" ".join(reversed(names)), ", ".join(names))


def _modified(root: Path) -> str:
    """Return the time of the last change as ``dcterms:modified`` requires it; of a book without a history, the current time."""
    epoch = source_epoch(root)
    moment = dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch else dt.datetime.now(dt.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def cover_png(context: EditionContext) -> bytes:
    """Return the cover as PNG, drawn again only where it has changed."""
    svg = picture_svg(context.edition, _SHEET, emblem=emblem_of(context))
    return cached_png(context.pictures, f"cover-{context.language}", svg, lambda: _cover_png(svg))


def _cover_png(svg: str) -> bytes:
    picture, png = Image.open(io.BytesIO(png_from_svg(svg))).convert("RGB"), io.BytesIO()
    picture.quantize(_SHADES, dither=Image.Dither.NONE).save(png, "PNG", optimize=True)
    return png.getvalue()


TEMPLATES = press_path("builders/epub/templates")
_FOLDER, _PACKAGE = "EPUB", "package.opf"
_KINDS = {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
# How many levels of headings below a chapter the table of contents lists.
_DEPTH = 1


@dataclass(frozen=True)
class Item:
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


@dataclass(frozen=True)
class NavEntry:
    """An entry of the table of contents: its title, ``target`` URI (empty for a part), document if it is one, and the entries ``below``."""

    title: str
    target: str = ""
    docname: str = ""
    below: list[NavEntry] = field(default_factory=list)


def contents(builder: Builder, excluded: list[str]) -> list[NavEntry]:
    """Return the entries of all documents that match none of the patterns ``excluded``; the root document comes first."""
    root = builder.config.root_doc
    first = _chapter(builder, root, [])
    return [first, *(entry for part in _parts(builder, root, excluded) for entry in part)]


def documents(entries: list[NavEntry]) -> Iterator[str]:
    """Yield the names of the documents in reading order."""
    for entry in entries:
        if entry.docname:
            yield entry.docname
        yield from documents(entry.below)


def _parts(builder: Builder, root: str, excluded: list[str]) -> Iterator[list[NavEntry]]:
    for toctree in NumberingEnvironment(builder.env).get_doctree(root).findall(addnodes.toctree):
        chapters = _chapters(builder, toctree, excluded)
        caption = toctree.get("caption")
        yield [NavEntry(caption, below=chapters)] if caption and chapters else chapters


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
    lines = [item for item in builder.env.tocs[docname].children if isinstance(item, nodes.list_item)]
    sections = [entry for line in lines for entry in _sections(line, uri, _DEPTH)]
    return NavEntry(title or builder.env.titles[docname].astext(), uri, docname, [*sections, *below])


def _sections(item: nodes.Element, uri: str, depth: int) -> list[NavEntry]:
    if not depth:
        return []
    lines = [line for child in item.children if isinstance(child, nodes.bullet_list) for line in child.children]
    entries = []
    for line in lines:
        heading = next(iter(line.findall(nodes.reference)), None)
        if heading is not None and heading.get("anchorname"):
            below = _sections(line, uri, depth - 1)  # type: ignore[arg-type]
            entries.append(NavEntry(heading.astext(), uri + heading["anchorname"], below=below))
    return entries


def title_page(app: Sphinx, about: PackageMetadata, lead: str, emblem: nodes.figure | None, picture: str) -> str:
    """Render the title page: title, subtitle, authors, ``lead``, the ``emblem`` as the file ``picture``, version and date, the work it is based on, licence."""
    book, context = book_of(app), get_context(app)
    release = [edition_line(book, context.translate), commit_words(book, context.translate), context.edition.name]
    imprint = [
        ", ".join(filter(None, [book.place, book.publisher])),
        " · ".join(filter(None, release)),
        about.source,
        about.licence,
    ]
    authors = ", ".join(person.name for person in about.authors)
    lines = [line for line in imprint if line]
    return render("title.xhtml", book=book, authors=authors, imprint=lines, lead=lead, emblem=emblem, picture=picture)
