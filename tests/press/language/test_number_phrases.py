"""Numbers as sentences have them: hedges, counted nouns, and the grammar that ties them together."""

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.language.number_phrases import load_nouns, number_phrase
from press.language.quantities import Quantity

NOUNS = {
    "people": {
        "en": {"one": "person", "other": "people"},
        "kk": {"one": "адам", "other": "адам"},
        "ru": {"one": "человек", "few": "человека", "many": "человек", "other": "человека"},
    },
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
HEADER = "code,language,one,few,many,other\n"


def said(quantity: Quantity, language: str, **options: str) -> str:
    return number_phrase(quantity, language, NOUNS, **options).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("approx", "english", "kazakh", "russian"),
    [
        ("about", "about 60%", "шамамен 60%", "около 60 %"),
        ("more-than", "more than 60%", "60%-дан астам", "более 60 %"),
        ("less-than", "less than 60%", "60%-дан аз", "менее 60 %"),
        ("almost", "almost 60%", "60%-ға жуық", "почти 60 %"),
        ("some", "some 60%", "шамамен 60%", "примерно 60 %"),
    ],
)
def test_a_hedge_is_said_in_each_language(approx: str, english: str, kazakh: str, russian: str) -> None:
    share = Quantity("60", "percent")
    assert [said(share, language, approx=approx) for language in ("en", "kk", "ru")] == [english, kazakh, russian]


@pytest.mark.parametrize(
    ("count", "plain", "hedged"),
    [
        ("1", "1 работа", "около 1 работы"),
        ("2", "2 работы", "около 2 работ"),
        ("5", "5 работ", "около 5 работ"),
        ("11", "11 работ", "около 11 работ"),
        ("21", "21 работа", "около 21 работы"),
        ("1.5", "1,5 работы", "около 1,5 работы"),
    ],
)
def test_a_russian_noun_agrees_with_its_number_and_with_the_word_before(count: str, plain: str, hedged: str) -> None:
    quantity = Quantity(count, "count")
    assert said(quantity, "ru", noun="works") == plain
    assert said(quantity, "ru", noun="works", approx="about") == hedged


@pytest.mark.parametrize(
    ("number", "options", "expected"),
    [
        ("1", {}, ["1 million people", "1 млн адам", "1 млн человек"]),
        ("1.5", {"approx": "more-than"}, ["more than 1.5 million people", "1,5 млн-нан астам адам", "более 1,5 млн человек"]),
    ],
)  # fmt: skip
def test_a_noun_after_a_word_of_scale_is_plural_with_a_hedge_or_without(
    number: str, options: dict[str, str], expected: list[str]
) -> None:
    users = Quantity(number, "persons", "million")
    assert [said(users, language, noun="people", **options) for language in ("en", "kk", "ru")] == expected


def nouns_of(root: Path, rows: str, languages: list[str]) -> object:
    path = root / "data" / "vocabulary" / "plurals" / "nouns.csv"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + rows, encoding="utf-8")
    return load_nouns(root, languages)


def test_a_noun_without_a_class_of_its_language_is_told_with_the_line(tmp_path: Path) -> None:
    rows = "grants,en,grant,,,grants\ngrants,ru,грант,,грантов,гранта\n"
    with pytest.raises(PressError, match="lacks the form few") as caught:
        nouns_of(tmp_path, rows, ["en", "ru"])
    assert caught.value.line == 3


def test_a_noun_without_a_language_is_told(tmp_path: Path) -> None:
    with pytest.raises(PressError, match="no forms: grants in 'ru'"):
        nouns_of(tmp_path, "grants,en,grant,,,grants\n", ["en", "ru"])


@pytest.mark.parametrize("tag", ["pt_BR", "pt-BR"])
def test_a_language_may_be_named_with_its_country(tmp_path: Path, tag: str) -> None:
    # CLDR has three plural categories of Portuguese.
    assert nouns_of(tmp_path, f"grants,{tag},bolsa,,bolsas,bolsas\n", [tag]) == {
        "grants": {tag: {"one": "bolsa", "many": "bolsas", "other": "bolsas"}}
    }


def test_a_number_that_is_rounded_to_a_whole_one_has_a_word() -> None:
    assert number_phrase(Quantity("2.6", "count"), "en", NOUNS, form="words", digits=0) == "three"


