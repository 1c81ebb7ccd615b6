"""Set up what press adds to each page of the site: theme, messages of scripts, downloads; without the scripts of other themes and of extensions."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from markupsafe import Markup
from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from press.builders.html.contents import setup_contents
from press.builders.html.languages import add_languages
from press.core.files import is_remote
from press.core.formats import WORKER
from press.core.resources import press_path
from press.edition.chapters import address, path_up
from press.edition.context import get_context

THEME_NAME = "press"
THEME_FOLDER = press_path("builders/html/theme")
# Their directives are for authors and stay; their listeners are removed, as the theme does their work, or as they link to other hosts.
_REPLACED_PACKAGES = ("sphinx_book_theme", "pydata_sphinx_theme", "sphinx_thebe", "sphinx_comments")
_LOGGER = logging.getLogger(__name__)
# Jupyter Book's names of options that are called otherwise here.
_OLD_NAMES = {"navbar_footer_text": "extra_footer"}
# After the extensions of a book have set their configuration.
_LATE = 700
# Scripts and styles of Sphinx and of a Jupyter Book's extensions that press replaces or pages do not need.
_REPLACED = {
    *("clipboard.min.js", "copybutton.css", "copybutton.js", "design-tabs.js", "doctools.js"),
    *("documentation_options.js", "exercise.css", "mystnb.css", "proof.css", "pygments.css"),
    *("scripts/sphinx-book-theme.js", "sphinx-design.min.css", "sphinx-thebe.css", "sphinx_highlight.js"),
    *("subfigure.css", "togglebutton.css", "togglebutton.js", "translations.js"),
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


def _choose_theme(app: Sphinx, config: Config) -> None:
    config.html_theme = THEME_NAME
    config.html_theme_options = known_options(config.html_theme_options)
    if config.html_permalinks_icon == "¶":  # as Sphinx has it
        config.html_permalinks_icon = "#"
    config.html_static_path = [*config.html_static_path, str(press_path("builders/html/static"))]
    config.templates_path = [path for path in config.templates_path if "sphinx_book_theme" not in str(path)]
    has_comments = "comments_config" in config and config.comments_config
    replaced = {name for name in _REPLACED_PACKAGES if not (has_comments and name == "sphinx_comments")}
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            package = str(getattr(listener.handler, "__module__", "")).split(".")[0]
            # MyST-NB has one for a style sheet that no page loads.
            if package in replaced or listener.handler is add_global_html_resources:
                listeners.remove(listener)


def known_options(options: dict[str, Any]) -> dict[str, Any]:
    """Return those of the ``options`` of a book that the theme has, renamed where needed; Jupyter Book sets others by itself."""
    known = tomllib.loads((THEME_FOLDER / "theme.toml").read_text(encoding="utf-8"))["options"]
    named = {_OLD_NAMES.get(name, name): value for name, value in options.items()}
    return {name: value for name, value in named.items() if name in known and value is not None}


def _remove_replaced(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    for kind in ("script_files", "css_files"):
        wanted = [file for file in context.get(kind, []) if is_wanted(file)]
        remote = [file.filename for file in wanted if is_remote(str(getattr(file, "filename", None) or ""))]
        context[kind] = [file for file in wanted if getattr(file, "filename", None) not in remote]
        for name in remote:
            message = f"an extension has this page load {name}, and pages ask no other host for anything; have it bring the file"
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


def setup_pages(app: Sphinx) -> None:
    """Register the theme and what extends its template context; remove the listeners of the themes it replaces."""
    app.add_html_theme(THEME_NAME, str(THEME_FOLDER))
    app.connect("config-inited", _choose_theme, priority=_LATE)
    app.connect("html-page-context", _describe_page)
    app.connect("html-page-context", add_languages)
    setup_contents(app)
    app.connect("html-page-context", _remove_replaced, priority=_LAST)


def _describe_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add the translation function, the messages of scripts, the downloads and the address of the service worker to the template context."""
    edition = get_context(app)
    to_site = path_up(address(pagename, edition.settings)) + "../"
    metatags = context.get("metatags", "")
    if app.config.press_siblings:  # a page of a whole site
        metatags += f'\n<meta name="press-worker" content="{to_site}{WORKER}">'
        context["press_start"] = f"{to_site}index.html"
    context["metatags"] = _VIEWPORT.sub("", metatags)
    context["press_translate"] = edition.translate
    words = {name: edition.translate(text) for name, text in _SCRIPT_WORDS.items()}
    context["press_shell_words"] = attribute_json(words)
    context["press_downloads"] = [
        {**download, "href": to_site + download["path"]} for download in app.config.press_downloads
    ]
