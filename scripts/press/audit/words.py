"""Say in the language of an edition what the audit puts on pages, from catalogues of its own, and verdicts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from press.api import sphinx as api
from press.audit.kinds import Group

AUDIT_DOMAIN = "press-audit"
AUDIT_LOCALE_DIR = Path(__file__).parent / "locale"


def audit_words(context: api.EditionContext) -> Callable[[str], str]:
    """Return the function that turns an English word of the audit into one of the edition's language."""
    return api.get_translation(context.language, AUDIT_DOMAIN, AUDIT_LOCALE_DIR)


def verdict_words(context: api.EditionContext, code: str) -> str:
    """Return the words for the verdict ``code``."""
    return context.label(f"verdict.{code}")


def group_words(context: api.EditionContext, group: Group) -> str:
    """Return the words for a ``group`` of verdicts."""
    if group.words:
        return audit_words(context)(group.words)
    return context.label(f"verdicts.{group.name}")


def verdict_in_sentence(context: api.EditionContext, code: str, right: str = "") -> str:
    """Return the words for the verdict ``code`` as they go on a sentence, with the ``right`` value in brackets."""
    words = verdict_words(context, code)
    return f"{words[:1].lower()}{words[1:]}{f' ({right})' if right else ''}"
