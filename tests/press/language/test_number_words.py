"""One to nine in words. The forms are those of the school grammars; the rules are said where they are tested."""

from __future__ import annotations

import pytest

from press.core.errors import PressError
from press.language.number_phrases import number_phrase
from press.language.quantities import Quantity

NOUNS = {
    "ministers": {
        "en": {"one": "minister", "other": "ministers"},
        "kk": {"one": "министр", "other": "министр"},
        "ru": {"one": "министр", "few": "министра", "many": "министров", "other": "министра"},
    },
    "works": {
        "en": {"one": "work", "other": "works"},
        "kk": {"one": "еңбек", "other": "еңбек"},
        "ru": {"one": "работа", "few": "работы", "many": "работ", "other": "работы"},
    },
}
RUSSIAN_CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
KAZAKH_CASES = ("nominative", "genitive", "dative", "accusative", "locative", "ablative", "instrumental")


def said(number: str, language: str, unit: str = "count", **options: str) -> str:
    return number_phrase(Quantity(number, unit), language, NOUNS, form="words", **options).replace("\u00a0", " ")


def test_one_to_nine_are_words_in_each_language() -> None:
    found = [" ".join(said(str(number), language) for number in range(1, 10)) for language in ("en", "kk", "ru")]
    assert found == [
        "one two three four five six seven eight nine",
        "бір екі үш төрт бес алты жеті сегіз тоғыз",
        "один два три четыре пять шесть семь восемь девять",
    ]


# Один declines as a pronoun, два to четыре as no other word; of пять to девять, all end in -ь, with -и, and -ью in the
# instrumental; восемь loses its vowel before -и.
@pytest.mark.parametrize(
    ("number", "forms"),
    [
        ("1", "один одного одному один одним одном"),
        ("2", "два двух двум два двумя двух"),
        ("3", "три трёх трём три тремя трёх"),
        ("4", "четыре четырёх четырём четыре четырьмя четырёх"),
        ("5", "пять пяти пяти пять пятью пяти"),
        ("6", "шесть шести шести шесть шестью шести"),
        ("7", "семь семи семи семь семью семи"),
        ("8", "восемь восьми восьми восемь восемью восьми"),
        ("9", "девять девяти девяти девять девятью девяти"),
    ],
)
def test_a_russian_word_has_six_cases(number: str, forms: str) -> None:
    assert " ".join(said(number, "ru", case=case) for case in RUSSIAN_CASES) == forms


# Only один has three genders, два has two; what is not masculine differs from it where the grammar says so.
@pytest.mark.parametrize(
    ("number", "gender", "forms"),
    [
        ("1", "feminine", "одна одной одной одну одной одной"),
        ("1", "neuter", "одно одного одному одно одним одном"),
        ("2", "feminine", "две двух двум две двумя двух"),
        ("2", "neuter", "два двух двум два двумя двух"),
        ("3", "feminine", "три трёх трём три тремя трёх"),
        # The accusative of what lives is its genitive, up to four.
        ("1", "animate", "один одного одному одного одним одном"),
        ("2", "animate", "два двух двум двух двумя двух"),
        ("4", "animate", "четыре четырёх четырём четырёх четырьмя четырёх"),
        ("5", "animate", "пять пяти пяти пять пятью пяти"),
    ],
)
def test_a_russian_word_has_the_gender_of_what_is_counted(number: str, gender: str, forms: str) -> None:
    assert " ".join(said(number, "ru", case=case, gender=gender) for case in RUSSIAN_CASES) == forms


# The ending has the vowel of the last syllable; its consonant follows the last sound: after a vowel н, ғ or д, after a
# voiceless consonant т or қ; after з and р they are voiced. The instrumental has one vowel only.
@pytest.mark.parametrize(
    ("number", "forms"),
    [
        ("1", "бір бірдің бірге бірді бірде бірден бірмен"),
        ("2", "екі екінің екіге екіні екіде екіден екімен"),
        ("3", "үш үштің үшке үшті үште үштен үшпен"),
        ("4", "төрт төрттің төртке төртті төртте төрттен төртпен"),
        ("5", "бес бестің беске бесті бесте бестен беспен"),
        ("6", "алты алтының алтыға алтыны алтыда алтыдан алтымен"),
        ("7", "жеті жетінің жетіге жетіні жетіде жетіден жетімен"),
        ("8", "сегіз сегіздің сегізге сегізді сегізде сегізден сегізбен"),
        ("9", "тоғыз тоғыздың тоғызға тоғызды тоғызда тоғыздан тоғызбен"),
    ],
)
def test_a_kazakh_word_has_seven_cases(number: str, forms: str) -> None:
    assert " ".join(said(number, "kk", case=case) for case in KAZAKH_CASES) == forms


def test_a_rank_is_said_by_its_place() -> None:
    found = [
        " ".join(said(str(number), language, "rank") for number in range(1, 10)) for language in ("en", "kk", "ru")
    ]
    assert found == [
        "first second third fourth fifth sixth seventh eighth ninth",
        "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы",
        "первый второй третий четвёртый пятый шестой седьмой восьмой девятый",
    ]


# Places decline as adjectives do: hard but for третий, which has ь before its endings.
@pytest.mark.parametrize(
    ("number", "gender", "forms"),
    [
        ("5", "masculine", "пятый пятого пятому пятый пятым пятом"),
        ("6", "neuter", "шестое шестого шестому шестое шестым шестом"),
        ("2", "feminine", "вторая второй второй вторую второй второй"),
        ("3", "masculine", "третий третьего третьему третий третьим третьем"),
        ("3", "neuter", "третье третьего третьему третье третьим третьем"),
        ("3", "feminine", "третья третьей третьей третью третьей третьей"),
        ("3", "animate", "третий третьего третьему третьего третьим третьем"),
    ],
)
def test_a_russian_place_is_declined_as_an_adjective(number: str, gender: str, forms: str) -> None:
    assert " ".join(said(number, "ru", "rank", case=case, gender=gender) for case in RUSSIAN_CASES) == forms


