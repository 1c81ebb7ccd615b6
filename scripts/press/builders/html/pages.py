"""Set up the theme, and add to each page of the site all that press has on it, in a fixed order."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.config import Config

from press.builders.html.assets import add_assets
from press.builders.html.cite_panel import add_citing
from press.builders.html.contents import SplitCaptions, open_page
from press.builders.html.head import add_head
from press.builders.html.html_builder import THEME_NAME, EditionHTMLBuilder
from press.core.files import is_remote
from press.core.formats import WORKER
from press.core.reading import line_in, load_yaml
from press.core.resources import press_path
from press.core.settings import CONFIG
from press.directives.link_nodes import way_up
from press.edition.context import get_context, warn
from press.edition.jupyter_book import dropped_settings
from press.language.scripts import script_of

THEME_FOLDER = press_path("builders/html/theme")
# Their directives are for authors and stay; their listeners are removed, as the theme does their work, or as they link to other hosts.
_REPLACED_PACKAGES = ("sphinx_book_theme", "pydata_sphinx_theme", "sphinx_thebe")
# After the extensions of a book have set their configuration.
_LATE = 700
# Scripts and styles of Sphinx and of a Jupyter Book's extensions that press replaces or pages do not need.
_REPLACED = {
    *("clipboard.min.js", "copybutton.css", "copybutton.js", "design-tabs.js", "doctools.js"),
    *("documentation_options.js", "exercise.css", "mystnb.css", "proof.css", "pygments.css"),
    *("scripts/sphinx-book-theme.js", "sphinx-design.min.css", "sphinx-thebe.css", "sphinx_highlight.js"),
    *("subfigure.css", "togglebutton.css", "togglebutton.js", "translations.js"),
}
# Style sheets that packages name and, as their listeners are removed, do not bring.
_MISSING = ("mystnb.", "sphinx-thebe.")
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
# After every extension has added what it has on the page.
_LAST = 1000
# Characters with a meaning in HTML; an attribute in single quotes may have the double quotes of JSON.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>'"}


def _choose_theme(app: Sphinx, config: Config) -> None:
    # For other builders than those of press's own pages.
    config.html_theme = "basic"
    # Jupyter Book sets options of another theme, and has one by another name.
    known = tomllib.loads((THEME_FOLDER / "theme.toml").read_text(encoding="utf-8"))["options"]
    options = {
        name.replace("navbar_footer_text", "extra_footer"): value for name, value in config.html_theme_options.items()
    }
    config.press_theme_options = {name: value for name, value in options.items() if name in known and value is not None}
    config.html_theme_options = {}
    if config.html_permalinks_icon == "¶":  # as Sphinx has it
        config.html_permalinks_icon = "#"
    config.html_static_path = [*config.html_static_path, str(press_path("builders/html/static"))]
    config.templates_path = [path for path in config.templates_path if "sphinx_book_theme" not in str(path)]
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            package = str(getattr(listener.handler, "__module__", "")).split(".")[0]
            # MyST-NB has one for a style sheet that no page loads.
            if package in _REPLACED_PACKAGES or listener.handler is add_global_html_resources:
                listeners.remove(listener)


def _tell_dropped(app: Sphinx) -> None:
    """Tell of settings that do nothing, in one of the languages and formats."""
    file, context = Path(app.srcdir, CONFIG), get_context(app)
    is_first = context.language == context.settings.languages[0] and not context.run.is_as_read
    if is_first and file.is_file():
        for keys, told in dropped_settings(load_yaml(file), load_yaml(press_path("edition/dropped.yml"))):
            warn(told, f"{file}:{line_in(file, keys) or 1}", "dropped")


def _leave_out_replaced(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> None:
    for kind in ("script_files", "css_files"):
        files, context[kind] = context.get(kind, []), []
        for file in filter(is_wanted, files):
            if is_remote(name := str(getattr(file, "filename", None) or "")):
                message = f"a setting or an extension would have this page load {name}, and pages ask no other host; put the file into html_static_path"
                warn(message, pagename, "host")
            else:
                context[kind].append(file)


def is_wanted(file: Any) -> bool:
    """Return whether pages load ``file``, a script or a style sheet of Sphinx's template context."""
    name = str(getattr(file, "filename", None) or "")
    if not name:
        return not str(getattr(file, "attributes", {}).get("body", "")).startswith(_REPLACED_INLINE)
    return _CHECKSUM.sub("", name.removeprefix("_static/")) not in _REPLACED


def setup_pages(app: Sphinx) -> None:
    """Register the theme and what extends its template context; remove the listeners of the themes it replaces."""
    app.add_html_theme(THEME_NAME, str(THEME_FOLDER))
    app.connect("config-inited", _choose_theme, priority=_LATE)
    # Once warnings are gathered (999).
    app.connect("builder-inited", _tell_dropped, priority=_LAST)
    app.add_post_transform(SplitCaptions)
    app.connect("html-page-context", _complete_page, priority=_LAST)


def _complete_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add to the template context of a page what press has on it.

    The order matters: the opening of a page shows what was added before, and its policy allows all that is
    there.

    Pages with another theme, such as those of help systems, stay as they are.
    """
    if not isinstance(app.builder, EditionHTMLBuilder):
        sheets = context.get("css_files", [])
        sheets[:] = [sheet for sheet in sheets if not str(sheet.filename).removeprefix("_static/").startswith(_MISSING)]
        return
    parts = (_add_words, add_head, add_citing, open_page, _leave_out_replaced, add_assets)
    for part in parts:
        part(app, pagename, context, doctree)


def _add_words(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> None:
    """Add translation, messages of scripts, downloads and the address of the service worker to the template context."""
    edition = get_context(app)
    to_site = way_up(app.builder, pagename) + "../"
    metatags = context.get("metatags", "")
    if app.config.press_siblings:  # a page of a whole site
        metatags += f'\n<meta name="press-worker" content="{to_site}{WORKER}">'
        context["press_start"] = f"{to_site}index.html"
    context["metatags"] = _VIEWPORT.sub("", metatags)
    context["press_translate"] = edition.translate
    context["press_script_name"] = script_of(edition.language).lower()
    messages = {name: edition.translate(text) for name, text in _SCRIPT_WORDS.items()}
    context["press_shell_words"] = json.dumps(messages, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
    context["press_downloads"] = [
        {**download, "href": to_site + download["path"]} for download in app.config.press_downloads
    ]
