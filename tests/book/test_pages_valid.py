"""Every page of the built site as a program reads it: without faults of HTML, and with no link that leads nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from support.built_pages import key_of

SITE = Path(__file__).parents[2] / "_build" / "site"
PAGES = sorted(SITE.rglob("*.html"))
FOLDERS = sorted({page.relative_to(SITE).parts[0] for page in PAGES})
# A page that stands for any other has addresses for no place in particular.
ANYWHERE = {"404.html"}
LINKS = ("href", "src", "popovertarget", "aria-describedby", "aria-labelledby", "aria-controls", "for")

pytestmark = pytest.mark.skipif(not PAGES, reason="no built book: run `make book` first (`make test` does)")


class Read:
    """A page: faults of its HTML, its ids as often as they stand there, and what leads to another place."""

    def __init__(self, path: Path) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        root = parser.parse(path.read_text(encoding="utf-8"))
        elements = [element for element in root.iter() if isinstance(element.tag, str)]
        self.faults = [
            f"{path.relative_to(SITE)}:{place[0]}: {code} {details}" for place, code, details in parser.errors
        ]
        self.ids = Counter(element.attrib["id"] for element in elements if "id" in element.attrib)
        self.viewports = sum(element.get("name") == "viewport" for element in elements if element.tag == "meta")
        self.links = list(links(elements))
        # What opens a card.
        self.opening = [unquote(key_of(each)) for each in elements if "press-opener" in each.get("class", "").split()]


def links(elements: list[Element]) -> Iterator[str]:
    """What elements lead to or name, as addresses."""
    for element in elements:
        for name in LINKS:
            value = element.get(name)
            if value is not None and name in ("href", "src"):
                yield value
            elif value:
                yield from (f"#{identifier}" for identifier in value.split())


@cache
def ids(path: Path) -> set[str]:
    """The ids of a page to which others lead; reading it as a browser does would take a second."""
    return set(map(unescape, re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_are_html_without_a_fault_ids_stand_once_links_lead_somewhere_and_signs_to_pages(folder: str) -> None:
    for page in (page for page in PAGES if page.relative_to(SITE).parts[0] == folder):
        read = Read(page)
        assert read.faults == []
        assert read.viewports == 1, page
        assert [name for name, count in read.ids.items() if count > 1] == [], page
        assert [link for link in read.links if not found(page, link)] == [], page
        # What opens a card as a page of its own, which the script takes as it is.
        assert [key for key in read.opening if not key.startswith(("figure/", "number/"))] == [], page
        if page.parent.name in ("figure", "number"):
            assert not read.ids and " style=" not in page.read_text(encoding="utf-8"), page


def found(page: Path, link: str) -> bool:
    """Whether ``link`` on ``page`` leads to something that is there; other hosts are not asked."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or (page.name in ANYWHERE and parts.path):
        return True
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    fragment = unquote(parts.fragment)
    if not target.is_file():
        return False
    return not fragment or target.suffix != ".html" or fragment in ids(target)
