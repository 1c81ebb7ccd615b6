"""Print a box in place of what only a screen can show, with the address of the page."""

from __future__ import annotations

from urllib.parse import urljoin

from docutils import nodes

from press.builders.typst.escape import call, markup, string
from press.builders.typst.glyph_locations import tell
from press.builders.typst.translator import Handler, Translator


class Placeholder(nodes.General, nodes.Element):
    """An output or medium without a printed form; ``address`` is its own URL, if it has one."""


def placeholder(node: nodes.Element, t: Translator) -> str:
    """Render the box, with the URL of what is missing, or else of the page that shows it."""
    base = t.config.typst_base_url
    address = str(node.get("address") or "") or urljoin(base, t.builder.site_uri(t.docname))
    tell(address, node, t)
    words = markup(t.words("This can only be seen on a screen:"))
    is_whole = "://" in address
    shown = (
        call("link", markup(address)).replace("#link[", f"#link({string(address)})[", 1)
        if is_whole
        else markup(address)
    )
    return call("placeholder", f"{words} {shown}")


HANDLERS: dict[type, Handler] = {Placeholder: placeholder}
