"""Render documents as pages of an EPUB: pictures that refer to their descriptions, plain tables, XML without what reading devices refuse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html
from docutils import nodes
from lxml import etree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from press.charts.svg import smaller, with_text_lengths
from press.charts.theme import FONT
from press.core.formats import EPUB
from press.edition.context import EditionContext

XHTML = "http://www.w3.org/1999/xhtml"
_EPUB = "http://www.idpf.org/2007/ops"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
# Elements that run, load or submit something, and style sheets inside pages.
_REFUSED = ("script", "style", "link", "meta", "iframe", "object", "embed", "form", "button", "input")
# Attributes that are obsolete in HTML, or mean nothing inside a book.
_OUTDATED = ("align", "valign", "border", "bgcolor", "cellpadding", "cellspacing", "download")
# Reading devices recognise notes by ``epub:type``, assistive technology by ``role``.
_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-biblioentry": "biblioentry"}
_END_TAGS = re.compile(r"(?:\s*</[A-Za-z][\w-]*\s*>)+\s*")
_NAMES = re.compile(r"</([\w-]+)")
# Elements that may hold blocks, and those that may stand around these.
_FLOW = frozenset(
    [
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "figcaption",
        "figure",
        "footer",
        "header",
        "li",
        "main",
        "nav",
        "section",
        "td",
        "th",
    ]
)
_OUTER = _FLOW.union(["dl", "ol", "table", "tbody", "tfoot", "thead", "tr", "ul"])
# Put behind a piece of HTML, to find the elements that are open there.
_MARK = "\ue000"


def as_xhtml_pieces(pieces: Iterable[str], *, are_blocks: bool) -> list[str]:
    """Return ``pieces`` of HTML as well-formed XML where they stand, one after the other, with other content in between.

    Markdown has a piece for each tag: the elements that begin in one and end in a later one go on until there, among blocks
    only if they may hold blocks: ``<b>`` with a paragraph in it would be no XHTML.
    """
    made, begun = list[str](), list[tuple[int, str, str]]()
    for piece in pieces:
        ends = "".join(piece.split()).lower() if _END_TAGS.fullmatch(piece) else ""
        if ends and ends in (open_ends := [expected for *_, expected in begun]):
            at = len(begun) - 1 - open_ends[::-1].index(ends)
            place, start, _ = begun[at]
            del begun[at:]
            made[place] = start
            made.append(ends)
            continue
        start, _, ends = as_xhtml(piece + _MARK).partition(_MARK)
        if ends and (_may_hold_blocks(ends) if are_blocks else "</p>" not in ends):
            begun.append((len(made), start, ends))
        made.append(as_xhtml(piece))
    return made


def _may_hold_blocks(end_tags: str) -> bool:
    innermost, *outer = _NAMES.findall(end_tags)
    return innermost in _FLOW and _OUTER.issuperset(outer)


def as_xhtml(html: str) -> str:
    """Return a piece of HTML unchanged if it is well-formed XML, otherwise repaired."""
    try:
        parse(html)
    except etree.XMLSyntaxError:
        box = lxml.html.fragment_fromstring(html, create_parent="div")
        mended = str(etree.tostring(box, method="xml", encoding="unicode", with_tail=False))
        return "" if mended == "<div/>" else mended.removeprefix("<div>").removesuffix("</div>")
    return html


def parse(body: str) -> etree._Element:
    """Parse the content of a page and return it as a ``body`` element; raise ``XMLSyntaxError`` where it is no well-formed XML."""
    text = _NAMED.sub(lambda name: unescape(name[0]), body)
    return etree.fromstring(f'<body xmlns="{XHTML}" xmlns:epub="{_EPUB}">{text}</body>')


def clean(body: etree._Element) -> None:
    """Remove scripts and obsolete attributes; add ``xml:lang``, the ``epub:type`` of notes, and the ``scope`` of table headers."""
    for element in list(body.iter(*(f"{{{XHTML}}}{name}" for name in _REFUSED))):
        unwrap(element) if element.tag == f"{{{XHTML}}}button" else _remove(element)
    for element in body.iter(etree.Element):
        for name in list(element.attrib):
            if name.startswith("on") or name in _OUTDATED:
                del element.attrib[name]
        if "lang" in element.attrib:
            element.set(_XML_LANGUAGE, element.attrib["lang"])
        if element.get("role") in _TYPES:
            element.set(f"{{{_EPUB}}}type", _TYPES[element.attrib["role"]])
    for heading in body.iterfind(f".//{{{XHTML}}}thead//{{{XHTML}}}th"):
        heading.set("scope", heading.get("scope", "colgroup" if "colspan" in heading.attrib else "col"))


def links(body: etree._Element) -> Iterator[etree._Element]:
    """Yield the links of a page."""
    yield from body.iter(f"{{{XHTML}}}a")


def identifiers(body: etree._Element) -> set[str]:
    """Return the ids of a page."""
    return {element.attrib["id"] for element in body.iter(etree.Element) if "id" in element.attrib}


def features(body: etree._Element) -> set[str]:
    """Return the manifest properties that a page requires: ``svg``, ``mathml``."""
    names = {etree.QName(element).localname for element in body.iter(etree.Element)}
    return {word for word, name in (("svg", "svg"), ("mathml", "math")) if name in names}


def unwrap(element: etree._Element) -> None:
    """Turn a link or button into a ``span``, which leaves its text."""
    element.tag = f"{{{XHTML}}}span"
    for name in ("href", "rel", "type", "title", "role"):
        element.attrib.pop(name, None)


def inner(body: etree._Element) -> str:
    """Return the content of a page as text."""
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : -len("</body>")] if not text.endswith("/>") else ""


def _remove(element: etree._Element) -> None:
    """Remove ``element``, but not the text after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


