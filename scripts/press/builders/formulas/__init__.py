"""Convert formulas in LaTeX, as books write them, to Typst or MathML."""
