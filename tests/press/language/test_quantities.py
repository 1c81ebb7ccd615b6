"""Numbers and dates in words; expected spellings are those of CLDR and of the style sheets of the three languages."""

import re

import pytest

from press.core.errors import PressError
from press.language.number_phrases import number_phrase
from press.language.quantities import Quantity, decimal, rounded, size_in_words, spell, spell_iso
from press.language.units import UNITS, unit_symbol

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("quantity", "english", "kazakh", "russian"),
    [
        (
            Quantity("1113.6", "tenge", "billion"),
            f"1,113.6{NBSP}billion{NBSP}tenge",
            f"1{NBSP}113,6{NBSP}млрд{NBSP}теңге",
            f"1{NBSP}113,6{NBSP}млрд{NBSP}тенге",
        ),
        (Quantity("42500", "tenge"), f"42,500{NBSP}tenge", f"42{NBSP}500{NBSP}теңге", f"42{NBSP}500{NBSP}тенге"),
        (Quantity("40", "percent"), "40%", "40%", f"40{NBSP}%"),
        (Quantity("1.60", "percent"), "1.60%", "1,60%", f"1,60{NBSP}%"),
        (Quantity("-104.5", "percent-change"), "\u2212104.5%", "\u2212104,5%", f"\u2212104,5{NBSP}%"),
        (Quantity("109.9", "percent-of-base"), "109.9%", "109,9%", f"109,9{NBSP}%"),
        (Quantity("50", "persons", "thousand"), "50,000", f"50{NBSP}мың", f"50{NBSP}тыс."),
        (Quantity("4.6", "persons", "million"), f"4.6{NBSP}million", f"4,6{NBSP}млн", f"4,6{NBSP}млн"),
        (Quantity("19666840", "persons"), "19,666,840", f"19{NBSP}666{NBSP}840", f"19{NBSP}666{NBSP}840"),
        (Quantity("100", "dollars"), f"100{NBSP}US dollars", f"100{NBSP}АҚШ доллары", f"100{NBSP}долларов США"),
        (Quantity("2018/2022", "years"), "2018–2022", "2018–2022", "2018–2022"),
        (Quantity("2016", "year"), "2016", "2016", "2016"),
        (Quantity("27.0/54.5", "percent"), "27.0–54.5%", "27,0–54,5%", "27,0–54,5\u00a0%"),
        (Quantity("0.18", "share"), "18%", "18%", "18\u00a0%"),
        (Quantity("-1.23", "index"), "−1.23", "−1,23", "−1,23"),
        (Quantity("2.44", "ratio"), "2.44", "2,44", "2,44"),
    ],
)
def test_a_quantity_is_written_as_in_each_language(quantity: Quantity, english: str, kazakh: str, russian: str) -> None:
    assert [spell(quantity, language) for language in ("en", "kk", "ru")] == [english, kazakh, russian]


@pytest.mark.parametrize(
    ("number", "ordinal"), [("1", "1st"), ("2", "2nd"), ("13", "13th"), ("77", "77th"), ("103", "103rd")]
)
def test_an_english_rank_carries_its_ending(number: str, ordinal: str) -> None:
    assert spell(Quantity(number, "rank"), "en") == ordinal


def test_a_rank_elsewhere_is_a_bare_number_for_the_noun_to_agree_with() -> None:
    assert spell(Quantity("77", "rank"), "kk") == spell(Quantity("77", "rank"), "ru") == "77"


