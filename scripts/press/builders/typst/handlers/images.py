"""Find faults in the file of an image: it does not open, or its text is in an unknown typeface."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from lxml import etree
from PIL import Image, UnidentifiedImageError

#: Generic families and keywords of CSS; Typst takes a typeface of its own for them.
GENERIC = frozenset({"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "inherit", "initial"})
_IN_STYLES = re.compile(r"font-family\s*:\s*([^;}]+)")
_SVG = "{http://www.w3.org/2000/svg}"


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


def unknown_families(path: Path, known: Collection[str]) -> list[str]:
    """Return the first family of each font list in an SVG with text, if the list has none of ``known``."""
    if path.suffix.lower() != ".svg":
        return []
    root = etree.parse(path).getroot()
    if next(root.iter(f"{_SVG}text"), None) is None:
        return []
    at_hand = {name.casefold() for name in known} | GENERIC
    lists = [_families(value) for value in _font_values(root)]
    unknown = [names[0] for names in lists if names and not at_hand.intersection(map(str.casefold, names))]
    return list(dict.fromkeys(unknown))


def _fault_of_svg(path: Path) -> str | None:
    try:
        root = etree.parse(path).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        return f"is no whole SVG ({str(error).splitlines()[0]})"
    return None if etree.QName(root).localname == "svg" else "is no SVG"


def _font_values(root: etree._Element) -> list[str]:
    values: list[str] = []
    for element in root.iter(f"{_SVG}*"):
        values += [str(element.get("font-family"))] if element.get("font-family") else []
        values += _IN_STYLES.findall(element.get("style", ""))
        if etree.QName(element).localname == "style":
            values += _IN_STYLES.findall(element.text or "")
    return values


def _families(value: str) -> list[str]:
    return [name for part in value.split(",") if (name := part.strip(" \t\n'\""))]
