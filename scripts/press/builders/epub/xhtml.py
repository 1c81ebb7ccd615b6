"""Render documents as pages of an EPUB: pictures that refer to their descriptions, plain tables, XML without what reading devices refuse."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import lxml.html
from docutils import nodes
from lxml import etree
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from press.charts.draw import smaller, with_text_lengths
from press.charts.theme import FONT
from press.core.formats import EPUB
from press.edition.context import EditionContext

XHTML = "http://www.w3.org/1999/xhtml"
_EPUB = "http://www.idpf.org/2007/ops"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")


# Elements that HTML does not close.
_VOID = re.compile(r"<(br|col|hr|img|source|wbr)\b([^<>]*?)\s*/?>")
# Elements that run, load or submit something, and style sheets inside pages.
_REFUSED = ("script", "style", "link", "meta", "iframe", "object", "embed", "form", "input")
# Attributes that are obsolete in HTML, or mean nothing inside a book.
_OUTDATED = ("align", "valign", "border", "bgcolor", "cellpadding", "cellspacing", "download")
# Reading devices recognise notes by ``epub:type``, assistive technology by ``role``.
_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-biblioentry": "biblioentry"}


def parse(html: str) -> etree._Element:
    """Parse the content of a page as XML and return it as a ``body`` element; HTML that is no XML, such as an author's, is mended first."""
    text = _VOID.sub(r"<\1\2/>", _NAMED.sub(lambda name: unescape(name[0]), html))
    body = f'<body xmlns="{XHTML}" xmlns:epub="{_EPUB}">%s</body>'
    try:
        return etree.fromstring(body % text)
    except etree.XMLSyntaxError:
        box = lxml.html.fragment_fromstring(text, create_parent="div")
        mended = etree.tostring(box, method="xml", encoding="unicode")
        return etree.fromstring(body % mended, etree.XMLParser(recover=True))


def clean(body: etree._Element) -> None:
    """Remove scripts and obsolete attributes; add ``xml:lang``, the ``epub:type`` of notes, and the ``scope`` of table headers."""
    # The labels of tabs, too, whose inputs go.
    for control in list(body.iter(f"{{{XHTML}}}button", f"{{{XHTML}}}label")):
        unwrap(control)
    etree.strip_elements(body, *(f"{{{XHTML}}}{name}" for name in _REFUSED), with_tail=False)
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


def unwrap(element: etree._Element) -> None:
    """Turn a link, button or label into a ``span``, which leaves its text."""
    element.tag = f"{{{XHTML}}}span"
    for name in ("href", "rel", "type", "title", "role", "for", "aria-controls"):
        element.attrib.pop(name, None)


def inner(body: etree._Element) -> str:
    """Return the content of a page as text."""
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : -len("</body>")] if not text.endswith("/>") else ""


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
        """Put captions first, as on the site, and remove from tables what only its scripts use, and the class of its scrolling frame."""
        for caption in list(self.document.findall(nodes.caption)):
            if isinstance(figure := caption.parent, nodes.figure):
                figure.children.sort(key=lambda child: child is not caption)
        for table in self.document.findall(nodes.table):
            table["classes"] = ["results" if name == "press-table" else name for name in table["classes"]]
            for node in (table, *table.findall(nodes.Element)):
                if "html" in node:
                    node["html"] = {key: value for key, value in node["html"].items() if not key.startswith("data-")}
