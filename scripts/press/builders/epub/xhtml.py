"""Render documents as pages of an EPUB, without what reading devices refuse.

Pictures refer to their descriptions, and tables are plain.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import lxml.html
from docutils import nodes
from lxml import etree
from lxml.builder import ElementMaker
from sphinx.writers.html5 import HTML5Translator

from press.charts.draw import smaller, text_width, with_text_lengths
from press.charts.theme import FONT
from press.edition.context import EditionContext
from press.edition.numbering import CaptionsInTheirLanguage

XHTML = "http://www.w3.org/1999/xhtml"
_SVG = "http://www.w3.org/2000/svg"
_EPUB = "http://www.idpf.org/2007/ops"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGUAGE_TAG = re.compile(r"(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")


# Elements that HTML does not close.
_VOID = re.compile(r"<(br|col|hr|img|source|wbr)\b([^<>]*?)\s*/?>")
# Elements that run, load or submit something, and style sheets inside pages.
_REFUSED = ("script", "style", "link", "meta", "iframe", "object", "embed", "form", "input")
# Attributes that are obsolete in HTML, or mean nothing inside a book.
_OUTDATED = ("align", "valign", "border", "bgcolor", "cellpadding", "cellspacing", "download")
_UNSIZED = {f"{{{XHTML}}}{name}" for name in ("table", "col", "tr", "td", "th", "hr", "p", "div", "span")}
# Reading devices recognise notes by ``epub:type``, assistive technology by ``role``.
_TYPES = {"doc-noteref": "noteref", "doc-footnote": "footnote", "doc-biblioentry": "biblioentry"}
# In less room than one of these, in em, a table that needs so much is shown row by row, each as a record.
ROOMS = (14, 17, 20, 23, 26, 30, 34, 38, 44, 60)
# The sizes of the text in a table and of the space between columns, and the least length of a line of words, in em.
_CELL, _GAP, _LINE = 0.85, 0.5, 7
# What a cell has where there is no value.
_DASHES = {"", "—", "–", "-"}
# The classes of cells in which no line ends.
_UNBROKEN = {"num", "press-bound"}
_MAKE = ElementMaker(namespace=XHTML)
# How much of the white below a chart is its own: white on white, it does not glare on black, where the grey of its words is still read.
_PAPER = 'fill="#fff" fill-opacity="0.86"'
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)" viewBox="0 0 [\d. ]+">')


def parse(html: str) -> etree._Element:
    """Parse the content of a page as XML and return it as a ``body`` element.

    HTML that is no XML, such as an author's, is mended first.
    """
    text = _VOID.sub(r"<\1\2/>", _NAMED.sub(lambda name: unescape(name[0]), html))
    body = f'<body xmlns="{XHTML}" xmlns:epub="{_EPUB}">%s</body>'
    try:
        return etree.fromstring(body % text)
    except etree.XMLSyntaxError:
        box = lxml.html.fragment_fromstring(text, create_parent="div")
        mended = etree.tostring(box, method="xml", encoding="unicode")
        return etree.fromstring(body % mended, etree.XMLParser(recover=True))


def clean(body: etree._Element) -> None:
    """Remove scripts and obsolete attributes.

    Place notes and captions, fit tables, add ``xml:lang``, the ``epub:type`` of notes, and the ``scope`` of table headers.
    """
    _open_in_place(body)
    # The labels of tabs, too, whose inputs go.
    for control in list(body.iter(f"{{{XHTML}}}button", f"{{{XHTML}}}label")):
        unwrap(control)
    etree.strip_elements(body, *(f"{{{XHTML}}}{name}" for name in _REFUSED), with_tail=False)
    _mend(body)
    for element in body.iter(etree.Element):
        for name in list(element.attrib):
            is_outdated = name in _OUTDATED or (name == "width" and element.tag in _UNSIZED)
            if name.startswith(("on", "data-")) or is_outdated:
                del element.attrib[name]
            elif name == "open":
                element.set(name, name)
        if "lang" in element.attrib:
            element.set(_XML_LANGUAGE, element.attrib["lang"])
        if element.get("role") in _TYPES:
            element.set(f"{{{_EPUB}}}type", _TYPES[element.attrib["role"]])
    for heading in body.iterfind(f".//{{{XHTML}}}thead//{{{XHTML}}}th"):
        heading.set("scope", heading.get("scope", "colgroup" if "colspan" in heading.attrib else "col"))
    for table in body.iter(f"{{{XHTML}}}table"):
        _fit(table)
    for caption in list(body.iter(f"{{{XHTML}}}figcaption")):
        # As on the site: above the picture its caption, below it the legend.
        figure = caption.getparent()
        figure.extend(caption.findall("{*}div[@class='legend']"))
        figure.insert(0, caption)


def _mend(body: etree._Element) -> None:
    """Mend what extensions and authors write and epubcheck refuses."""
    known = set[str]()
    for element in list(body.iter(etree.Element)):
        # Extensions give several boxes of a page one id; a link leads to the first.
        if element.get("id", "") in known or not _LANGUAGE_TAG.fullmatch(element.get("lang", "")):
            element.attrib.pop("id" if element.get("id", "") in known else "lang")
        known.update(element.get("id", "").split())
        if element.tag == f"{{{XHTML}}}center":
            element.tag = f"{{{XHTML}}}div"
        if element.tag == f"{{{XHTML}}}svg":
            for part in element.iter(etree.Element):
                part.tag = f"{{{_SVG}}}{etree.QName(part).localname}"
        if element.tag == f"{{{XHTML}}}p" and element.getparent().tag in (element.tag, f"{{{XHTML}}}span"):
            unwrap(element)
        if element.tag == f"{{{XHTML}}}img" and "src" not in element.attrib:
            in_words(element)


def _fit(table: etree._Element) -> None:
    """Set the head of its column, or that it names its row, on each cell of ``table``, and the least room on the table.

    A table whose head has joined cells stays as it is.
    """
    head, *others = table.findall("{*}thead/{*}tr") or [()]
    labels = [_text(cell) for cell in head]
    rows = [row for row in table.iterfind("{*}tbody/{*}tr") if len(row) == len(labels)]
    if others or not rows:
        return
    # In records no part of a table looks like one, so that each says what it is.
    table.set("role", "table")
    naming = _naming(rows)
    for row in rows:
        row.set("role", "row")
        for place, (cell, label) in enumerate(zip(row, labels, strict=True)):
            cell.set("role", "rowheader" if cell.tag.endswith("th") else "cell")
            if place != naming or _is_number(cell):
                cell.set("data-label", label)
            if _text(cell) in _DASHES:
                cell.set("class", f"{cell.get('class', '')} no-value")
    needed = sum(max(map(_width, column)) for column in zip(head, *rows, strict=True)) * _CELL
    kind = f"{table.get('class', '')}{' named-later' if naming else ''}"
    table.set("class", f"{kind} room-{next((room for room in ROOMS if needed <= room), ROOMS[-1])}")


def _naming(rows: list[etree._Element]) -> int:
    """Return the column of the cells that name their rows.

    That is the first, unless a third of its cells repeat others: then the column of text that repeats least.
    """
    different = [len(set(map(_text, cells))) * (not _is_number(cells[0])) for cells in zip(*rows, strict=True)]
    return 0 if 3 * different[0] > 2 * len(rows) else different.index(max(different))


def _is_number(cell: etree._Element) -> bool:
    return cell.tag.endswith("td") and "num" in cell.get("class", "").split()


def _text(cell: etree._Element) -> str:
    return " ".join("".join(cell.itertext()).split())


def _width(cell: etree._Element) -> float:
    """Return how wide ``cell`` should be at least, in em: all of a number, and the longest word of other text."""
    text = "".join(cell.itertext()).strip()
    parts = [text] if cell.tag.endswith("td") and _UNBROKEN & set(cell.get("class", "").split()) else text.split(" ")
    return max(*(text_width(part, 1, 600) for part in parts), min(text_width(text, 1), _LINE)) + _GAP


def _open_in_place(body: etree._Element) -> None:
    """Move each note beside a line to the end of the page, and link the words before it there: readers open it in place."""
    notes: dict[str, etree._Element] = {}
    for number, note in enumerate(body.xpath("//*[contains(@class, 'press-line-note')]"), start=1):
        before, text, mark = note.getprevious(), "".join(note.itertext()), f"to-line-note-{number}"
        link = _MAKE.a(id=mark, role="doc-noteref")
        note.getparent().replace(note, link)
        link.tail, note.tail = note.tail, None
        note.attrib.clear()
        if before is None or before.tail or before.find(".//{*}a") is not None:
            link.text = "*"
        else:
            if before.tag.endswith("}a"):
                unwrap(before)
            link.append(before)
        if text not in notes:
            back = _MAKE.a("↑", href=f"#{mark}", role="doc-backlink")
            notes[text] = _MAKE.aside(back, " ", note, id=f"line-note-{number}", role="doc-footnote")
        link.set("href", f"#{notes[text].get('id')}")
    if notes:
        body.append(_MAKE.section(*notes.values(), {"class": "line-notes"}))


def unwrap(element: etree._Element) -> None:
    """Turn a link, button or label into a ``span``, which leaves its text."""
    element.tag = f"{{{XHTML}}}span"
    for name in ("href", "rel", "type", "title", "role", "for", "aria-controls"):
        element.attrib.pop(name, None)


def in_words(picture: etree._Element) -> None:
    """Replace a picture by its alternative text."""
    picture.text = picture.attrib.pop("alt", "")
    for name in ("src", "width", "height"):
        picture.attrib.pop(name, None)
    unwrap(picture)


def inner(body: etree._Element) -> str:
    """Return the content of a page as text."""
    text = etree.tostring(body, encoding="unicode", with_tail=False)
    return text[text.index(">") + 1 : -len("</body>")] if not text.endswith("/>") else ""


class EpubTranslator(CaptionsInTheirLanguage):
    """Sphinx's HTML translator, with pictures that refer to their descriptions."""

    def visit_described_image(self, node: nodes.Element) -> None:
        """Append a picture that refers to its description."""
        start = len(self.body)
        self.visit_image(node)
        if "described_by" in node:
            self.body[start] = self.body[start].replace("<img", f'<img aria-details="{node["described_by"]}"', 1)
        name = self.builder.images.setdefault(node["narrow"], Path(node["narrow"]).name)
        source = f'<source media="(max-width: 30em)" type="image/svg+xml" srcset="{self.builder.imgpath}/{name}"/>'
        self.body[start:] = ["<picture>", source, *self.body[start:], "</picture>"]

    depart_described_image = HTML5Translator.depart_image


