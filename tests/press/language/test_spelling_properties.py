"""The role of numbers and the typography of three languages hold their rules for every text, judged independently of press."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from press.core.errors import PressError
from press.directives.number import parse_number
from press.language.number_phrases import number_phrase
from press.language.profiles.kk import SOFT_HYPHEN, hyphenate
from press.language.quantities import Quantity
from press.language.typography import sentence_spans, typeset

LANGUAGES = st.sampled_from(("en", "kk", "ru"))


OPTIONS = st.one_of(
    st.sampled_from(("digits=²", "digits=-1", "digits=" + "9" * 5000, "digits=٣", "digits=3", "form=words", "form=plain", "=", "x=1", "part=year")),
    st.sampled_from(("approx=about", "approx=x", "noun=x", "case=dative", "case=genitive", "gender=feminine", "gender=", "case")),
)  # fmt: skip


@given(
    st.lists(OPTIONS, max_size=3),
    st.sampled_from(("3", "-3", "1.50", "2023-02-28", "27/54", "x", "NaN", "9" * 400, "1e9999")),
    LANGUAGES,
)
@example(["digits=²"], "3", "en")
def test_a_role_is_words_or_a_fault_whatever_its_options(options: list[str], value: str, language: str) -> None:
    try:
        name, asked = parse_number(" ".join(("claims/x", *options)))
        said = number_phrase(Quantity(value, "date" if "-0" in value else "count"), language, {}, **asked)
    except PressError as error:
        assert error.remedy
    else:
        assert (name, bool(said.strip())) == ("claims/x", True)


TYPED = st.text(st.sampled_from("аб aK.–—- «»„“”\"'’1%№§₸\u00a0\ufffc(),"), max_size=60)


@given(TYPED, LANGUAGES)
def test_typesetting_changes_signs_one_for_one_and_once(text: str, language: str) -> None:
    done = typeset(text, language)
    assert len(done) == len(text)
    assert typeset(done, language) == done
    changed = {old for old, new in zip(text, done, strict=True) if old != new}
    assert changed <= set(' -–—«»„“”"')


@given(st.text(st.sampled_from("аеыіуиоқбрлйьъ- 7А"), max_size=60))
@example("у" * 3000)
def test_hyphens_divide_kazakh_words_and_change_none(text: str) -> None:
    divided = hyphenate(text, 6)
    assert divided.replace(SOFT_HYPHEN, "") == text
    for part in divided.split(SOFT_HYPHEN) if SOFT_HYPHEN in divided else ():
        assert re.search("[аеыіуиоАЕЫІУИО]", part), divided


@given(st.text(st.sampled_from("аА.!?…»“ ”к1"), max_size=80), LANGUAGES)
@example("!" * 50_000, "ru")
def test_sentences_are_the_text_without_a_gap(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    assert "".join(text[begin:end] for begin, end in spans) == text
