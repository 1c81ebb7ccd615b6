"""Words of the interface that packages take from the configuration, wherever the book has not set its own."""

from __future__ import annotations

from sphinx.config import Config

from press.language.catalogues import get_translation

# Configuration value, its English.
_VALUES = {
    "togglebutton_hint": "Click to show",
}
_NUMBERED = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s", "section": "Section %s"}
_NUMBERED_DOMAINS = {"figure": "press"}


def localise_config(config: Config) -> None:
    """Set all words that are configuration to the language of ``config``; what the book sets is kept."""
    for name, english in _VALUES.items():
        if name in config and _is_default(config, name):
            config[name] = get_translation(config.language)(english)
    config.numfig_format = {**numbered_names(config.language), **config.numfig_format}


def _is_default(config: Config, name: str) -> bool:
    """Whether nobody set the value; in a process with several runs a default may be in another language."""
    return bool(config[name] == config.values[name].default)


def numbered_names(language: str) -> dict[str, str]:
    """How figures, tables, listings and sections are called with their number, for ``numfig_format``."""
    return {
        kind: get_translation(language, domain=_NUMBERED_DOMAINS.get(kind, "sphinx"))(english)
        for kind, english in _NUMBERED.items()
    }
