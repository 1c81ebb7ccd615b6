"""A book of two pages that cites works of every kind."""

from press.directives.bibliography.extension import setup_bibliography
from press.edition.interface import setup_interface

project = "Works"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
# Sphinx writes into its default, which would reach the next book in the process.
source_suffix = {".rst": "restructuredtext"}
bibtex_bibfiles = ["references.bib"]


def setup(app):
    setup_interface(app)
    setup_bibliography(app)
