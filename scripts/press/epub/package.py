"""Packs pages, pictures and metadata into one EPUB 3 file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from press.epub.about import About
from press.packing import add_entry
from press.resources import press_path

TEMPLATES = press_path("epub/templates")
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


@dataclass(frozen=True)
class Item:
    """A file of the book; ``properties`` are the words that the package has to say of it, with spaces between them."""

    name: str
    content: bytes
    properties: str = ""
    is_page: bool = False

    @property
    def kind(self) -> str:
        """Its media type."""
        return _KINDS[PurePosixPath(self.name).suffix.lower()]

    @property
    def identifier(self) -> str:
        """Its name within the package: ``images/a b.svg`` becomes ``images-a-b-svg``."""
        return "".join(letter if letter.isalnum() else "-" for letter in PurePosixPath(self.name).as_posix())


def epub_file(about: About, items: Iterable[Item]) -> bytes:
    """The file; pages are read in the order of ``items``. The same input gives the same bytes."""
    items, packed = list(items), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        # Programs know the format by its first bytes.
        add_entry(archive, "mimetype", b"application/epub+zip", packed=False)
        add_entry(archive, "META-INF/container.xml", render("container.xml").encode())
        add_entry(archive, f"{_FOLDER}/{_PACKAGE}", render(_PACKAGE, about=about, items=items).encode())
        for item in items:
            add_entry(archive, f"{_FOLDER}/{item.name}", item.content)
    return packed.getvalue()


def render(template: str, **values: Any) -> str:
    """A template of the EPUB with its values."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, undefined=StrictUndefined
    )
    return environment.get_template(template).render(**values)
