"""Spaces, dashes and quotation marks, by the profile of a language; what each language has of its own is tested beside its profile."""

from __future__ import annotations

import pytest

from press.language.typography import typeset


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_setting_twice_is_setting_once_and_no_text_grows(language: str) -> None:
    text = 'Он - "тот “самый” и в 5 млн", т. е. № 5 — 12 мая; да ма, p. 5 – 4 million'
    once = typeset(text, language)
    assert typeset(once, language) == once
    assert len(once) == len(text)
