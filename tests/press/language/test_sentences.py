"""Where a sentence ends, and where a full stop ends none."""

from __future__ import annotations

import pytest

from press.language.profile import Language
from press.language.registry import LANGUAGES
from press.language.typography import sentences


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It rained. | It rained again! | “Did it?” | Yes"),
        ("en", "In 2021 it fell by 1.5 points. | Nobody saw it."),
        ("ru", "К. Мигонь писал об этом в 2016 г. Россия молчала. | «Почему?» | 19 дней шёл дождь."),
        ("kk", "2016 ж. Қазақстан қосылды. | «Неге?» | Жауап жоқ."),
    ],
)
def test_a_text_falls_into_its_sentences(language: str, text: str) -> None:
    parts = text.split(" | ")
    assert sentences(" ".join(parts), language) == parts


def test_no_text_has_no_sentence() -> None:
    assert sentences("", "en") == []


def test_a_full_stop_within_an_abbreviation_is_one_and_no_other_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES._values, "pt", Language(tag="pt", abbreviations=("p.ex",)))
    assert sentences("Chove, p.ex. Hoje. Veja pdex. Sim.", "pt") == ["Chove, p.ex. Hoje.", "Veja pdex.", "Sim."]
