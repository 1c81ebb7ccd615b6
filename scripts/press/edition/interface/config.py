"""Translate the interface messages that packages take from the configuration, unless the book has set them."""

from __future__ import annotations

from sphinx.config import Config

from press.language.catalogues import get_translation

# Configuration values with their English text.
_VALUES = {
    "togglebutton_hint": "Click to show",
}
_NUMBERED = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s", "section": "Section %s"}
_NUMBERED_DOMAINS = {"figure": "press"}


def localise_config(config: Config) -> None:
    """Set all messages of ``config`` in its language; values that the book has set are kept."""
    for name, english in _VALUES.items():
        if name in config and _is_default(config, name):
            config[name] = get_translation(config.language)(english)
    config.numfig_format = {**numbered_names(config.language), **config.numfig_format}


def _is_default(config: Config, name: str) -> bool:
    """Return whether the value is not set; in a process with several runs a default may be in another language."""
    return bool(config[name] == config.values[name].default)


def numbered_names(language: str) -> dict[str, str]:
    """Return ``numfig_format`` in ``language``: the labels of numbered figures, tables, listings and sections."""
    return {
        kind: get_translation(language, domain=_NUMBERED_DOMAINS.get(kind, "sphinx"))(english)
        for kind, english in _NUMBERED.items()
    }
