"""The language of a text, told apart from others by its letters."""

from __future__ import annotations

import pytest

from press.language.scripts import language_by_script


@pytest.mark.parametrize(
    ("text", "languages", "language"),
    [
        ("some four thousand cars a day", ["en", "ru"], "en"),
        ("стоимость 1,5 миллиона", ["en", "ru"], "ru"),
        ("закон об IT", ["en", "kk", "ru"], "kk"),
        ("закон об IT", ["en", "ru", "kk"], "ru"),
        ("1998", ["en", "ru"], "en"),
        ("πάντα ῥεῖ", ["en", "el"], "el"),
        ("закон", ["en"], "en"),
        ("закон", ["kk-Latn", "kk-Cyrl"], "kk-Cyrl"),
        ("law", ["xx", "en-GB"], "en-GB"),
    ],
)
def test_the_first_language_that_is_written_in_the_letters_of_a_text_is_taken(
    text: str, languages: list[str], language: str
) -> None:
    assert language_by_script(text, languages) == language
