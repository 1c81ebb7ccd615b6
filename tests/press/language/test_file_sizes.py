"""Sizes of files on pages."""

import pytest

from press.language.file_sizes import size_in_words


@pytest.mark.parametrize(
    ("size", "language", "told"),
    [
        (127_400, "en", "127\u00a0kB"),
        (2_250_000, "ru", "2,2\u00a0МБ"),
        (2_250_000, "kk", "2,2\u00a0МБ"),
        (999_400, "kk", "999\u00a0кБ"),
    ],
)
def test_a_size_is_told_in_the_language_of_the_page(size: int, language: str, told: str) -> None:
    assert size_in_words(size, language) == told
