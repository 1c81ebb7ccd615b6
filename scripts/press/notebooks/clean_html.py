"""Remove active content, and styles that affect other parts of the page, from HTML and SVG, and list what was removed.

A fragment that needs no cleaning is returned byte for byte: an element may begin in one fragment and end in another, as it does in Markdown.
"""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

import nh3

from press.notebooks.html_policy import ATTRIBUTES, PREFIXES, SCHEMES, TAGS, allowed_value, is_confined, properties

# Put around a fragment, to see whether it ends outside of a tag, and to cut it out again after cleaning.
_BEGIN, _END = "<!--press-begin-->", "<!--press-end-->"
# Context for the parser where a fragment begins within a table.
_AROUND = {
    **dict.fromkeys(("caption", "colgroup", "thead", "tbody", "tfoot"), "<table>"),
    "col": "<table><colgroup>",
    "tr": "<table><tbody>",
    **dict.fromkeys(("td", "th"), "<table><tbody><tr>"),
}
_WITH_CONTENT = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "noscript",
    "template",
    "foreignObject",
    "textarea",
    "select",
    "button",
}


class Cleaned(NamedTuple):
    """The ``html`` that may be shown, and the names of the ``removed`` elements and attributes."""

    html: str
    removed: list[str]


def clean_html(fragment: str) -> Cleaned:
    """Return ``fragment`` without active content.

    That is scripts, event handlers, frames, forms, URLs with a scheme that runs code, and styles that affect other parts of the page.
    """
    before = _read(fragment)
    with_sheets = _are_confined(before)
    around = _AROUND.get(before.tags[0], "") if before.tags else ""
    whole = _clean(f"{around}{_BEGIN}{fragment}{_END}", with_sheets=with_sheets)
    # An element that begins here may end in a later fragment.
    cleaned, end, _ = whole.partition(_BEGIN)[2].partition(_END)
    if not end:
        # It ends within a tag, or within an element that is removed.
        html = _clean(fragment, with_sheets=with_sheets)
        return Cleaned(html, sorted(before.names - _read(html).names) or ["a tag that does not end"])
    after = _read(cleaned)
    return Cleaned(fragment if before.events == after.events else cleaned, sorted(before.names - after.names))


def _clean(fragment: str, *, with_sheets: bool) -> str:
    tags = TAGS if with_sheets else TAGS - {"style"}
    return nh3.clean(
        fragment,
        tags=tags,
        clean_content_tags=(_WITH_CONTENT if with_sheets else {*_WITH_CONTENT, "style"}),
        attributes={tag: names for tag, names in ATTRIBUTES.items() if tag in tags or tag == "*"},
        attribute_filter=allowed_value,
        generic_attribute_prefixes=PREFIXES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=False,
    )


class _Reader(HTMLParser):
    """A parser that records the content of a fragment in order, without end tags and implied start tags, to compare fragments."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[str, str]] = []
        self.names = Counter[str]()
        self.identifiers = set[str]()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Record a start tag."""
        values = [(name, value or "") for name, value in attrs]
        self.tags.append(tag)
        self.names[f"<{tag}>"] += 1
        for name, value in values:
            is_style = name == "style"
            self.names.update(
                [f"style of {part}" for part in properties(value)] if is_style else [f"{name} of <{tag}>"]
            )
            self.identifiers |= {f"#{value}"} if name == "id" else set()
            self.identifiers |= {f".{part}" for part in value.split()} if name == "class" else set()
        shown = [(name, ";".join(properties(value)) if name == "style" else value) for name, value in values]
        # A tbody without attributes is implied where it is missing.
        if values or tag != "tbody":
            self.events.append((f"<{tag}>", repr(sorted(shown))))

    def handle_data(self, data: str) -> None:
        """Record text, joined with the piece before it."""
        if self.events and self.events[-1][0] == "text":
            data = self.events.pop()[1] + data
        self.events.append(("text", data))

    def handle_comment(self, data: str) -> None:
        """Record a comment."""
        self.events.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        """Record a declaration."""
        self.events.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        """Record a processing instruction."""
        self.events.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        """Record an unknown declaration."""
        self.events.append(("unknown", data))


def _read(fragment: str) -> _Reader:
    reader = _Reader()
    reader.feed(fragment)
    reader.close()
    return reader


def _are_confined(fragment: _Reader) -> bool:
    sheets = [
        content
        for (kind, _), (following, content) in pairwise(fragment.events)
        if kind == "<style>" and following == "text"
    ]
    return all(is_confined(sheet, fragment.identifiers) for sheet in sheets)
