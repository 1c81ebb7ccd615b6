"""Number captions, and refer to them, in the language that is marked around them, as Sphinx has one form for a whole edition."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from press.language.catalogues import get_translation

# What press and Sphinx have for `numfig_format` where the book says nothing.
_FORMS = {"section": "Section %s", "figure": "Figure %s", "table": "Table %s", "code-block": "Listing %s"}


@contextmanager
def captions_as_at(node: Any, config: Any) -> Iterator[str]:
    """Set ``numfig_format`` in the configuration of Sphinx to the language at a ``node``, which is yielded, in a ``with`` block.

    The book's own words stay as they are.
    """
    before, language = config.numfig_format, node.get_language_code(config.language)
    if language == config.language:
        yield language
        return
    forms = {kind: [_form(word, tag) for tag in (config.language, language)] for kind, word in _FORMS.items()}
    config.numfig_format = before | {kind: there for kind, (here, there) in forms.items() if before.get(kind) == here}
    try:
        yield language
    finally:
        config.numfig_format = before


def _form(english: str, language: str) -> str:
    return get_translation(language, "sphinx")(get_translation(language)(english))