_ON_SITE = "press-table"


class EpubTranslator(HTML5Translator):
    """Sphinx's HTML translator, with pictures that refer to their descriptions, below their captions."""

    def visit_described_image(self, node: nodes.Element) -> None:
        """Append a picture that refers to its description."""
        start = len(self.body)
        self.visit_image(node)
        if "described_by" in node:
            self.body[start] = self.body[start].replace("<img", f'<img aria-details="{node["described_by"]}"', 1)

    def depart_described_image(self, node: nodes.Element) -> None:
        """Close the picture."""
        self.depart_image(node)

    def depart_caption(self, node: nodes.Element) -> None:
        """Close the caption of a figure, which docutils keeps open for the legend at its end."""
        super().depart_caption(node)
        self.body.append("</figcaption>\n" if isinstance(node.parent, nodes.figure) else "")

    def visit_legend(self, node: nodes.Element) -> None:
        """Open the legend, below the picture."""
        self.body.append(self.starttag(node, "div", CLASS="legend"))

    def depart_figure(self, node: nodes.Element) -> None:
        """Close the figure alone."""
        self.body.append("</figure>\n")


def picture_bytes(path: Path, context: EditionContext) -> bytes:
    """Return the content of an image file; a chart that press has drawn is made smaller and given a fallback font."""
    if context.pictures not in path.parents:
        return path.read_bytes()
    svg = smaller(with_text_lengths(path.read_text(encoding="utf-8")))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}, sans-serif"'
    return svg.replace("<svg", head, 1).encode()


class ForReading(SphinxPostTransform):
    """A post-transform that replaces what only a page of the site can show."""

    default_priority = 110
    builders = (EPUB,)

    def run(self, **kwargs: Any) -> None:
        """Put captions first, as on the site, remove from tables what only its scripts use, and make raw HTML well-formed XML."""
        for caption in list(self.document.findall(nodes.caption)):
            if isinstance(figure := caption.parent, nodes.figure):
                figure.children.sort(key=lambda child: child is not caption)
        for table in self.document.findall(nodes.table):
            _without_script(table)
        for parent in {raw.parent: None for raw in self.document.findall(nodes.raw)}:
            pieces = [
                child for child in parent if isinstance(child, nodes.raw) and "html" in child.get("format", "").split()
            ]
            texts = as_xhtml_pieces(map(nodes.raw.astext, pieces), are_blocks=not isinstance(parent, nodes.TextElement))
            for raw, text in zip(pieces, texts, strict=True):
                raw.replace_self(nodes.raw("", text, format="html"))


def _without_script(table: nodes.table) -> None:
    """Remove the ``data-`` attributes for scripts of the site, and the class that gives wide tables a scrolling frame there."""
    table["classes"] = ["results" if name == _ON_SITE else name for name in table["classes"]]
    for node in (table, *table.findall(nodes.Element)):
        if "html" in node:
            node["html"] = {key: value for key, value in node["html"].items() if not key.startswith("data-")}