# The table of HALF_UP in the documentation of java.math.RoundingMode, and halves of later decimals: the last is a binary fraction below its half.
@pytest.mark.parametrize(
    ("value", "digits", "printed"),
    [
        *(("5.5", 0, "6"), ("2.5", 0, "3"), ("1.6", 0, "2"), ("1.1", 0, "1"), ("1.0", 0, "1")),
        *(("-1.0", 0, "-1"), ("-1.1", 0, "-1"), ("-1.6", 0, "-2"), ("-2.5", 0, "-3"), ("-5.5", 0, "-6")),
        *(("0.48125", 4, "0.4813"), ("2.5025", 3, "2.503"), ("61.45", 1, "61.5"), ("1.005", 2, "1.01")),
        *(("0.05", 1, "0.1"), ("-0.05", 1, "-0.1")),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, digits: int, printed: str) -> None:
    assert rounded(Quantity(value, "index"), min(digits, len(value.partition(".")[2]))).value == printed
    assert f"{decimal(value, digits):f}" == printed


@pytest.mark.parametrize(
    ("value", "digits", "form", "message", "remedy"),
    [
        ("-0.04", 1, "full", "digits=1 makes 0.0 of -0.04", "use digits=2, or leave digits out"),
        ("0.0004", 0, "full", "digits=0 makes 0 of 0.04", "use digits=2, or leave digits out"),
        ("0.0353", 1, "plain", "digits=1 makes 0.0 of 0.0353", "use digits=3, or leave digits out"),
        ("0.274/0.276", 0, "full", "digits=0 makes 27–28 of 27.4–27.6", ""),
        ("0.271/0.274", 0, "full", "digits=0 makes 27–27 of 27.1–27.4", "use digits=1, or leave digits out"),
        ("0/0.004", 0, "full", "digits=0 makes 0–0 of 0–0.4", "use digits=1, or leave digits out"),
    ],
)
def test_digits_that_make_a_zero_of_a_number_or_one_number_of_two_are_told_with_those_to_write(
    value: str, digits: int, form: str, message: str, remedy: str
) -> None:
    quantity = Quantity(value, "share" if form == "plain" or digits == 0 else "index")
    if not remedy:
        assert spell(rounded(quantity, digits), "en") == "27–28%"
        return
    with pytest.raises(PressError) as caught:
        rounded(quantity, digits, form)
    assert (caught.value.message, caught.value.remedy) == (message, remedy)


def test_a_plain_number_has_neither_unit_nor_scale() -> None:
    assert spell(Quantity("1113.6", "tenge", "billion"), "ru", form="plain") == f"1{NBSP}113,6"


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("2016-04-12", "2016 ж. 12 сәуір"),
        ("2019-08", "2019 ж. тамыз"),
        ("2020", ""),
        ("egov-telegram", ""),
        ("12-04", ""),
        # A school year.
        ("2019-20", ""),
    ],
)
def test_only_an_iso_date_or_month_is_spelled_as_one(text: str, spelled: str) -> None:
    assert " ".join(spell_iso(text, "kk").split()) == spelled


def test_a_day_that_no_calendar_has_is_told() -> None:
    with pytest.raises(PressError, match="'2019-02-30' is not a date"):
        spell_iso("2019-02-30", "kk")


@pytest.mark.parametrize(
    ("quantity", "english", "kazakh", "russian", "german"),
    [
        (Quantity("3.04", "eur"), "3.04 euros", "3,04 еуро", "3,04 евро", "3,04 Euro"),
        (Quantity("1", "EUR"), "1 euro", "1 еуро", "1 евро", "1 Euro"),
        (Quantity("21", "USD"), "21 US dollars", "21 АҚШ доллары", "21 доллар США", "21 US-Dollar"),
        (Quantity("2.4", "usd"), "2.4 US dollars", "2,4 АҚШ доллары", "2,4 доллара США", "2,4 US-Dollar"),
        (
            Quantity("1.8", "dollars", "million"),
            "1.8 million US dollars",
            "1,8 млн АҚШ доллары",
            "1,8 млн долларов США",
            "1,8 Mio. US-Dollar",
        ),
        (
            Quantity("5", "tenge", "thousand"),
            "5,000 tenge",
            "5 мың теңге",
            "5 тыс. тенге",
            "5 Tausend Kasachische Tenge",
        ),
        (Quantity("7", "KZT"), "7 tenge", "7 теңге", "7 тенге", "7 Kasachische Tenge"),
    ],
)
def test_money_is_named_in_every_language_in_the_form_that_its_number_asks_for(
    quantity: Quantity, english: str, kazakh: str, russian: str, german: str
) -> None:
    spelled = [spell(quantity, language).replace(NBSP, " ") for language in ("en", "kk", "ru", "de")]
    assert spelled == [english, kazakh, russian, german]


