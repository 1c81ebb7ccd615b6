"""The interface of an edition in its own language: everything on a page that is not the book's own text.

Sphinx, docutils, the themes and the extensions of a Jupyter Book each keep their words somewhere else: in
gettext catalogues, in language modules, in configuration values, or in English in the code. Each is served in
its own way here.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.writers.html5 import HTML5Translator

from press.edition.interface.catalogues import compiled_folder, install_catalogues, translate_tables
from press.edition.interface.config import PROMPT_PARTS, localise_config
from press.edition.interface.docutils_labels import register_labels
from press.edition.interface.templates import translate_templates
from press.language.catalogues import catalogue_words, words

# sphinx-togglebutton copies its hints into scripts at 500.
_BEFORE_EXTENSIONS = 300


def setup_interface(app: Sphinx) -> None:
    """Turn the interface to ``app.config.language``; English stays what the packages say."""
    install_catalogues(app)
    translate_tables()
    register_labels(app.config.language)
    app.connect("config-inited", _configure, priority=_BEFORE_EXTENSIONS)
    app.connect("builder-inited", translate_templates)
    app.connect("builder-inited", _name_hidden_cells)


def _configure(app: Sphinx, config: Config) -> None:
    localise_config(config)
    if not catalogue_words(config.language, "press"):
        return
    config.locale_dirs = [*config.locale_dirs, str(compiled_folder(app))]


def _name_hidden_cells(app: Sphinx) -> None:
    """Have MyST-NB's folded cells called by the words that are seen on them, in our language.

    MyST-NB gives each of them the same other name for screen readers, paragraphs where HTML allows none, and takes
    the sentence from configuration, but not all of it.
    """
    if "myst_nb" not in app.extensions:
        return
    from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput  # noqa: PLC0415  only where the book has notebooks

    word = words(app.config.language)
    prompts = {
        str(app.config[name]).replace("{type}", part): str(app.config[name]).replace("{type}", word(part))
        for name in ("nb_code_prompt_show", "nb_code_prompt_hide")
        for part in PROMPT_PARTS
    }

    def visit(self: HTML5Translator, node: nodes.Element) -> None:
        show, hide = (escape(prompts.get(node[name], node[name])) for name in ("prompt_show", "prompt_hide"))
        self.body.append(
            f'<details class="{" ".join(["admonition", "hide", *node["classes"]])}">\n<summary>'
            f'<span class="collapsed admonition-title">{show}</span>'
            f'<span class="expanded admonition-title">{hide}</span></summary>\n'
        )

    app.add_node(HideCodeCellNode, override=True, html=(visit, depart_HideCellInput))