def test_the_noun_agrees_with_its_number_in_words() -> None:
    assert [said("3", language, noun="ministers") for language in ("en", "kk", "ru")] == [
        "three ministers",
        "үш министр",
        "три министра",
    ]
    assert said("1", "ru", noun="works", gender="feminine") == "одна работа"
    assert said("5", "ru", noun="works") == "пять работ"


# After a Russian number in the genitive stands the genitive plural, after один that of the singular.
@pytest.mark.parametrize(
    ("number", "options", "expected"),
    [
        ("3", {"case": "genitive"}, "трёх министров"),
        ("1", {"case": "genitive"}, "одного министра"),
        ("3", {"case": "accusative", "gender": "animate"}, "трёх министров"),
        ("1", {"case": "accusative", "gender": "animate"}, "одного министра"),
        ("5", {"case": "accusative", "gender": "animate"}, "пять министров"),
        ("3", {"approx": "about"}, "около трёх министров"),
        ("3", {"approx": "almost"}, "почти три министра"),
    ],
)
def test_a_russian_noun_stands_in_the_case_of_its_number(number: str, options: dict[str, str], expected: str) -> None:
    assert said(number, "ru", noun="ministers", **options) == expected


# A Kazakh number before a noun has no ending: the noun has it, unless a hedge asks for that of the number.
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"case": "dative"}, "үш министрге"),
        ({"case": "ablative"}, "үш министрден"),
        ({"approx": "about", "case": "dative"}, "шамамен үш министрге"),
        ({"approx": "more-than"}, "үштен астам министр"),
    ],
)
def test_a_kazakh_noun_has_the_ending(options: dict[str, str], expected: str) -> None:
    assert said("3", "kk", noun="ministers", **options) == expected


def test_the_noun_of_figures_stands_in_a_case_too() -> None:
    count = Quantity("12", "count")
    assert number_phrase(count, "ru", NOUNS, noun="works", case="genitive") == "12\u00a0работ"
    assert number_phrase(count, "kk", NOUNS, noun="works", case="locative") == "12\u00a0еңбекте"


@pytest.mark.parametrize(
    ("approx", "expected"),
    [
        ("about", ["about three", "шамамен үш", "около трёх"]),
        ("more-than", ["more than three", "үштен астам", "более трёх"]),
        ("less-than", ["less than three", "үштен аз", "менее трёх"]),
        ("almost", ["almost three", "үшке жуық", "почти три"]),
    ],
)
def test_a_hedge_stands_with_a_word(approx: str, expected: list[str]) -> None:
    assert [said("3", language, approx=approx) for language in ("en", "kk", "ru")] == expected


@pytest.mark.parametrize("value", ["0", "10", "12", "-3", "2.5", "2/3"])
def test_what_is_no_whole_number_from_one_to_nine_has_no_word(value: str) -> None:
    with pytest.raises(PressError, match="words go from one to nine"):
        said(value, "ru")


def test_a_number_of_thousands_has_no_word() -> None:
    with pytest.raises(PressError, match=r"4 million has no word \(words go from one to nine\)"):
        number_phrase(Quantity("4", "persons", "million"), "en", NOUNS, form="words")


def test_a_number_that_is_rounded_to_a_whole_one_has_a_word() -> None:
    assert number_phrase(Quantity("2.6", "count"), "en", NOUNS, form="words", digits=0) == "three"


@pytest.mark.parametrize("unit", ["percent", "tenge", "year"])
def test_units_that_are_written_with_figures_have_no_words(unit: str) -> None:
    with pytest.raises(PressError, match=f"not for {unit}"):
        said("3", "en", unit)


@pytest.mark.parametrize(
    ("language", "options", "told"),
    [
        ("en", {"form": "words", "case": "dative"}, "'en' has no case 'dative' here; leave case out"),
        ("kk", {"form": "words", "gender": "feminine"}, "'kk' has no gender 'feminine' here; leave gender out"),
        (
            "ru",
            {"form": "words", "case": "locative"},
            "'ru' has no case 'locative' here; use one of nominative, genitive",
        ),
        ("ru", {"gender": "feminine"}, "gender=feminine is for words and nouns; write form=words"),
        ("ru", {"case": "dative"}, "case=dative changes no figures in 'ru'; leave the option out"),
        ("ru", {"case": "dative", "approx": "about"}, "approx=about asks for the genitive and case=dative"),
        (
            "ru",
            {"noun": "works", "case": "dative"},
            "the noun 'works' has no form for case=dative after 3 in 'ru'; type",
        ),
        ("de", {"form": "words"}, "'de' has no words for numbers; leave form=words out"),
    ],
)
def test_an_option_that_the_language_cannot_have_is_told(language: str, options: dict[str, str], told: str) -> None:
    with pytest.raises(PressError) as caught:
        number_phrase(Quantity("3", "count"), language, NOUNS, **options)
    assert f"{caught.value.message}; {caught.value.remedy}".startswith(told)


def test_a_feminine_accusative_after_one_is_left_to_the_writer() -> None:
    """«Одну работу»: the table of nouns has no such form."""
    with pytest.raises(PressError, match="no form for case=accusative after 1"):
        said("1", "ru", noun="works", case="accusative", gender="feminine")
