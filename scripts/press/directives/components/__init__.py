"""Components of the text that say who speaks, or what a page says in short."""
