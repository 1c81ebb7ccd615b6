"""Print a box in place of what only a screen can show, with the address of the page."""

from __future__ import annotations

from docutils import nodes

from press.builders.typst.escape import call, markup, string
from press.builders.typst.translator import Handler, Translator


class Placeholder(nodes.General, nodes.Element):
    """An output or medium without a printed form; ``address`` is its own URL, if it has one."""


def placeholder(node: nodes.Element, t: Translator) -> str:
    """Render the box, with the URL of what is missing, or else of the page that shows it."""
    page = t.builder.site_uri(t.docname)
    address = str(node.get("address") or "") or t.builder.site_url(page) or page
    shown = call("link", markup(address), string(address)) if "://" in address else markup(address)
    return call("placeholder", f"{markup(t.words('This can only be seen on a screen:'))} {shown}")


HANDLERS: dict[type, Handler] = {Placeholder: placeholder}
