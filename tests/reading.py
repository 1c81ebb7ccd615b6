"""Reads built pages as a reader meets them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import lxml.html

SEEN = ("title", "aria-label", "alt", "placeholder", "data-bs-title", "data-tooltip")
UNSEEN = {"script", "style", "kbd", "meta"}


def visible(page: Path, *, code: bool = True) -> Iterator[str]:
    """Everything on a page that is shown or spoken: texts and attributes; without ``code`` only what is prose."""
    return _visible(parsed_at_once(page), code)


def _visible(element: Element, code: bool) -> Iterator[str]:
    if not code and _is_code(element):
        return
    if isinstance(element.tag, str) and element.tag not in UNSEEN:
        yield from (element.get(name, "") for name in SEEN)
        yield element.text or ""
    for child in element:
        yield from _visible(child, code)
        yield child.tail or ""


def _is_code(element: Element) -> bool:
    """Program text, and tables that pandas prints with the names of columns in the program."""
    return element.tag in ("pre", "code") or "dataframe" in element.get("class", "").split()


def cards(page: Path) -> dict[str, tuple[str, Element]]:
    """The cards of a page out of the file that it names: name and content of each by the part of the address that leads to it."""
    address = re.search(r'data-press-cards="([^"]+)"', page.read_text(encoding="utf-8"))
    if address is None:
        return {}
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    text = (
        (page.parent / unescape(address[1]))
        .read_text(encoding="utf-8")
        .removeprefix("window.pressCards=")
        .removesuffix(";\n")
    )
    return {key: (name, parser.parseFragment(html)) for key, (name, html) in json.loads(text).items()}


def key_of(link: Element) -> str:
    """The part of the address that a link leads to, which is the key of its card."""
    return link.get("href", "").partition("#")[2]


def searched(edition: Path) -> dict[str, dict[str, Any]]:
    """What the search of a built edition knows of its pages, by their address: text, title, headings."""
    pages = (gzip.decompress(path.read_bytes()) for path in (edition / "pagefind" / "fragment").glob("*.pf_fragment"))
    known = (json.loads(page.removeprefix(b"pagefind_dcd")) for page in pages)
    return {page["url"].lstrip("/"): page for page in known}


def parsed(page: Path) -> Element:
    """Parse a page."""
    tree: Element = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    return tree


def parsed_at_once(page: Path) -> Element:
    """Parse a page without a fault, of which the built book has many, as fast as lxml can."""
    tree: Element = lxml.html.parse(str(page), lxml.html.HTMLParser(encoding="utf-8", remove_comments=True)).getroot()
    return tree


def words(element: Element) -> str:
    """The text of an element, with one space between words."""
    return " ".join("".join(element.itertext()).split())


def with_class(page: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [element for element in page.iter() if name in element.get("class", "").split()]