def picture_bytes(path: Path, context: EditionContext) -> bytes:
    """Return the content of an image file.

    A chart that press has drawn is made smaller and given a fallback font, and paper that no reader takes from
    it at night, but that a dark page shines through.
    """
    if context.pictures not in path.parents:
        content = path.read_bytes()
        return _without_html(content) if path.suffix == ".svg" and b"<foreignObject" in content else content
    svg = smaller(with_text_lengths(path.read_text(encoding="utf-8")))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="{FONT}, sans-serif"'
    (width, height), *_ = [[float(length) + 20 for length in size] for size in _SIZE.findall(svg)]
    size = f'width="{width:g}" height="{height:g}"'
    paper = f'{size} viewBox="-10 -10 {width:g} {height:g}"><rect x="-10" y="-10" {size} rx="6" {_PAPER}/>'
    return _SIZE.sub(paper, svg, count=1).replace("<svg", head, 1).encode()


def _without_html(svg: bytes) -> bytes:
    """Return a picture without the HTML in it, and what refers to nothing, both of which EPUBs refuse."""
    root = etree.fromstring(svg)
    for part in list(root.iter(f"{{{_SVG}}}foreignObject", f"{{{XHTML}}}style")):
        part.getparent().remove(part)
    known = set(root.xpath("//@id"))
    for part in root.iter(etree.Element):
        for name, value in part.attrib.items():
            part.set(name, re.sub(r"url\(#([^)]*)\)", lambda at: at[0] if at[1] in known else "none", value))
    return bytes(etree.tostring(root))
