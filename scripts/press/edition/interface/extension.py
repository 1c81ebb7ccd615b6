"""Localise the interface of an edition: everything on a page that is not the book's own text.

Sphinx, docutils and the extensions of a Jupyter Book keep their messages in different places: gettext
catalogues, language modules, configuration values, or English in the code. Each is handled in its own way here.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from press.edition.interface.catalogues import compiled_folder, install_catalogues, translate_tables
from press.edition.interface.cells import setup_cells
from press.edition.interface.docutils_labels import register_labels
from press.language.catalogues import catalogue_words, get_translation

# sphinx-togglebutton copies its hints into scripts at 500.
_BEFORE_EXTENSIONS = 300
# A configuration value of sphinx-togglebutton, and its English text.
_HINT, _HINT_TEXT = "togglebutton_hint", "Click to show"
# ``numfig_format`` in English.
_NUMBERED = {"figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s", "section": "Section %s"}
_NUMBERED_DOMAINS = {"figure": "press"}


def setup_interface(app: Sphinx) -> None:
    """Set the language of the interface to ``app.config.language``; in English the packages' own messages remain."""
    install_catalogues(app)
    translate_tables()
    register_labels(app.config.language)
    app.connect("config-inited", _configure, priority=_BEFORE_EXTENSIONS)
    setup_cells(app)


def _configure(app: Sphinx, config: Config) -> None:
    _localise_messages(config)
    if catalogue_words(config.language, "press"):
        config.locale_dirs = [*config.locale_dirs, str(compiled_folder(app))]


def _localise_messages(config: Config) -> None:
    """Set all messages of ``config`` in its language; values that the book has set are kept."""
    if _HINT in config and config[_HINT] == config.values[_HINT].default:
        config[_HINT] = get_translation(config.language)(_HINT_TEXT)
    config.numfig_format = {**numbered_names(config.language), **config.numfig_format}


def numbered_names(language: str) -> dict[str, str]:
    """Return ``numfig_format`` in ``language``: the labels of numbered figures, tables, listings and sections."""
    return {
        kind: get_translation(language, domain=_NUMBERED_DOMAINS.get(kind, "sphinx"))(english)
        for kind, english in _NUMBERED.items()
    }
