"""All that differs by language: catalogues, numbers and nouns, typography, hyphenation."""
