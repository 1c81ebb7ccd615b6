"""The style of a house: rules that a book brings for its prose, a file for each language, and what breaks them."""