def test_digits_that_nobody_knows_are_not_printed() -> None:
    stated = Quantity("1113.6", "tenge", "billion")
    assert number_phrase(stated, "en", {}, digits=1) == number_phrase(stated, "en", {})
    with pytest.raises(PressError, match=r"digits=2 is more than is known of 1113\.6") as caught:
        number_phrase(stated, "en", {}, digits=2)
    assert caught.value.remedy == "use digits=1 at most"


def in_words(number: str, language: str, **options: str) -> str:
    return said(Quantity(number, "count"), language, form="words", **options)


def test_the_noun_agrees_with_its_number_in_words() -> None:
    assert [in_words("3", language, noun="ministers") for language in ("en", "kk", "ru")] == [
        "three ministers",
        "үш министр",
        "три министра",
    ]
    assert in_words("1", "ru", noun="works", gender="feminine") == "одна работа"
    assert in_words("5", "ru", noun="works") == "пять работ"


# After a Russian number in the genitive stands the genitive plural, after один that of the singular.
@pytest.mark.parametrize(
    ("number", "options", "expected"),
    [
        ("3", {"case": "genitive"}, "трёх министров"),
        ("1", {"case": "genitive"}, "одного министра"),
        ("3", {"approx": "about"}, "около трёх министров"),
        ("3", {"approx": "almost"}, "почти три министра"),
    ],
)
def test_a_russian_noun_stands_in_the_case_of_its_number(number: str, options: dict[str, str], expected: str) -> None:
    assert in_words(number, "ru", noun="ministers", **options) == expected


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
    assert in_words("3", "kk", noun="ministers", **options) == expected


def test_the_noun_of_figures_stands_in_a_case_too() -> None:
    count = Quantity("12", "count")
    assert number_phrase(count, "ru", NOUNS, noun="works", case="genitive") == "12\u00a0работ"
    assert number_phrase(count, "kk", NOUNS, noun="works", case="locative") == "12\u00a0еңбекте"


@pytest.mark.parametrize(
    ("language", "options", "told"),
    [
        ("en", {"form": "words", "case": "dative"}, "'en' has no case 'dative' here; leave case out"),
        ("kk", {"form": "words", "gender": "feminine"}, "'kk' has no gender 'feminine' here; leave gender out"),
        ("ru", {"form": "words", "case": "locative"}, "'ru' has no case 'locative' here; use one of nominative"),
        ("ru", {"case": "dative", "approx": "about"}, "approx=about asks for the genitive and case=dative"),
        ("ru", {"noun": "works", "case": "dative"}, "the noun 'works' has no form for case=dative in 'ru'; type"),
        ("de", {"form": "words"}, "'de' has no words for numbers; leave form=words out"),
        ("en", {"approx": "roughly"}, "approx=roughly is no hedge; use one of about, more-than"),
        ("en", {"noun": "peeple"}, "there is no counted noun 'peeple'; write its forms"),
        ("en", {"unit": "percent", "noun": "people"}, "noun=people fits no percent; leave the option out"),
    ],
)
def test_an_option_that_a_number_or_its_language_cannot_have_is_told(
    language: str, options: dict[str, str], told: str
) -> None:
    with pytest.raises(PressError) as caught:
        number_phrase(Quantity("3", options.pop("unit", "count")), language, NOUNS, **options)
    assert f"{caught.value.message}; {caught.value.remedy}".startswith(told)


# How words are inflected is tested beside each language.
@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("count", "one two three four five six seven eight nine"),
        ("rank", "first second third fourth fifth sixth seventh eighth ninth"),
    ],
)
def test_one_to_nine_are_words_in_english(unit: str, words: str) -> None:
    numbers = (Quantity(str(number), unit) for number in range(1, 10))
    assert " ".join(said(number, "en", form="words") for number in numbers) == words


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        *((Quantity(value, "count"), "words go from one to nine") for value in ("0", "10", "-3", "2.5", "2/3")),
        (Quantity("4", "persons", "million"), r"4 million has no word \(words go from one to nine\)"),
        *((Quantity("3", unit), f"not for {unit}") for unit in ("percent", "tenge", "year")),
    ],
)
def test_what_has_no_word_is_told(quantity: Quantity, told: str) -> None:
    with pytest.raises(PressError, match=told):
        said(quantity, "ru", form="words")
