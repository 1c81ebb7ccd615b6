"""A Sphinx builder that prints the whole book as one tagged PDF through Typst."""
