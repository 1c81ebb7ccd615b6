"""A book of two pages with the extensions of a Jupyter Book."""

from press.edition.interface.extension import setup_interface
from press.edition.numbering import setup_numbered

project = "Үлгі"
author = "А. Б."
copyright = "2026"
extensions = [
    "sphinx_togglebutton",
    "sphinx_copybutton",
    "myst_nb",
    "sphinx_thebe",
    "sphinx_comments",
    "sphinx_design",
    "sphinx_book_theme",
]
# Sphinx writes into its default, which would reach the next book in the process.
source_suffix = {".rst": "restructuredtext"}
html_theme = "sphinx_book_theme"
html_title = "Үлгі"
html_theme_options = {"search_bar_text": "Search this book..."}
html_last_updated_fmt = "%Y-%m-%d"
html_sourcelink_suffix = ""
numfig = True
nb_execution_mode = "off"
myst_enable_extensions = ["colon_fence", "dollarmath"]


def setup(app):
    setup_interface(app)
    setup_numbered(app)
