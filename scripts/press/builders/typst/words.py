"""The words that the PDF itself needs (Contents, Note ...), from the catalogues of its language."""

from __future__ import annotations

from press.language.catalogues import Word, words

_DOMAIN = "typst"


def words_of(language: str) -> Word:
    """Return the function that turns an English word into one of ``language``: ``word("Contents")``."""
    return words(language, domain=_DOMAIN)
