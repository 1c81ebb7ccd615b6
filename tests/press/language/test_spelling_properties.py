"""Numbers, typography and endings of three languages hold their rules for every value, judged independently of press."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st
from support.printed_numbers import GROUP, POINT

from press.core.errors import PressError
from press.directives.number import parse_number
from press.language.number_phrases import number_phrase
from press.language.profiles import kk as kazakh_cases
from press.language.profiles.kk import SOFT_HYPHEN, hyphenate
from press.language.quantities import Quantity, spell
from press.language.typography import sentence_spans, typeset

LANGUAGES = st.sampled_from(("en", "kk", "ru"))
NUMBERS = st.decimals(-(10**12), 10**12, places=2) | st.integers(-(10**15), 10**15).map(Decimal)


@given(NUMBERS, LANGUAGES)
def test_a_number_has_the_figures_of_its_value(number: Decimal, language: str) -> None:
    spelled = spell(Quantity(str(number), "count"), language)
    plain = spelled.replace(GROUP[language], "").replace("\u202f", "").replace(POINT[language], ".")
    assert Decimal(plain.replace("\u2212", "-")) == number
    assert re.fullmatch(r"\u2212?\d{1,3}(?:\D\d{3})*(?:[.,]\d+)?", spelled) or abs(number) < 10_000


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


BACK, FRONT = set("аоұы"), set("әеөүі")


@given(st.integers(0, 10**9), st.sampled_from(("genitive", "dative", "accusative", "locative", "ablative")))
def test_a_kazakh_ending_agrees_with_the_number_as_it_is_read(number: int, case: str) -> None:
    # Read as the school grammar reads it: the last numeral that is not nought.
    units = ["нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"]
    tens = ["", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"]
    power = next((power for power in (9, 6, 3, 2) if number and number % 10**power == 0), 0)
    last = units[number % 10] if number % 10 or not number else tens[number // 10 % 10]
    read = {0: last, 2: "жүз", 3: "мың", 6: "миллион", 9: "миллиард"}[power]
    ending = kazakh_cases.with_case(str(number), case).removeprefix(f"{number}-")
    vowels = [sign for sign in read.replace("и", "") if sign in BACK | FRONT] or ["ө"]
    if power < 6:
        assert (set(ending) & (BACK | FRONT)) <= (BACK if vowels[-1] in BACK else FRONT), (read, ending)
        assert (ending[0] in "тқк") == (read[-1] in "пткқсшщ"), (read, ending)
