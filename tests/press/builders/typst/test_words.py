"""The words that the PDF itself needs are there in the languages of press."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import press.builders.typst
from press.builders.typst.handlers.blocks import ADMONITIONS
from press.builders.typst.matter import OWN_TITLE
from press.builders.typst.source import LISTS
from press.builders.typst.words import words_of

SOURCES = Path(press.builders.typst.__file__).parent


def _words_in_calls() -> set[str]:
    """The English words that the code asks for: ``t.words("Illustration")``, ``words("Contents")``, ``words_of(language)("Typefaces")``."""
    calls = [
        node
        for path in SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
    ]
    return {str(call.args[0].value) for call in calls if "words" in ast.unparse(call.func)}  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_of_the_builder_is_translated(language: str) -> None:
    translate = words_of(language)
    used = _words_in_calls() | set(ADMONITIONS.values()) | {OWN_TITLE} | {heading for _, heading in LISTS.values()}

    assert {"Contents", "Illustration", "Typefaces"} <= used
    assert [word for word in sorted(used) if translate(word) == word] == []


def test_a_language_without_a_catalogue_has_the_english_words() -> None:
    assert words_of("ja")("Contents") == words_of("en")("Contents") == "Contents"
