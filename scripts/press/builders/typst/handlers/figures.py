"""Render images and figures, and captions with Sphinx's numbers, of which lists of figures and tables repeat the first sentence alone."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from lxml import etree
from PIL import Image, UnidentifiedImageError

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


def fault(path: Path) -> str | None:
    """Return why the file cannot be printed, in words that end a sentence; ``None`` if it can."""
    if path.suffix.lower() == ".svg":
        return _fault_of_svg(path)
    try:
        with Image.open(path) as image:
            image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "is damaged or is no image of the kind that its name says"
    return None


def _fault_of_svg(path: Path) -> str | None:
    try:
        root = etree.parse(path).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        return f"is no whole SVG ({str(error).splitlines()[0]})"
    return None if etree.QName(root).localname == "svg" else "is no SVG"


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
    """Render an image in the author's width, at most that of the text."""
    path = _path(node, t)
    if path is None:
        return call("emph", markup(node.get("alt", "")))
    is_block = isinstance(node.parent, (nodes.figure, nodes.container)) or _alone(node)
    options = {
        "width": _length(node, "width", t),
        "height": _length(node, "height", t),
        "scale": _scale(node),
        "align": node.get("align") if is_block and node.get("align") in _SIDES else None,
    }
    function = "book-image" if is_block else "inline-image"
    return f"#{function}({string(path)}, {arguments({'alt': string(_alternative(node, t)), **options})});"


def _path(node: nodes.Element, t: Translator) -> str | None:
    """Return the path of the image's copy beside the Typst source; warn and return ``None`` if it cannot be printed."""
    path: str | None = t.builder.image_path(node, t.docname)
    uri = node.get("uri", "")
    if path is None:
        # Sphinx itself has warned of a missing file while it read the document.
        if t.docname not in t.builder.read_now or t.builder.image_file(uri, t.docname) is not None:
            t.warn(
                f"the image {uri!r} is missing or of a kind that the PDF cannot hold; give it as SVG, PNG or JPEG",
                node,
                "image",
            )
        return None
    file = Path(t.builder.outdir) / path
    if (found := fault(file)) is not None:
        t.warn(f"the image {uri!r} {found}, so its words are printed instead; replace the file", node, "image")
        return None
    return path


def _alone(node: nodes.Element) -> bool:
    """Return whether the image is a block of its own, not inline."""
    parent = node.parent
    if isinstance(parent, nodes.reference):
        return _alone(parent)
    return not isinstance(parent, nodes.TextElement) or len(parent.children) == 1


def _alternative(node: nodes.Element, t: Translator) -> str:
    """Return the alternative text of the image; warn where there is none and return the caption instead."""
    alternative = str(node.get("alt") or "").strip()
    if alternative:
        return alternative
    t.warn(
        f"the image {node.get('uri', '')!r} has no alternative text; say in a sentence what it shows, with the option alt",
        node,
        "alt",
    )
    return _caption_text(node) or t.words("Illustration")


def _caption_text(node: nodes.Node) -> str:
    while node.parent is not None and not isinstance(node, nodes.figure):
        node = node.parent
    caption = first_child(node, nodes.caption) if isinstance(node, nodes.figure) else None
    return caption.astext() if caption is not None else ""


def _scale(node: nodes.Element) -> str | None:
    """Return the author's ``scale`` in percent, where width and height are not given."""
    if not node.get("scale") or node.get("width") or node.get("height"):
        return None
    return f"{node['scale']}%"


def _length(node: nodes.Element, name: str, t: Translator) -> str | None:
    """Return the attribute ``name``, a width or height, as a Typst length; warn if it is not understood."""
    given = node.get(name)
    if given is None:
        return None
    found = _LENGTH.fullmatch(str(given))
    if not found:
        t.warn(f"the {name} {given!r} of an image is not understood", node, "image")
        return None
    number, unit = float(found[1]), found[2] or "px"
    if unit == "%" and name == "height":
        return None
    return f"{number * _POINTS[unit]:g}pt" if unit in _POINTS else f"{number:g}{unit}"


HANDLERS: dict[type, Handler] = {
    nodes.figure: figure,
    nodes.image: image,
}
