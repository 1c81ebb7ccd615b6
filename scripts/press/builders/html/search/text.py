"""Extract what is searched of a page: its article as a reader sees it, without controls, panels, images and program code."""

from __future__ import annotations

import re
from itertools import takewhile

from lxml import html
from lxml.etree import _Element

_SOFT_HYPHEN = "\u00ad"
# Program code is not prose, nor is its output: chapters and tables say what was found.
_CODE = ("press-code", "press-more", "cell_input", "text_plain", "highlight", "press-frame", "dataframe")
_CONTROLS = ("headerlink", "copybtn", "toggle-button")
# Of a chart its table is searched, not the notes on its files and sources.
_FACES = ("press-faces-bar", "press-face-data")
# The list of numbers repeats the chapters, which rank first; the provenance of each number is not searched.
_LISTED = ".//*[contains(@class, 'press-number-entry')]"
_PROVENANCE = f"{_LISTED}//*[contains(@class, 'press-source')]"
_DROPPED = [
    *(f".//{tag}" for tag in ("script", "style", "template", "svg", "dialog", "button", "select", "input", "label")),
    ".//*[@popover]",
    _PROVENANCE,
    *(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]" for name in (*_CODE, *_CONTROLS, *_FACES)),
]
# Ids of headings without a label, in editions whose titles docutils cannot turn into ids.
_NUMBERED = re.compile(r"id\d+")
# A space within a number would make two words, of which the first is found everywhere. The dialog restores it.
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
GROUP_MARK = "\u2027"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def searched_page(page: bytes, language: str) -> bytes | None:
    """Return a small page with what is searched of ``page`` (UTF-8 HTML); None where it has no article.

    Headings have the ids of their sections, so that a result can lead to the section. Soft hyphens are removed,
    and the digits of a number are one word.
    """
    articles = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8")).xpath("//article")
    if not articles:
        return None
    article = articles[0]
    is_notebook = bool(article.xpath(".//*[contains(@class, 'cell_input')]"))
    for path in _DROPPED:
        for element in article.xpath(path):
            element.drop_tree()
    # So do notebooks: chapters say what was found in them.
    if is_notebook:
        article.set("data-pagefind-weight", "0.2")
    for entry in article.xpath(_LISTED):
        entry.set("data-pagefind-weight", "0.3")
    for section in article.iter("section"):
        _address_heading(section)
    for element in article.iter():
        if element.tag not in _HEADINGS:
            element.attrib.pop("id", None)
    body = _GROUPED.sub(GROUP_MARK, html.tostring(article, encoding="unicode").replace(_SOFT_HYPHEN, ""))
    return f'<!doctype html><html lang="{language}"><head></head><body>{body}</body></html>'.encode()


def _address_heading(section: _Element) -> None:
    """Move the id of ``section`` to its heading, or a label where the section's id is one that docutils has numbered."""
    before = list(takewhile(lambda child: child.tag not in _HEADINGS, section))
    heading = section[len(before)] if len(before) < len(section) else None
    addresses = [element.attrib.pop("id") for element in (section, *before) if "id" in element.attrib]
    labels = [address for address in addresses if not _NUMBERED.fullmatch(address)]
    if heading is not None and addresses and heading.tag != "h1":
        heading.set("id", (labels or addresses)[0])
