"""Localise the interface of an edition: everything on a page that is not the book's own text.

Sphinx, docutils and the extensions of a Jupyter Book keep their messages in different places: gettext
catalogues, language modules, configuration values, or English in the code. Each is handled in its own way here.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config

from press.edition.interface.catalogues import compiled_folder, install_catalogues, translate_tables
from press.edition.interface.cells import setup_cells
from press.edition.interface.config import localise_config
from press.edition.interface.docutils_labels import register_labels
from press.language.catalogues import catalogue_words

# sphinx-togglebutton copies its hints into scripts at 500.
_BEFORE_EXTENSIONS = 300


def setup_interface(app: Sphinx) -> None:
    """Set the language of the interface to ``app.config.language``; in English the packages' own messages remain."""
    install_catalogues(app)
    translate_tables()
    register_labels(app.config.language)
    app.connect("config-inited", _configure, priority=_BEFORE_EXTENSIONS)
    setup_cells(app)


def _configure(app: Sphinx, config: Config) -> None:
    localise_config(config)
    if not catalogue_words(config.language, "press"):
        return
    config.locale_dirs = [*config.locale_dirs, str(compiled_folder(app))]
