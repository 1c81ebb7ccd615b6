"""Keep HTML that runs or loads from another host out of every format.

Pictures in SVG are files of their own, which pages show in ``img``: scripts do not run in them, and nothing is loaded for them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import nh3
from docutils import nodes
from sphinx.transforms import SphinxTransform

from press.core.files import is_remote
from press.edition.context import warn

# An element, or an attribute with the beginning of its value.
_NAMED = re.compile(r"(<[a-z][^\s/>]*|(?<=[\s\"'/])[a-z][\w:-]*(?=\s*=))(?:\s*=\s*[\"']?[^\s\"'>]*)?", re.IGNORECASE)
# How pandas and others style what they print, which is dropped without a word.
_STYLES = re.compile(r"<style scoped>|\bstyle=")
# Between pieces of HTML, of which one may open an element and the next one close it.
_SEAM = "<!-- seam -->"


def _safe_value(tag: str, name: str, value: str) -> str | None:
    """Return the value of an attribute, unless it has a page ask another host, or leads to a page that is in the address itself."""
    if name in ("href", "style"):
        return None if re.search(r"^data:" if name == "href" else r"url|image|src|\\", value, re.IGNORECASE) else value
    addresses = re.split(r"[\s,]+", value.replace("\\", "/")) if name in ("src", "srcset", "poster") else ()
    asks = any(is_remote(address) and not value.startswith("data:image/") for address in addresses)
    return None if asks else value


_RULES: dict[str, Any] = {
    "tags": nh3.ALLOWED_TAGS | {"audio", "font", "picture", "section", "source", "tfoot", "track", "video"},
    "attribute_filter": _safe_value,
    "url_schemes": {"http", "https", "mailto", "tel", "data"},
    "generic_attribute_prefixes": {"aria-", "data-"},
    "link_rel": None,
}
_ANYWHERE = """class id name title lang dir role hidden open type start border width height align valign bgcolor color size rel target
    src srcset sizes media poster controls loop muted preload kind label srclang loading datetime markdown"""
# Nothing of a cell's output styles the page.
CLEANER = nh3.Cleaner(**_RULES, attributes={**nh3.ALLOWED_ATTRIBUTES, "*": {*_ANYWHERE.split()}})
_STYLED = {**nh3.ALLOWED_ATTRIBUTES, "*": {*_ANYWHERE.split(), "style"}}
_OF_AUTHORS = nh3.Cleaner(**_RULES, attributes=_STYLED, strip_comments=False)


def cleaned_html(pieces: list[str]) -> list[str]:
    """Return the pieces of a chapter's HTML as nh3 leaves them, read as one text, in which elements may go over several."""
    cleaned = _OF_AUTHORS.clean(_SEAM.join(pieces)).split(_SEAM)
    # What is not closed, such as a comment, may swallow all that follows.
    return cleaned if len(cleaned) == len(pieces) else [_OF_AUTHORS.clean(piece) for piece in pieces]


def removed(html: str, cleaned: str) -> list[str]:
    """Return the elements and attributes of ``html`` that ``cleaned`` lacks."""
    before, after = ([*_NAMED.finditer(text)] for text in (html, cleaned))
    lost = Counter(match[1].lower() for match in before) - Counter(match[1].lower() for match in after)
    parts = dict.fromkeys(match[0] for match in before if match[1].lower() in lost)
    return [part for part in parts if part.startswith("<") or part.replace("'", '"') not in cleaned]


class CleanHtml(SphinxTransform):
    """Clean raw HTML of authors and of cell outputs. Nodes that extensions have created themselves have no line."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        """Clean HTML, and remove pictures of other hosts, which the build would ask for them; warn of what is not shown."""
        for picture in [*self.document.findall(nodes.image)]:
            if is_remote(picture["uri"]) and not picture["uri"].startswith("data:"):
                words = f"the picture {picture['uri']} is not shown, as pages ask no other host"
                self._warn(f"{words}; put its file into the book", picture.line or picture.parent.line)
                picture.parent.remove(picture)
        parts = self.document.findall(nodes.container)
        outputs = [part for part in parts if part.get("nb_element") == "cell_code_output"]
        of_cells = {raw for output in outputs for raw in output.findall(nodes.raw)}
        raws = [
            raw for raw in self.document.findall(nodes.raw) if raw.line is not None and "html" in raw.get("format", "")
        ]
        by_authors = [raw for raw in raws if raw not in of_cells]
        cleaned = dict(zip(by_authors, cleaned_html([raw.astext() for raw in by_authors]), strict=True))
        for raw in raws:
            html, text = raw.astext(), cleaned.get(raw) or CLEANER.clean(raw.astext())
            raw[:] = [nodes.Text(text)]
            if lost := removed(html if raw in cleaned else _STYLES.sub("", html), text):
                words = f"HTML that may run, load or style is not shown: {', '.join(lost)}"
                self._warn(f"{words}; take it out, or publish a picture, a chart or a table", raw.line)

    def _warn(self, words: str, line: int | None) -> None:
        warn(f"{words} [press.html]", (self.env.docname, line or 0), "html")
