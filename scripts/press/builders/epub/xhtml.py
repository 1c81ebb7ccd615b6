"""Pages as XML: parsed, freed of what reading devices refuse, and written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import lxml.html
from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
_EPUB = "http://www.idpf.org/2007/ops"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
# What runs programs or sends something away, and style sheets within pages.
_REFUSED = ("script", "style", "link", "meta", "iframe", "object", "embed", "form", "button", "input")
# Attributes that HTML no longer has.
_OUTDATED = ("align", "valign", "border", "bgcolor", "cellpadding", "cellspacing", "download")
# What reading devices know notes by; assistive technology knows them by their roles.
_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-biblioentry": "biblioentry"}


def as_xhtml(html: str) -> str:
    """A piece of HTML as it is if it is XML, otherwise mended."""
    try:
        parse(html)
    except etree.XMLSyntaxError:
        box = lxml.html.fragment_fromstring(html, create_parent="div")
        mended = str(etree.tostring(box, method="xml", encoding="unicode", with_tail=False))
        return mended.removeprefix("<div>").removesuffix("</div>").removesuffix("<div/>")
    return html


def parse(body: str) -> etree._Element:
    """The elements of a page below one ``body``; raises ``XMLSyntaxError`` where it is no XML."""
    text = _NAMED.sub(lambda name: unescape(name[0]), body)
    return etree.fromstring(f'<body xmlns="{XHTML}" xmlns:epub="{_EPUB}">{text}</body>')


def clean(body: etree._Element) -> None:
    """Take out scripts and what is outdated; name the languages of words and the kinds of notes as EPUB does, and what headings of tables head."""
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
    """The links of a page."""
    yield from body.iter(f"{{{XHTML}}}a")


def identifiers(body: etree._Element) -> set[str]:
    """The ids of a page."""
    return {element.attrib["id"] for element in body.iter(etree.Element) if "id" in element.attrib}


def features(body: etree._Element) -> set[str]:
    """What a package has to say of a page that holds it: ``svg``, ``mathml``."""
    names = {etree.QName(element).localname for element in body.iter(etree.Element)}
    return {word for word, name in (("svg", "svg"), ("mathml", "math")) if name in names}


def unwrap(element: etree._Element) -> None:
    """Leave the words of a link that leads nowhere."""
    element.tag = f"{{{XHTML}}}span"
    for name in ("href", "rel", "type", "title", "role"):
        element.attrib.pop(name, None)


def inner(body: etree._Element) -> str:
    """The content of a page as text."""
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : -len("</body>")] if not text.endswith("/>") else ""


def _remove(element: etree._Element) -> None:
    """Take ``element`` out and leave the words after it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
