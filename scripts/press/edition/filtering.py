"""Keep HTML that runs or loads from another host out of every format.

Pictures in SVG are files of their own, which pages show in ``img``: scripts do not run in them, and nothing is loaded for them.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import lxml.html
import nh3
from docutils import nodes
from sphinx.transforms import SphinxTransform

from press.core.files import is_remote
from press.edition.context import get_context, warn

# An element, or an attribute with the beginning of its value.
_NAMED = re.compile(r"(<[a-z][^\s/>]*|(?<=[\s\"'/])[a-z][\w:-]*(?=\s*=))(?:\s*=\s*[\"']?[^\s\"'>]*)?", re.IGNORECASE)
# How pandas and others style what they print, which is dropped without a word.
_STYLES = re.compile(r"<style scoped>|\bstyle=")
# What of HTML cannot be seen; these elements can.
_UNSEEN = re.compile(r"<(?!(?:img|audio|source|video)\s[^>]*\bsrc)[^>]*>|&nbsp;|\s", re.IGNORECASE)
# What scripts draw in or beside; MyST-NB writes a widget as a script of that type.
_DRAWN = re.compile(r"<(?:div|iframe|canvas|object|embed)\b|widget-view\+json", re.IGNORECASE)
# An address of memory in the text of an object, which differs in each run; a text that says nothing of its object.
_ADDRESS = re.compile(r"(<[^<>\n]+) at 0x[0-9a-f]+(?=[^<>\n]*>)", re.IGNORECASE)
_MERE_NAME = re.compile(r"<[^<>\n]*>|[\w.]+\(\.\.\.\)")
_NUMBER = re.compile(r"[-+\u2212]?\d[\d.,\s]*(?:e[-+]?\d+)?\s?%?|NaN")
_SPAN = re.compile(r"[2-9]|[1-9][0-9]{1,2}")
# What MyST writes for [ ] and [x] in lists of tasks.
_BOX = re.compile(r'<input class="task-list-item-checkbox" (checked="checked" )?[^>]*>')
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


def nodes_of(html: str) -> list[nodes.Element]:
    """Return the only table of ``html``, such as that of a data frame, and its paragraphs as nodes; nothing where there are more tables or none."""
    whole = lxml.html.fragment_fromstring(html, create_parent="div")
    if len(tables := whole.findall(".//table")) != 1 or not (rows := tables[0].xpath(".//tr[*]")):
        return []
    head, body, made = nodes.thead(), nodes.tbody(), [[*map(_entry, row.findall("*"))] for row in rows]
    for row, entries in zip(rows, made, strict=True):
        (head if row.getparent().tag == "thead" else body).append(nodes.row("", *entries))
        # What stands over numbers ends where they do.
        for entry, below in zip(entries, made[-1], strict=False):
            if len(entries) == len(made[-1]) and _NUMBER.fullmatch(below.astext()):
                entry["classes"].append("text-right")
    width = sum(1 + entry.get("morecols", 0) for entry in made[0])
    columns, said = [nodes.colspec(colwidth=1) for _ in range(width)], [*map(_text, whole.xpath(".//p|.//caption"))]
    return [nodes.table("", nodes.tgroup("", *columns, *([head] if len(head) else []), body, cols=width)), *said]


def _entry(cell: Any) -> nodes.entry:
    spans = (("morecols", cell.get("colspan", "")), ("morerows", cell.get("rowspan", "")))
    return nodes.entry("", _text(cell), **{more: int(span) - 1 for more, span in spans if _SPAN.fullmatch(span)})


def _text(element: Any) -> nodes.paragraph:
    text = " ".join(element.text_content().split())
    return nodes.paragraph(text, text)


def _has_picture(bundle: Any) -> bool:
    return any(kind["mime_type"].startswith("image/") for kind in bundle.children)


class CleanHtml(SphinxTransform):
    """Clean raw HTML of authors and of cell outputs, and say where an output cannot be shown.

    Nodes that extensions have created themselves have no line.
    """

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        """Clean HTML, and put words for pictures of other hosts, which the build would ask for them; warn of what is not shown."""
        for picture in [*self.document.findall(nodes.image)]:
            if is_remote(picture["uri"]) and not picture["uri"].startswith("data:"):
                fault = (
                    f"the picture {picture['uri']} is not shown, as pages ask no other host; put its file into the book"
                )
                self._warn(fault, picture.line or picture.parent.line)
                # A link has to have words; a figure, something that it is of.
                alt, is_linked = picture.get("alt", ""), isinstance(picture.parent, nodes.reference)
                lost = picture.parent if is_linked and not alt else picture
                said: nodes.Element = nodes.inline("", alt)
                lost.replace_self(said if isinstance(lost.parent, nodes.TextElement) else nodes.paragraph("", "", said))
        for raw in [*self.document.findall(nodes.raw)]:
            if box := _BOX.fullmatch(raw.astext()):
                # A sign is shown in every format.
                raw.replace_self(nodes.Text("☑" if box[1] else "☐"))
        parts: list[Any] = [*self.document.findall(nodes.container)]
        outputs = [part for part in parts if part.get("nb_element") == "cell_code_output"]
        bundles = [part for part in parts if part.get("nb_element") == "mime_bundle"]
        of_cells = {raw for output in outputs for raw in output.findall(nodes.raw)}
        drawn = {raw for raw in of_cells if _DRAWN.search(raw.astext())}
        pictured = {raw for bundle in bundles if _has_picture(bundle) for raw in bundle.findall(nodes.raw)}
        raws = [
            raw for raw in self.document.findall(nodes.raw) if raw.line is not None and "html" in raw.get("format", "")
        ]
        by_authors = [raw for raw in raws if raw not in of_cells]
        cleaned = dict(zip(by_authors, cleaned_html([raw.astext() for raw in by_authors]), strict=True))
        for raw in raws:
            html, text = raw.astext(), cleaned.get(raw) or CLEANER.clean(raw.astext())
            raw[:] = [nodes.Text(text)]
            lost = removed(html if raw in cleaned else _STYLES.sub("", html), text)
            if lost and (raw not in pictured or _UNSEEN.sub("", text)):
                words = f"HTML that may run, load or style is not shown: {', '.join(lost)}"
                self._warn(f"{words}; take it out, or publish a picture, a chart or a table", raw.line)
        for block in (block for output in outputs for block in output.findall(nodes.literal_block)):
            text = _ADDRESS.sub(r"\1", block.astext())
            # Sphinx colours a block whose source is its text.
            block.rawsource, block[:] = text, [nodes.Text(text)]
        for bundle in bundles:
            self._say_what_is_not_shown(bundle, drawn)

    def _say_what_is_not_shown(self, bundle: nodes.Element, drawn: set[nodes.raw]) -> None:
        """Remove HTML that shows nothing, and say so in its place, unless there is a picture or no script would have ``drawn``.

        In print a table is one; say so there of any other HTML.
        """
        html = [kind for kind in bundle.children if isinstance(kind.children[0], nodes.raw)]
        seen = [kind for kind in html if _UNSEEN.sub("", kind.astext())]
        others = [kind for kind in bundle.children if kind not in html]
        if html and not _has_picture(bundle):
            others = [kind for kind in others if seen and not _MERE_NAME.fullmatch(kind.astext())]
            if set_in_print := [node for kind in seen for node in nodes_of(kind.astext())]:
                others = [nodes.container("", *set_in_print, mime_type="text/plain")]
            words = "[This output is interactive, and cannot be shown here.]"
            words = get_context(self.app).translate("[This output is shown on its page alone.]" if seen else words)
            if not others and (seen or any(drawn.intersection(kind.children) for kind in html)):
                others = [nodes.container("", nodes.paragraph(words, words), mime_type="text/plain")]
        bundle[:] = [*seen, *others]

    def _warn(self, words: str, line: int | None) -> None:
        warn(f"{words} [press.html]", (self.env.docname, line or 0), "html")
