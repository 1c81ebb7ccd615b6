"""What press adds to each page of the site: the way to the other languages, the downloads, its own style."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.config import Config

from press.builders.html.alternates import setup_alternates
from press.builders.html.contents import CONTENTS, setup_contents
from press.builders.html.languages import SWITCHER, setup_switcher
from press.core.outputs import WORKER
from press.core.resources import press_path
from press.edition.chapters import address
from press.edition.context import press_of

SIDEBAR_HEAD = "press-sidebar-head.html"
DOWNLOADS = "press-downloads.html"


def setup_pages(app: Sphinx) -> None:
    """Register templates, styles and what the templates need to know."""
    app.connect("config-inited", _add_parts)
    app.connect("config-inited", _remove_unused)
    app.connect("builder-inited", _place_notebook_styles)
    app.connect("html-page-context", _describe_page)
    setup_switcher(app)
    setup_alternates(app)
    setup_contents(app)


# Jupyter Book loads these for every book. They put the addresses of other hosts into each page, used or not.
_REMOTE = ("sphinx_thebe", "sphinx_comments")


def _remove_unused(app: Sphinx, config: Config) -> None:
    """Take out the extensions that would name other hosts, unless the book has set them up."""
    wanted = {"sphinx_comments"} if "comments_config" in config and config.comments_config else set()
    if (config.html_theme_options.get("launch_buttons") or {}).get("thebe"):
        wanted.add("sphinx_thebe")
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            package = str(getattr(listener.handler, "__module__", "")).split(".")[0]
            if package in _REMOTE and package not in wanted:
                listeners.remove(listener)
    if "sphinx_thebe" not in wanted:
        styles = app.registry.css_files
        styles[:] = [entry for entry in styles if entry[0] != "sphinx-thebe.css"]


def _add_parts(app: Sphinx, config: Config) -> None:
    config.templates_path = [*config.templates_path, str(press_path("builders/html/templates"))]
    config.html_static_path = [*config.html_static_path, str(press_path("builders/html/static"))]
    options = dict(config.html_theme_options)
    options.setdefault("article_header_end", [SWITCHER, "press-header-buttons.html"])
    # pydata-sphinx-theme adds a second search field at the head of the page unless told not to.
    options.setdefault("navbar_persistent", [])
    config.html_theme_options = options
    config.html_sidebars = {"**": [SIDEBAR_HEAD, CONTENTS, DOWNLOADS], **config.html_sidebars}
    config.html_context = {"default_mode": "auto", **config.html_context}


def _place_notebook_styles(app: Sphinx) -> None:
    """Have MyST-NB's style sheet in place before the first page: it is copied last, and pages link to it by checksum."""
    if "myst_nb" in app.extensions and app.builder.format == "html":
        Path(app.outdir, "_static").mkdir(parents=True, exist_ok=True)
        add_global_html_resources(app, None)


def _describe_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give the templates their words and the downloads."""
    press = press_of(app)
    depth = address(pagename, press.settings).count("/") + 1
    if app.config.press_siblings:  # a page of a whole site
        worker = f'<meta name="press-worker" content="{"../" * depth}{WORKER}" />'
        context["metatags"] = f"{context.get('metatags', '')}\n{worker}"
        context["press_start"] = f"{'../' * depth}index.html"
    context["press_word"] = press.word
    context["press_downloads"] = [
        {**download, "href": "../" * depth + download["path"]} for download in app.config.press_downloads
    ]
