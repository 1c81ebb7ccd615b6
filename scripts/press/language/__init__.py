"""All that differs by language: message catalogues, numbers and nouns, dates, typography, hyphenation."""
