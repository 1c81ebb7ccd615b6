"""Render images and figures, and captions with Sphinx's numbers, of which lists of figures and tables repeat the first sentence alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from lxml import etree
from PIL import Image

from press.builders.typst.escape import arguments, call, first_child, markup, string
from press.builders.typst.translator import Handler, Translator

#: The end of a sentence: no abbreviation before it, nothing small after it.
_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})[.!?…](?=\s+[^\W\d_a-zа-яёәғқңөұүһі])")


def sphinx_number(node: nodes.Element, series: str, t: Translator) -> str:
    """Return the number that Sphinx has given to ``node`` in a ``series`` (``figure``, ``table``, ``code-block`` ...), such as ``2.1``; empty without one."""
    numbers = t.env.toc_fignumbers.get(t.docname, {}).get(series, {})
    return next((".".join(map(str, numbers[name])) for name in node["ids"] if name in numbers), "")


def number_of(node: nodes.Element, series: str, t: Translator) -> str:
    """Return the printed number, such as ``Figure 3``, the same as on the site; empty without numbering."""
    number = sphinx_number(node, series, t) if t.config.numfig else ""
    return (str(t.config.numfig_format.get(series, "%s")) % number).strip().rstrip(".") if number else ""


def caption_of(node: nodes.Element, title: nodes.Element | None, series: str, t: Translator) -> str | None:
    """Return a caption with its number as Typst content, what a list does not repeat of it as ``unlisted``; ``None`` if there is none."""
    if title is None:
        return None
    number = number_of(node, series, t)
    head, rest = split(title)
    with t.at(is_listed=True):
        listed = t.inline(head)
    return f"[{call('number', markup(number)) if number else ''}{call('headline', listed)}{call('unlisted', t.inline(rest)) if rest else ''}]"


def split(title: nodes.Element) -> tuple[list[nodes.Node], list[nodes.Node]]:
    """Split a caption into its first sentence without the full stop, and the rest with it."""
    for at, child in enumerate(title.children):
        if isinstance(child, nodes.Text) and (found := _SENTENCE.search(child)):
            head, rest = _cut(title, child, found.start())
            return [*title.children[:at], head], [rest, *title.children[at + 1 :]]
    last = title.children[-1] if title.children else None
    if isinstance(last, nodes.Text) and last.rstrip().endswith("."):
        head, rest = _cut(title, last, last.rindex("."))
        return [*title.children[:-1], head], [rest]
    return list(title.children), []


def _cut(title: nodes.Element, text: nodes.Text, place: int) -> tuple[nodes.Text, nodes.Text]:
    """Cut ``text`` at ``place``; both parts keep their parent, which determines their language."""
    head, rest = nodes.Text(str(text)[:place]), nodes.Text(str(text)[place:])
    head.parent = rest.parent = title
    return head, rest


_LANDSCAPE = "landscape"
_SIDES = ("left", "center", "right")
#: Units of CSS that Typst does not have, in points: a pixel is 1/96 inch.
_POINTS = {"px": 0.75, "pc": 12}
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*(px|pc|pt|cm|mm|in|em|%|)\s*")


def is_turned(node: nodes.Element) -> bool:
    """Return whether the author wants a landscape page for this figure or table."""
    return _LANDSCAPE in node["classes"]


def figure(node: nodes.Element, t: Translator) -> str:
    """Render a figure: its contents, then caption and legend."""
    anchors = t.anchors_within(node)
    title = first_child(node, nodes.caption)
    legends = [child for child in node.children if isinstance(child, nodes.legend)]
    parts = [child for child in node.children if child is not title and child not in legends]
    body = t.blocks(parts)
    series = "table" if number_of(node, "table", t) else "figure"
    legend = "\n\n".join(t.blocks(child) for child in legends)
    text = call(
        "book-figure",
        anchors + body,
        caption=caption_of(node, title, series, t),
        legend=f"[{legend}]" if legend else None,
        kind=string("table") if first_child(node, nodes.table) is not None else None,
        align=node.get("align") if node.get("align") in _SIDES else None,
    )
    return call("turned", text) if is_turned(node) else text


def image(node: nodes.Element, t: Translator) -> str:
    """Render an image in the author's width, at most that of the text; of one that cannot be printed its words, with a warning."""
    path: str | None = t.builder.image_path(node, t.docname)
    uri, alternative = node.get("uri", ""), str(node.get("alt") or "").strip()
    if path is None:
        # Sphinx itself has warned of a missing file while it read the document.
        if t.docname not in t.builder.read_now or t.builder.image_file(uri, t.docname) is not None:
            message = f"the image {uri!r} is missing or of a kind that the PDF cannot hold; give it as SVG, PNG or JPEG"
            t.warn(message, node, "image")
    elif not _opens(Path(t.builder.outdir) / path):
        message = f"the image {uri!r} is damaged or is no image of the kind that its name says; replace the file"
        t.warn(message, node, "image")
        path = None
    if path is None:
        return call("emph", markup(node.get("alt", "")))
    if not alternative:
        message = f"the image {uri!r} has no alternative text; say in a sentence what it shows, with the option alt"
        t.warn(message, node, "alt")
        figure = node.parent
        while figure is not None and not isinstance(figure, nodes.figure):
            figure = figure.parent
        caption = first_child(figure, nodes.caption) if figure is not None else None
        alternative = (caption.astext() if caption is not None else "") or t.words("Illustration")
    is_block = isinstance(node.parent, (nodes.figure, nodes.container)) or _alone(node)
    width, height = _length(node.get("width")), _length(node.get("height"))
    options = {
        "alt": string(alternative),
        "width": width,
        # A share of a height that is not known.
        "height": None if str(height).endswith("%") else height,
        "scale": f"{node['scale']}%" if node.get("scale") and not (node.get("width") or node.get("height")) else None,
        "align": node.get("align") if is_block and node.get("align") in _SIDES else None,
    }
    return f"#{'book-image' if is_block else 'inline-image'}({string(path)}, {arguments(options)});"


def _opens(file: Path) -> bool:
    """Return whether the file of an image can be printed: Typst says of one that cannot neither its name nor where it stands."""
    try:
        if file.suffix.lower() == ".svg":
            return bool(etree.QName(etree.parse(file).getroot()).localname == "svg")
        with Image.open(file) as picture:
            picture.load()
    except (etree.XMLSyntaxError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True


def _length(given: Any) -> str | None:
    """Return a width or height as a Typst length; ``None`` where none is given that is understood."""
    found = _LENGTH.fullmatch(str(given))
    if not found:
        return None
    number, unit = float(found[1]), found[2] or "px"
    return f"{number * _POINTS[unit]:g}pt" if unit in _POINTS else f"{number:g}{unit}"


def _alone(node: nodes.Element) -> bool:
    """Return whether the image is a block of its own, not inline."""
    parent = node.parent
    if isinstance(parent, nodes.reference):
        return _alone(parent)
    return not isinstance(parent, nodes.TextElement) or len(parent.children) == 1


HANDLERS: dict[type, Handler] = {
    nodes.figure: figure,
    nodes.image: image,
}
