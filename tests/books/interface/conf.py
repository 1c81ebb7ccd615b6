"""A book of two pages with the extensions of a Jupyter Book."""

from support.pages_with_contents import Pages, open_contents

from press.builders.html.contents import SplitCaptions
from press.builders.html.pages import THEME_FOLDER
from press.directives.components import setup_details
from press.directives.notebook_page import setup_code_cells
from press.edition.interface import setup_interface
from press.edition.numbering import setup_numbering
from press.language.catalogues import get_translation

project = "Үлгі"
author = "А. Б."
copyright = "2026"
extensions = ["sphinx_togglebutton", "sphinx_copybutton", "myst_nb", "sphinx_thebe", "sphinx_comments", "sphinx_design"]
# Sphinx writes into its default, which would reach the next book in the process.
source_suffix = {".rst": "restructuredtext"}
html_theme = "press"
html_title = "Үлгі"
html_last_updated_fmt = "%Y-%m-%d"
html_sourcelink_suffix = ""
numfig = True
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "dollarmath"]


def give_words(app, page, template, context, doctree):
    context["press_translate"] = get_translation(app.config.language)


def setup(app):
    app.add_builder(Pages, override=True)
    app.add_html_theme("press", str(THEME_FOLDER))
    app.connect("html-page-context", give_words)
    app.connect("html-page-context", open_contents, priority=1000)
    app.add_post_transform(SplitCaptions)
    setup_interface(app)
    setup_details(app)
    setup_code_cells(app)
    setup_numbering(app)
