"""The glossary: terms with labels, and how references to them open."""
