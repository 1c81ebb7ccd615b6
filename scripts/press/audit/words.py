"""The words that the audit puts on pages, from catalogues of its own."""

from __future__ import annotations

from press.core.resources import press_path
from press.edition.context import Press
from press.language.catalogues import Word, words_in_book

DOMAIN = "press-audit"
LOCALE = press_path("audit/locale")


def audit_words(press: Press) -> Word:
    """Return the function that turns an English word of the audit into one of the edition's language."""
    return words_in_book(press.settings, press.language, DOMAIN, LOCALE)
