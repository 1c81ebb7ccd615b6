"""Print the whole book as one tagged PDF with Typst: a Sphinx builder."""
