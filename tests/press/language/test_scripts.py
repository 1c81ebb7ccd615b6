"""The language of a text, told apart from others by its letters."""

from __future__ import annotations

import pytest

from press.language.scripts import alphabet_of, language_by_script


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


# Of Kazakh in Latin letters press has no alphabet.
@pytest.mark.parametrize(
    ("language", "letter"), [("kk", "ә"), ("ru-KZ", "ё"), ("en-GB", "z"), ("kk-Latn", ""), ("xx", "")]
)
def test_a_language_has_the_letters_of_its_alphabet_and_none_in_another_script(language: str, letter: str) -> None:
    assert letter in alphabet_of(language) and bool(letter) is bool(alphabet_of(language))
