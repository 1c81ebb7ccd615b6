"""Formulas in LaTeX, as books write them: made plain for the converters, and set as Typst or MathML."""
