"""Images and figures, with Sphinx's numbers in their captions."""

from __future__ import annotations

import re

from docutils import nodes

from press.typst.escape import call, markup, string
from press.typst.translator import Handler, Translator
from press.typst.tree import classes, ids

_TURNED = "landscape"
_LENGTH = re.compile(r"^\s*([\d.]+)\s*(px|pt|cm|mm|in|em|%|)\s*$")


def number_of(node: nodes.Element, kind: str, t: Translator) -> str:
    """The printed number, such as ``Figure 3``, the same as on the site; empty without numbering.

    ``kind`` is Sphinx's name of the series: figure, table, code-block.
    """
    if not t.config.numfig:
        return ""
    numbers = t.env.toc_fignumbers.get(t.docname, {}).get(kind, {})
    number = next((numbers[name] for name in ids(node) if name in numbers), None)
    if number is None:
        return ""
    pattern = str(t.config.numfig_format.get(kind, "%s"))
    return (pattern % ".".join(map(str, number))).strip().rstrip(".")


def caption_of(node: nodes.Element, title: nodes.Element | None, kind: str, t: Translator) -> str | None:
    """A caption with its number as Typst content, or ``None`` if there is neither."""
    if title is None:
        return None
    number = number_of(node, kind, t)
    return f"[{call('number', markup(number)) if number else ''}{t.inline(title)}]"


def turned(node: nodes.Element) -> bool:
    """Whether the author wants a page turned on its side for this figure or table."""
    return _TURNED in classes(node)


def figure(node: nodes.Element, t: Translator) -> str:
    """A figure: what it shows, then caption and legend."""
    anchors = t.anchors_within(node)
    title = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    legends = [child for child in node.children if isinstance(child, nodes.legend)]
    body = t.blocks(child for child in node.children if child is not title and child not in legends)
    kind = "table" if any(isinstance(child, nodes.table) for child in node.children) else "image"
    series = "table" if number_of(node, "table", t) else "figure"
    legend = "\n\n".join(t.blocks(child) for child in legends)
    text = call(
        "book-figure",
        anchors + body,
        caption=caption_of(node, title, series, t),
        legend=f"[{legend}]" if legend else None,
        kind=string("table") if kind == "table" else None,
    )
    return call("turned", text) if turned(node) else text


def image(node: nodes.Element, t: Translator) -> str:
    """An image; as wide as the author says, at most as wide as the text."""
    path = t.builder.image_path(node, t.docname)
    if path is None:
        t.warn(f"the PDF cannot show the image {node.get('uri', '')!r}", node, "image")
        return call("emph", markup(node.get("alt", "") or ""))
    options = {"width": _length(node, "width", t), "height": _length(node, "height", t)}
    function = (
        "book-image" if isinstance(node.parent, (nodes.figure, nodes.container)) or _alone(node) else "inline-image"
    )
    inside = "".join(f", {name}: {value}" for name, value in options.items() if value)
    return f"#{function}({string(path)}, alt: {string(_alternative(node, t))}{inside});"


def _alone(node: nodes.Element) -> bool:
    """Whether the image is a block of its own, not one among words."""
    parent = node.parent
    if isinstance(parent, nodes.reference):
        return _alone(parent)
    return not isinstance(parent, nodes.TextElement) or len(parent.children) == 1


def _alternative(node: nodes.Element, t: Translator) -> str:
    """The text read out for the image; without one the caption, and a warning."""
    alternative = str(node.get("alt") or "").strip()
    if alternative:
        return alternative
    t.warn(f"the image {node.get('uri', '')!r} has no alternative text", node, "alt")
    return _caption_text(node) or t.words("Illustration")


def _caption_text(node: nodes.Node) -> str:
    while node.parent is not None and not isinstance(node, nodes.figure):
        node = node.parent
    return next((c.astext() for c in node.children if isinstance(c, nodes.caption)), "")


def _length(node: nodes.Element, name: str, t: Translator) -> str | None:
    """A width or height as a Typst length; pixels are 1/96 inch. ``scale`` applies to images without one."""
    given = node.get(name)
    if given is None:
        return None
    found = _LENGTH.match(str(given))
    if not found:
        t.warn(f"the {name} {given!r} of an image is not understood", node, "image")
        return None
    number, unit = float(found[1]), found[2] or "px"
    if unit == "%" and name == "height":
        return None
    return f"{number * 0.75:g}pt" if unit == "px" else f"{number:g}{unit}"


HANDLERS: dict[type, Handler] = {
    nodes.figure: figure,
    nodes.image: image,
}
