"""Set up the layout of each page: its controls, without the scripts of themes and extensions."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util import logging

from press.core.files import is_remote
from press.edition.context import get_context

_LOGGER = logging.getLogger(__name__)
# Scripts and styles of Sphinx and of a Jupyter Book's extensions that press replaces or pages do not need.
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
# Some file names contain a checksum.
_CHECKSUM = re.compile(r"\.[0-9a-f]{16,}(?=\.|$)")
# Messages of the scripts, by the key that they use.
_SCRIPT_WORDS = {
    "copy": "Copy the code",
    "copied": "Copied",
    "failed": "Could not be copied",
    "close": "Close",
    "faces": "Views of the chart",
}
# Beginnings of inline scripts that configure the scripts above.
_REPLACED_INLINE = ("let toggle", "var togglebutton", "DOCUMENTATION_OPTIONS.")
# Docutils writes a viewport element on each page, and so does the layout.
_VIEWPORT = re.compile(r"<meta name=\"viewport\"[^>]*>\s*")
# After every extension has added the files that the page loads.
_LAST = 950
# Characters with a meaning in HTML; the double quotes of JSON itself may stand in an attribute in single quotes.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>'"}


def setup_layout(app: Sphinx) -> None:
    """Connect the listeners that pass the messages of the scripts to the layout, and remove the files that it replaces."""
    app.connect("html-page-context", _describe_layout)
    app.connect("html-page-context", _remove_replaced, priority=_LAST)


def _describe_layout(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the messages of the scripts to the template context, and remove the second viewport element."""
    translate = get_context(app).translate
    context["press_shell_words"] = attribute_json({name: translate(text) for name, text in _SCRIPT_WORDS.items()})
    context["metatags"] = _VIEWPORT.sub("", context.get("metatags", ""))


def _remove_replaced(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    for kind in ("script_files", "css_files"):
        wanted = [file for file in context.get(kind, []) if is_wanted(file)]
        context[kind] = [file for file in wanted if not is_remote(str(getattr(file, "filename", None) or ""))]
        for file in wanted:
            if file not in context[kind]:
                message = f"an extension has this page load {file.filename}, and pages ask no other host for anything; have it bring the file"
                _LOGGER.warning(message, location=pagename, type="press", subtype="host")


def is_wanted(file: Any) -> bool:
    """Return whether pages load ``file``, a script or a style sheet of Sphinx's template context."""
    name = str(getattr(file, "filename", None) or "")
    if not name:
        return not str(getattr(file, "attributes", {}).get("body", "")).startswith(_REPLACED_INLINE)
    return _CHECKSUM.sub("", name.removeprefix("_static/")) not in _REPLACED


def attribute_json(data: Any) -> Markup:
    """Return ``data`` as JSON for an HTML attribute in single quotes, with ``&<>'`` as JSON escapes, which only strings can contain."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))
