"""A book of two pages that cites works of every kind."""

from press.bibliography import setup_bibliography

project = "Works"
extensions = ["myst_parser", "sphinxcontrib.bibtex"]
bibtex_bibfiles = ["references.bib"]


def setup(app):
    setup_bibliography(app)
