"""One to nine in words; how they are inflected is tested beside each language."""

from __future__ import annotations

import pytest

from press.core.errors import PressError
from press.language.number_phrases import in_words
from press.language.quantities import Quantity


def said(number: str, language: str, unit: str = "count") -> str:
    return in_words(Quantity(number, unit), language)


def test_one_to_nine_are_words_in_each_language() -> None:
    found = [" ".join(said(str(number), language) for number in range(1, 10)) for language in ("en", "kk", "ru")]
    assert found == [
        "one two three four five six seven eight nine",
        "бір екі үш төрт бес алты жеті сегіз тоғыз",
        "один два три четыре пять шесть семь восемь девять",
    ]


def test_a_rank_is_said_by_its_place() -> None:
    found = [
        " ".join(said(str(number), language, "rank") for number in range(1, 10)) for language in ("en", "kk", "ru")
    ]
    assert found == [
        "first second third fourth fifth sixth seventh eighth ninth",
        "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы",
        "первый второй третий четвёртый пятый шестой седьмой восьмой девятый",
    ]


@pytest.mark.parametrize("value", ["0", "10", "12", "-3", "2.5", "2/3"])
def test_what_is_no_whole_number_from_one_to_nine_has_no_word(value: str) -> None:
    with pytest.raises(PressError, match="words go from one to nine"):
        said(value, "ru")


def test_a_number_of_thousands_has_no_word() -> None:
    with pytest.raises(PressError, match=r"4 million has no word \(words go from one to nine\)"):
        in_words(Quantity("4", "persons", "million"), "en")


@pytest.mark.parametrize("unit", ["percent", "tenge", "year"])
def test_units_that_are_written_with_figures_have_no_words(unit: str) -> None:
    with pytest.raises(PressError, match=f"not for {unit}"):
        said("3", "en", unit)
