"""Choose the pages that axe looks at: few, but with every kind of element that any page has, found in the pages themselves."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from lxml import etree, html

# Where it is set, all pages are chosen: before a release (CONTRIBUTING.md).
ALL_PAGES = "PRESS_ALL_PAGES"
# Opening a page takes as long as looking at so many elements.
_OPENING = 300
_TELLING = ("class", "role", "lang", "type", "{http://www.idpf.org/2007/ops}type")
# A class for the size of one picture, which is no other kind of picture.
_DIGEST = re.compile(r"-[0-9a-f]{8}$")


Page = TypeVar("Page", bound=Hashable)


class Contents(NamedTuple):
    """What stands on a page: its language, how many elements, and of which kinds."""

    language: str
    elements: int
    kinds: frozenset[Hashable]


def pages_to_check(folder: Path, pattern: str) -> list[str]:
    """Return the pages in ``folder`` that are to be looked at, as paths in it: those of `chosen`, or all before a release."""
    paths = sorted(folder.glob(pattern))
    if not os.environ.get(ALL_PAGES):
        paths = chosen({path: contents(path.read_bytes()) for path in paths})
    return [path.relative_to(folder).as_posix() for path in paths]


def contents(page: bytes) -> Contents:
    """Read a page, as HTML, or as XML where it says that it is XML."""
    root = etree.fromstring(page) if page.startswith(b"<?xml") else html.document_fromstring(page)
    elements = list(root.iter(etree.Element))
    # A link in a cell may be wrong where one in a paragraph is not.
    pairs = {(_told(element), _told(element.getparent())) for element in elements}
    return Contents(root.get("lang", ""), len(elements), frozenset((_kind(own), _kind(outer)) for own, outer in pairs))


def chosen(pages: Mapping[Page, Contents]) -> list[Page]:
    """Return few pages, and rather small ones in all languages, on which all kinds stand that stand on any of ``pages``."""
    taken = list(_taken(pages))
    for page in sorted(taken, key=lambda page: -pages[page].elements):
        others = [pages[other].kinds for other in taken if other != page]
        if pages[page].kinds <= frozenset().union(*others):
            taken.remove(page)
    return taken


def _taken(pages: Mapping[Page, Contents]) -> Iterator[Page]:
    """Take the page that shows most for its size until all is shown, from the languages in turn where these differ little."""
    missing = set[Hashable]().union(*(page.kinds for page in pages.values()))
    languages = Counter[str]()

    def worth(page: Page) -> float:
        language, elements, kinds = pages[page]
        return len(kinds & missing) / (elements + _OPENING) / (1 + languages[language])

    while missing:
        best = max(pages, key=worth)
        missing -= pages[best].kinds
        languages[pages[best].language] += 1
        yield best


def _told(element: etree._Element | None) -> tuple[str | None, ...]:
    """What an element says of itself."""
    return () if element is None else (element.tag, *map(element.get, _TELLING))


def _kind(told: tuple[str | None, ...]) -> Hashable:
    """The same, with classes in no order and without the size of a picture."""
    classes = frozenset(name for name in (told[1] or "").split() if not _DIGEST.search(name)) if told else frozenset()
    return classes, told[:1], told[2:]
