"""Build the HTML pages of an edition."""