def test_english_writes_thousands_in_figures_at_both_ends_of_a_range_and_after_rounding() -> None:
    assert spell(Quantity("6/8", "persons", "thousand"), "en") == "6,000–8,000"
    assert spell(Quantity("119.4", "persons", "thousand"), "en") == "119,400"
    assert spell(rounded(Quantity("119.4", "persons", "thousand"), 0), "en") == "119,000"
    assert spell(Quantity("1.2345", "persons", "thousand"), "en") == "1,234.5"
    assert spell(Quantity("6/8", "persons", "thousand"), "ru").replace(NBSP, " ") == "6–8 тыс."


def test_a_scale_for_which_a_language_has_no_word_is_written_out() -> None:
    assert spell(Quantity("1.8", "persons", "million"), "ja") == "1,800,000"


@pytest.mark.parametrize(
    ("quantity", "english", "kazakh", "russian", "german"),
    [
        (Quantity("1", "ha"), "1 ha", "1 га", "1 га", "1 ha"),
        (Quantity("2/5", "km"), "2–5 km", "2–5 км", "2–5 км", "2–5 km"),
        (Quantity("12.5", "t", "million"), "12.5 million t", "12,5 млн т", "12,5 млн т", "12,5 Mio. t"),
        (Quantity("1", "°C"), "1°C", "1 °C", "1 °C", "1 °C"),
        (Quantity("3", "MWh"), "3 MWh", "3 МВт·сағ", "3 МВт·ч", "3 MWh"),
        (Quantity("3", "km/h"), "3 km/h", "3 км/сағ", "3 км/ч", "3 km/h"),
        (Quantity("5", "h"), "5 h", "5 сағ", "5 ч", "5 Std."),
    ],
)
def test_a_measure_has_the_symbol_of_its_language(
    quantity: Quantity, english: str, kazakh: str, russian: str, german: str
) -> None:
    spelled = [spell(quantity, language) for language in ("en", "kk", "ru", "de")]
    assert spelled == [text.replace(" ", NBSP) for text in (english, kazakh, russian, german)]


# Read as километрге, килограмнан, тоннадан, сағаттан, градусқа, шаршы метрде.
@pytest.mark.parametrize(
    ("unit", "case", "spelled"),
    [
        ("km", "dative", "5 км-ге"),
        ("kg", "ablative", "5 кг-нан"),
        ("t", "ablative", "5 т-дан"),
        ("MWh", "ablative", "5 МВт·сағ-тан"),
        ("°C", "dative", "5 °C-қа"),
        ("m²", "locative", "5 м²-де"),
    ],
)
def test_a_kazakh_ending_follows_a_symbol_as_it_is_read(unit: str, case: str, spelled: str) -> None:
    assert number_phrase(Quantity("5", unit), "kk", {}, case=case) == spelled.replace(" ", NBSP)


def test_no_symbol_mixes_alphabets() -> None:
    for code in UNITS:
        for language, letters in (("kk", "[а-яёәғқңөұүһі]"), ("ru", "[а-яё]")):
            symbol = unit_symbol(code, language).replace("°C", "").lower()
            assert re.fullmatch(f"{letters}*[²³/·%]?{letters}*", symbol), symbol


@pytest.mark.parametrize(
    ("unit", "near"),
    [("tengee", "tenge"), ("m2", "m²"), ("KWh", "kWh"), ("persns", "persons"), ("pound", ""), ("", "")],
)
def test_a_unit_that_nobody_knows_is_a_fault_that_names_those_like_it(unit: str, near: str) -> None:
    with pytest.raises(PressError) as caught:
        spell(Quantity("3", unit), "kk")
    assert caught.value.message == f"there is no unit '{unit}'"
    assert near in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("size", "language", "told"),
    [
        (127_400, "en", "127\u00a0kB"),
        (2_250_000, "ru", "2,3\u00a0МБ"),
        (2_250_000, "kk", "2,3\u00a0МБ"),
        (999_400, "kk", "999\u00a0кБ"),
    ],
)
def test_the_size_of_a_file_is_told_in_the_language_of_the_page(size: int, language: str, told: str) -> None:
    assert size_in_words(size, language) == told
