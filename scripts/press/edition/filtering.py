"""Keep HTML that runs or loads from another host out of every format.

Pictures in SVG are files of their own, which pages show in ``img``: scripts do not run in them, and nothing is loaded for them.
"""

from __future__ import annotations

import re
from typing import Any

import nh3
from docutils import nodes
from sphinx.transforms import SphinxTransform

from press.core.files import is_remote
from press.edition.context import warn

# Elements that run, load or style a page, handlers, and addresses of other hosts that a page would ask. Pandas writes
# scoped styles, which are dropped.
_UNSAFE = re.compile(
    r"<(?:script|iframe|object|embed|link|meta|base|form|svg|style(?!\s+scoped))\b"
    r"|(?<=[\s\"'/])(?:on[a-z]+(?=\s*=)|(?:src|srcset|poster)\s*=[\s\"']*(?:https?:)?//[^\s\"'>]*)"
    r"|javascript:",
    re.IGNORECASE,
)


def _safe_value(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute that leads elsewhere by a link, or loads a picture that comes with the page or is in the address itself."""
    if name == "href":
        return None if value.startswith("data:") else value
    return None if name == "src" and is_remote(value) and not value.startswith("data:image/") else value


# What nh3 leaves of a cell's output, beside what it has in its own lists: nothing that styles the page.
CLEANER = nh3.Cleaner(
    tags=nh3.ALLOWED_TAGS | {"section", "tfoot"},
    attributes={
        **nh3.ALLOWED_ATTRIBUTES,
        "*": {"class", "id", "title", "lang", "dir", "role", "border", "width", "height", "align", "hidden"},
        "details": {"open"},
    },
    attribute_filter=_safe_value,
    generic_attribute_prefixes={"aria-"},
    url_schemes={"http", "https", "mailto", "tel", "data"},
    link_rel=None,
)


class CleanHtml(SphinxTransform):
    """Clean raw HTML of authors and of cell outputs. Nodes that extensions have created themselves have no line."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        """Clean cell outputs, remove other HTML that runs or loads, and pictures of other hosts, which the build would ask for them; warn of them."""
        for picture in [*self.document.findall(nodes.image)]:
            if is_remote(picture["uri"]) and not picture["uri"].startswith("data:"):
                words = (
                    f"the picture {picture['uri']} is not shown, as pages ask no other host; put its file into the book"
                )
                self._warn(words, picture.line or picture.parent.line or 0)
                picture.parent.remove(picture)
        parts = self.document.findall(nodes.container)
        outputs = [part for part in parts if part.get("nb_element") == "cell_code_output"]
        of_cells = {raw for output in outputs for raw in output.findall(nodes.raw)}
        for raw in [*self.document.findall(nodes.raw)]:
            if "html" in raw.get("format", "").split() and raw.line is not None:
                told = list(dict.fromkeys(_UNSAFE.findall(raw.astext())))
                if raw in of_cells:
                    raw[:] = [nodes.Text(CLEANER.clean(raw.astext()))]
                elif told:
                    raw.parent.remove(raw)
                if told:
                    words = f"HTML that runs, styles the page or stands on another host is not shown: {', '.join(told)}"
                    self._warn(f"{words}; take it out, or publish a picture, a chart or a table", raw.line)

    def _warn(self, words: str, line: int) -> None:
        warn(f"{words} [press.html]", (self.env.docname, line), "html")
