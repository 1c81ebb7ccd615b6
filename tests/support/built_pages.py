"""Reads built pages as a reader meets them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import lxml.html

SEEN = ("title", "aria-label", "alt", "placeholder", "data-bs-title", "data-tooltip")
# The classes of links that open cards.
_OPEN = {"press-number", "press-opener"}
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
    """The cards that links of a page open, each of which is a page of its own: name and content by the key of the link."""
    links = (link for link in parsed_at_once(page).iter("a") if _OPEN.intersection(link.get("class", "").split()))
    pages = {key_of(link): page.parent / str(link.get("href")) for link in links if "#" not in str(link.get("href"))}
    files = {key: path / "index.html" if path.is_dir() else path.resolve() for key, path in pages.items()}
    return {key: _card_in(path, path.stat().st_mtime_ns) for key, path in files.items()}


@cache
def _card_in(page: Path, _state: int) -> tuple[str, Element]:
    """The name and the content of a card on its page."""
    (main,) = (
        html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        .parse(page.read_text(encoding="utf-8"))
        .iter("main")
    )
    title = main.find("h1")
    main.remove(title)
    return "".join(title.itertext()), main


def key_of(link: Element) -> str:
    """The name of the page of a card that a link leads to, or else the id: ``figure/cars``."""
    address, _, fragment = link.get("href", "").partition("#")
    return fragment or re.sub(r"(\.html|/)$", "", "/".join(address.rstrip("/").split("/")[-2:]))


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
    """The text of an element, with one space between words and no soft hyphens."""
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def with_class(page: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [element for element in page.iter() if name in element.get("class", "").split()]
