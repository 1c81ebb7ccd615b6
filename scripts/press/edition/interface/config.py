"""Words of the interface that packages take from the configuration, wherever the book has not set its own."""

from __future__ import annotations

from typing import Any

from sphinx.config import Config

from press.language.catalogues import words

# Configuration value, its English.
_VALUES = {
    "togglebutton_hint": "Click to show",
    "togglebutton_hint_hide": "Click to hide",
}
_DOMAINS = {"togglebutton_hint": "togglebutton", "togglebutton_hint_hide": "togglebutton"}
_NUMBERED = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s", "section": "Section %s"}
_NUMBERED_DOMAINS = {"figure": "press"}
_THEMES = ("sphinx_book_theme", "pydata_sphinx_theme")
# Theme option, its English.
_THEME_OPTIONS = {
    "search_bar_text": "Search this book...",
    "icon_links_label": "Icon Links",
    "header_dropdown_text": "More",
}


def localise_config(config: Config) -> None:
    """Set all words that are configuration to the language of ``config``; what the book sets is kept."""
    for name, english in _VALUES.items():
        if name in config and _is_default(config, name):
            config[name] = words(config.language, domain=_DOMAINS.get(name, "press"))(english)
    config.numfig_format = {**numbered_names(config.language), **config.numfig_format}
    if config.html_theme in _THEMES:
        config.html_theme_options = localised_theme(config.html_theme_options, config.language)


def _is_default(config: Config, name: str) -> bool:
    """Whether nobody set the value; in a process with several runs a default may be in another language."""
    return bool(config[name] == config.values[name].default)


def numbered_names(language: str) -> dict[str, str]:
    """How figures, tables, listings and sections are called with their number, for ``numfig_format``."""
    return {
        kind: words(language, domain=_NUMBERED_DOMAINS.get(kind, "sphinx"))(english)
        for kind, english in _NUMBERED.items()
    }


def localised_theme(options: dict[str, Any], language: str) -> dict[str, Any]:
    """Theme options with our words; one that Jupyter Book has set in English counts as not set."""
    word = words(language)
    ours = {name: word(english) for name, english in _THEME_OPTIONS.items()}
    set_by_book = {name: value for name, value in options.items() if name not in ours or value != _THEME_OPTIONS[name]}
    return {**ours, **set_by_book}
