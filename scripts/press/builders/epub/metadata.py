"""Collect the metadata of an EPUB (title, language, people, dates, accessibility), and draw its cover."""

from __future__ import annotations

import datetime as dt
import io
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sphinx.application import Sphinx

from press.builders.emblem import emblem_of
from press.builders.title_card import Sheet, picture_svg
from press.charts.draw import cached_png, png_from_svg
from press.citation.settings import Author
from press.citation.works import book_of, citation_of
from press.core.last_change import source_epoch
from press.edition.context import EditionContext, get_context

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
