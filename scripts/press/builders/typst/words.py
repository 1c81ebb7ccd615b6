"""Translate the words that the PDF itself needs (Contents, Note ...), with the message catalogues of its language."""

from __future__ import annotations

from press.core.text import Translate
from press.language.catalogues import get_translation

_DOMAIN = "typst"


def words_of(language: str) -> Translate:
    """Return the function that turns an English word into one of ``language``: ``translate("Contents")``."""
    return get_translation(language, domain=_DOMAIN)
