"""Numbers as sentences have them: hedges, counted nouns, and the grammar that ties them together."""

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.language.kazakh_cases import with_case
from press.language.number_phrases import HEDGES, load_nouns, number_phrase
from press.language.profile import ABLATIVE, DATIVE
from press.language.quantities import Quantity

NOUNS = {
    "people": {
        "en": {"one": "person", "other": "people"},
        "kk": {"one": "адам", "other": "адам"},
        "ru": {"one": "человек", "few": "человека", "many": "человек", "other": "человека"},
    },
    "grants": {
        "en": {"one": "grant", "other": "grants"},
        "kk": {"one": "грант", "other": "грант"},
        "ru": {"one": "грант", "few": "гранта", "many": "грантов", "other": "гранта"},
    },
}
HEADER = "code,language,one,few,many,other\n"


def said(quantity: Quantity, language: str, **options: str) -> str:
    return number_phrase(quantity, language, NOUNS, **options).replace("\u00a0", " ")


# The endings are those of the numerals as they are read aloud, by the school grammar of Kazakh.
@pytest.mark.parametrize(
    ("spelled", "ablative", "dative"),
    [
        ("1", "1-ден", "1-ге"),
        ("3", "3-тен", "3-ке"),
        ("6", "6-дан", "6-ға"),
        ("9", "9-дан", "9-ға"),
        ("10", "10-нан", "10-ға"),
        ("40", "40-тан", "40-қа"),
        ("50", "50-ден", "50-ге"),
        ("70", "70-тен", "70-ке"),
        ("80", "80-нен", "80-ге"),
        ("90", "90-нан", "90-ға"),
        ("200", "200-ден", "200-ге"),
        ("42 500", "42 500-ден", "42 500-ге"),
        ("7 000", "7 000-нан", "7 000-ға"),
        ("2 000 000", "2 000 000-нан", "2 000 000-ға"),
        ("1,5", "1,5-тен", "1,5-ке"),
        ("60%", "60%-дан", "60%-ға"),
        ("1,5 млн", "1,5 млн-нан", "1,5 млн-ға"),
        ("45 млрд", "45 млрд-тан", "45 млрд-қа"),
        ("50 мың", "50 мыңнан", "50 мыңға"),
        ("42 500 теңге", "42 500 теңгеден", "42 500 теңгеге"),
        ("100 АҚШ доллары", "100 АҚШ долларынан", "100 АҚШ долларына"),
        ("100 Ресей рублі", "100 Ресей рублінен", "100 Ресей рубліне"),
        ("100 еуро", "100 еуродан", "100 еуроға"),
    ],
)
def test_a_kazakh_number_takes_the_ending_of_its_last_word(spelled: str, ablative: str, dative: str) -> None:
    assert (with_case(spelled, ABLATIVE), with_case(spelled, DATIVE)) == (ablative, dative)


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
        ("1", "1 грант", "около 1 гранта"),
        ("2", "2 гранта", "около 2 грантов"),
        ("5", "5 грантов", "около 5 грантов"),
        ("11", "11 грантов", "около 11 грантов"),
        ("21", "21 грант", "около 21 гранта"),
        ("1.5", "1,5 гранта", "около 1,5 гранта"),
    ],
)
def test_a_russian_noun_agrees_with_its_number_and_with_the_word_before(count: str, plain: str, hedged: str) -> None:
    quantity = Quantity(count, "count")
    assert said(quantity, "ru", noun="grants") == plain
    assert said(quantity, "ru", noun="grants", approx="about") == hedged


def test_a_noun_after_a_word_of_scale_is_plural_in_each_language() -> None:
    users = Quantity("1", "persons", "million")
    assert [said(users, language, noun="people") for language in ("en", "kk", "ru")] == [
        "1 million people",
        "1 млн адам",
        "1 млн человек",
    ]


def test_hedge_and_noun_stand_together() -> None:
    users = Quantity("1.5", "persons", "million")
    assert [said(users, language, noun="people", approx="more-than") for language in ("en", "kk", "ru")] == [
        "more than 1.5 million people",
        "1,5 млн-нан астам адам",
        "более 1,5 млн человек",
    ]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"approx": "roughly"}, "approx=roughly"),
        ({"noun": "peeple"}, "peeple"),
        ({"noun": "people", "unit": "percent"}, "fits no percent"),
    ],
)
def test_an_option_that_cannot_be_is_told_with_what_could(options: dict[str, str], told: str) -> None:
    unit = options.pop("unit", "count")
    with pytest.raises(PressError, match=told) as caught:
        number_phrase(Quantity("5", unit), "en", NOUNS, **options)
    assert caught.value.remedy


def test_the_nearest_noun_is_suggested() -> None:
    with pytest.raises(PressError) as caught:
        number_phrase(Quantity("5", "count"), "en", NOUNS, noun="peeple")
    assert "people" in str(caught.value.remedy)


def test_every_hedge_has_words_in_each_language() -> None:
    assert all(
        said(Quantity("5", "count"), language, approx=approx) != "5"
        for approx in HEDGES
        for language in ("en", "kk", "ru")
    )


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
    with pytest.raises(PressError, match="no forms: in 'ru' grants"):
        nouns_of(tmp_path, "grants,en,grant,,,grants\n", ["en", "ru"])


def test_a_language_that_babel_does_not_know_is_told_with_the_line(tmp_path: Path) -> None:
    with pytest.raises(PressError) as caught:
        nouns_of(tmp_path, "grants,xx-none,grant,,,grants\n", ["en"])
    assert caught.value.line == 2


def test_digits_round_the_exact_value_and_not_what_was_rounded_before() -> None:
    # 19 of 45 are 42.2222... per cent, which a notebook publishes as 42.
    share = Quantity("42", "percent", exact="42.2222222222")
    assert [number_phrase(share, "en", {}, digits=digits) for digits in (0, 1, 2)] == ["42%", "42.2%", "42.22%"]
    assert number_phrase(Quantity("27/54", "percent", exact="26.5/54.4"), "en", {}, digits=1) == "26.5–54.4%"


def test_digits_that_nobody_knows_are_not_printed() -> None:
    stated = Quantity("1113.6", "tenge", "billion")
    assert number_phrase(stated, "en", {}, digits=1) == number_phrase(stated, "en", {})
    with pytest.raises(PressError, match=r"digits=2 is more than is known of 1113\.6") as caught:
        number_phrase(stated, "en", {}, digits=2)
    assert caught.value.remedy == "use digits=1 at most"
