"""The words that the PDF itself needs are there in the languages of press."""

from __future__ import annotations

import pytest

from press.builders.typst.words import words_of


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_word_of_the_builder_is_translated(language: str) -> None:
    words = words_of(language)
    used = [
        "Contents",
        "Index",
        "Illustration",
        "Note",
        "Warning",
        "Tip",
        "Hint",
        "Important",
        "Danger",
        "See also",
    ]

    assert [word for word in used if words(word) == word] == []
