"""Set the frame of each page: what the reader operates besides the text, without the scripts of themes and extensions."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from press.edition.context import get_context

# Scripts and styles of Sphinx and the extensions of a Jupyter Book whose work the frame does itself or the page does not need.
_REPLACED = {
    "clipboard.min.js",
    "copybutton.css",
    "copybutton.js",
    "design-tabs.js",
    "doctools.js",
    "documentation_options.js",
    "exercise.css",
    "mystnb.css",
    "proof.css",
    "pygments.css",
    "scripts/sphinx-book-theme.js",
    "sphinx-design.min.css",
    "sphinx-thebe.css",
    "sphinx_highlight.js",
    "subfigure.css",
    "togglebutton.css",
    "togglebutton.js",
    "translations.js",
}
# Some names have a checksum in them.
_CHECKSUM = re.compile(r"\.[0-9a-f]{16,}(?=\.|$)")
# What the scripts say, by the name under which they ask for it.
_SCRIPT_WORDS = {
    "copy": "Copy the code",
    "copied": "Copied",
    "failed": "Could not be copied",
    "close": "Close",
    "faces": "Views of the chart",
    "notLive": "The live chart could not be loaded.",
}
# Beginnings of the inline scripts that speak to the scripts above.
_SPOKEN = ("let toggle", "var togglebutton", "DOCUMENTATION_OPTIONS.")
# Docutils names the viewport on each page, and so does the frame of Sphinx.
_VIEWPORT = re.compile(r"<meta name=\"viewport\"[^>]*>\s*")
# After every extension has had its say about what the page loads.
_LAST = 950
# What ends the attribute, or is the beginning of something else in HTML; quotation marks of JSON itself may stand.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>'"}


def setup_layout(app: Sphinx) -> None:
    """Register what the frame says, and take out what it replaces."""
    app.connect("html-page-context", _describe_layout)
    app.connect("html-page-context", _remove_replaced, priority=_LAST)


def _describe_layout(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates the words of the scripts; a viewport is named once."""
    translate = get_context(app).translate
    said = {name: translate(english) for name, english in _SCRIPT_WORDS.items()}
    context["press_shell_words"] = attribute_json(said)
    context["metatags"] = _VIEWPORT.sub("", context.get("metatags", ""))


def _remove_replaced(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    for kind in ("script_files", "css_files"):
        context[kind] = [file for file in context.get(kind, []) if is_wanted(file)]


def is_wanted(file: Any) -> bool:
    """Whether a page should load ``file``, a script or a style sheet."""
    name = str(getattr(file, "filename", None) or "")
    if not name:
        return not str(getattr(file, "attributes", {}).get("body", "")).startswith(_SPOKEN)
    return _CHECKSUM.sub("", name.removeprefix("_static/")) not in _REPLACED


def attribute_json(data: Any) -> Markup:
    """``data`` as JSON for an attribute in single quotes. Only words can contain what is escaped, and there JSON allows it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))
