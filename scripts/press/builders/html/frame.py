"""Set the frame of each page: what the reader operates besides the text, without the scripts of themes and extensions."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.config import Config

from press.edition.context import press_of

# Scripts of Sphinx, the themes and the extensions of a Jupyter Book whose work the frame does itself or the page does not need.
_REPLACED = {
    "clipboard.min.js",
    "copybutton.js",
    "design-tabs.js",
    "doctools.js",
    "documentation_options.js",
    "scripts/sphinx-book-theme.js",
    "sphinx_highlight.js",
    "togglebutton.js",
    "translations.js",
}
# Sphinx's own search page is the one page that is made by these.
_FOR_SEARCH = {"doctools.js", "documentation_options.js", "sphinx_highlight.js", "translations.js"}
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
# Theme option, what takes the place of the theme's: templates of ours, and addresses as they are.
_PLACES = {
    "article_header_start": ["press-contents-button.html"],
    "secondary_sidebar_items": ["press-outline.html"],
    "primary_sidebar_end": [],
    "shorten_urls": False,
}
# Docutils names the viewport on each page, and so does the frame of Sphinx.
_VIEWPORT = re.compile(r"<meta name=\"viewport\"[^>]*>\s*")
# After every extension has had its say about the scripts of the page.
_LAST = 950
# What ends the attribute, or is the beginning of something else in HTML; quotation marks of JSON itself may stand.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>'"}


def setup_shell(app: Sphinx) -> None:
    """Register the frame and take out the scripts that it replaces."""
    app.connect("config-inited", _fill_places)
    app.connect("html-page-context", _describe_shell)
    app.connect("html-page-context", _remove_scripts, priority=_LAST)


def _fill_places(app: Sphinx, config: Config) -> None:
    config.html_theme_options = {**_PLACES, **config.html_theme_options}


def _describe_shell(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates the words of the scripts; a viewport is named once."""
    word = press_of(app).word
    said = {name: word(english) for name, english in _SCRIPT_WORDS.items()}
    context["press_shell_words"] = attribute_json(said)
    context["metatags"] = _VIEWPORT.sub("", context.get("metatags", ""))


def _remove_scripts(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    kept = _FOR_SEARCH if pagename == "search" else set()
    context["script_files"] = [script for script in context.get("script_files", []) if is_wanted(script, kept)]


def is_wanted(script: Any, kept: set[str]) -> bool:
    """Whether a page should load ``script``, given the names ``kept`` although the frame replaces them."""
    name = str(getattr(script, "filename", None) or "")
    if not name:
        body = str(getattr(script, "attributes", {}).get("body", ""))
        return not body.startswith(_SPOKEN) or bool(kept)
    return name.removeprefix("_static/") not in _REPLACED - kept


def attribute_json(data: Any) -> Markup:
    """``data`` as JSON for an attribute in single quotes. Only words can contain what is escaped, and there JSON allows it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))
