"""Set the theme of press for the pages of the site, whatever theme the book's configuration names."""

from __future__ import annotations

import tomllib
from typing import Any

from myst_nb.sphinx_ext import add_global_html_resources
from sphinx.application import Sphinx
from sphinx.config import Config

from press.core.resources import press_path

THEME_NAME = "press"
THEME_FOLDER = press_path("builders/html/theme")
# Their directives are for authors and stay; their listeners are removed, as the theme does their work, or as they link to other hosts.
_REPLACED = ("sphinx_book_theme", "pydata_sphinx_theme", "sphinx_thebe", "sphinx_comments")
# Jupyter Book's names of options that are called otherwise here.
_OLD_NAMES = {"navbar_footer_text": "extra_footer"}
# After the extensions of a book have set their configuration.
_LATE = 700


def setup_theme(app: Sphinx) -> None:
    """Register the theme, and remove the listeners of the themes it replaces."""
    app.add_html_theme(THEME_NAME, str(THEME_FOLDER))
    app.connect("config-inited", _choose_theme, priority=_LATE)


def _choose_theme(app: Sphinx, config: Config) -> None:
    config.html_theme = THEME_NAME
    config.html_theme_options = known_options(config.html_theme_options)
    if config.html_permalinks_icon == "¶":  # as Sphinx has it
        config.html_permalinks_icon = "#"
    config.html_static_path = [*config.html_static_path, str(press_path("builders/html/static"))]
    config.templates_path = [path for path in config.templates_path if "sphinx_book_theme" not in str(path)]
    has_comments = "comments_config" in config and config.comments_config
    replaced = {name for name in _REPLACED if not (has_comments and name == "sphinx_comments")}
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
