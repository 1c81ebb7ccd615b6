"""What a language has that has no record: that of its tag without a country, or what CLDR and English have."""

from __future__ import annotations

import pytest

from press.language.catalogues import get_translation
from press.language.profile import Language
from press.language.quantities import Quantity, spell
from press.language.registry import LANGUAGES, profile_of
from press.language.typography import typeset

PORTUGUESE = Language(tag="pt", quotation_marks=("«»", "“”"))


@pytest.fixture
def portuguese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES._values, "pt", PORTUGUESE)


@pytest.mark.usefixtures("portuguese")
@pytest.mark.parametrize("tag", ["pt", "pt_BR", "pt-BR"])
def test_a_tag_with_a_country_has_the_record_of_its_language(tag: str) -> None:
    assert profile_of(tag) is PORTUGUESE
    assert typeset('a "casa"', tag) == "a «casa»"


def test_a_language_without_a_record_is_set_as_it_is_typed_and_written_as_cldr_has_it() -> None:
    assert typeset('das "Haus" - hier', "de") == 'das "Haus" - hier'
    assert spell(Quantity("2016-04-12", "date"), "de") == "12. April 2016"
    assert spell(Quantity("1234.5", "count"), "de") == "1.234,5"
    assert get_translation("de")("Download") == "Download"


@pytest.mark.parametrize("tag", ["xx", "no such tag", ""])
def test_a_tag_that_cldr_does_not_know_is_written_as_english(tag: str) -> None:
    assert spell(Quantity("2016-04-12", "date"), tag) == "12 April 2016"
    assert spell(Quantity("1234.5", "count"), tag) == "1,234.5"
