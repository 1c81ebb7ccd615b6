"""Letters that look like Latin ones are known for the scripts of all languages, those of extensions too, by what CLDR says of them."""

from __future__ import annotations

import pytest

from press.checks.languages import alphabet_faults, scripts_beside_latin
from press.language.profile import Language
from press.language.registry import LANGUAGES

MIXED = "Η Aθήνα"  # with a Latin A


@pytest.fixture
def greek(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES._values, "el", Language(tag="el"))


@pytest.mark.usefixtures("greek")
def test_a_language_of_an_extension_brings_the_letters_of_its_script() -> None:
    assert list(alphabet_faults(MIXED, scripts_beside_latin())) == [(2, "'Aθήνα' mixes Latin and Greek letters")]
    assert list(alphabet_faults("o δρόμος", scripts_beside_latin())) == [(0, "'o' is a Latin letter among Greek words")]
    assert list(alphabet_faults("Η Αθήνα και ο δρόμος", scripts_beside_latin())) == []


@pytest.mark.parametrize("line", ["C помощью данных.", "Он a она.", "Дождь, c ветром", "Мұны o деп білеміз."])
def test_a_latin_letter_alone_among_cyrillic_words_is_found(line: str) -> None:
    assert len(list(alphabet_faults(line, scripts_beside_latin()))) == 1


@pytest.mark.parametrize(
    "line",
    ["план B и план C", "глава I о погоде", "What a дождь is", "`c` и {number}`a/b` дней", r"\nДождь", "с ветром"],
)
def test_names_numerals_and_code_are_left_alone(line: str) -> None:
    assert list(alphabet_faults(line, scripts_beside_latin())) == []
