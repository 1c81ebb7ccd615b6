"""Find out whether the file of an image opens."""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError


def fault(path: Path) -> str | None:
    """Return why the file cannot be printed, in words that end a sentence; ``None`` if it can."""
    if path.suffix.lower() == ".svg":
        return _fault_of_svg(path)
    try:
        with Image.open(path) as image:
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "is damaged or is no image of the kind that its name says"
    return None


def _fault_of_svg(path: Path) -> str | None:
    try:
        root = etree.parse(path).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        return f"is no whole SVG ({str(error).splitlines()[0]})"
    return None if etree.QName(root).localname == "svg" else "is no SVG"
