"""Kazakh numerals and nouns in cases, by the school grammar («Септік жалғаулары», «Үндестік заңы»)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from press.language.profile import Case
from press.language.profiles.kk import CASES, cardinal, decline, ordinal, with_case


# The ending has the vowel of the last syllable; its consonant follows the last sound: after a vowel н, ғ or д, after a
# voiceless consonant т or қ; after з and р they are voiced. The instrumental has one vowel only.
@pytest.mark.parametrize(
    ("inflect", "number", "forms"),
    [
        (cardinal, 2, "екі екінің екіге екіні екіде екіден екімен"),
        (cardinal, 3, "үш үштің үшке үшті үште үштен үшпен"),
        (cardinal, 4, "төрт төрттің төртке төртті төртте төрттен төртпен"),
        (cardinal, 6, "алты алтының алтыға алтыны алтыда алтыдан алтымен"),
        (cardinal, 9, "тоғыз тоғыздың тоғызға тоғызды тоғызда тоғыздан тоғызбен"),
        # A rank ends in a vowel, which is front or back as those of its number.
        (ordinal, 1, "бірінші біріншінің біріншіге біріншіні біріншіде біріншіден біріншімен"),
        (ordinal, 6, "алтыншы алтыншының алтыншыға алтыншыны алтыншыда алтыншыдан алтыншымен"),
        (ordinal, 9, "тоғызыншы тоғызыншының тоғызыншыға тоғызыншыны тоғызыншыда тоғызыншыдан тоғызыншымен"),
    ],
)
def test_a_kazakh_word_for_a_number_or_a_rank_has_seven_cases(
    inflect: Callable[[int, str, str], str], number: int, forms: str
) -> None:
    assert " ".join(inflect(number, case, "") for case in CASES) == forms


# The endings are those of the numerals as they are read aloud, by the school grammar of Kazakh.
@pytest.mark.parametrize(
    ("spelled", "ablative", "dative"),
    [
        ("3", "3-тен", "3-ке"),
        ("6", "6-дан", "6-ға"),
        ("10", "10-нан", "10-ға"),
        ("40", "40-тан", "40-қа"),
        ("80", "80-нен", "80-ге"),
        ("90", "90-нан", "90-ға"),
        ("200", "200-ден", "200-ге"),
        ("42 500", "42 500-ден", "42 500-ге"),
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
    assert (with_case(spelled, Case.ABLATIVE), with_case(spelled, Case.DATIVE)) == (ablative, dative)


# Examples of «Септік жалғаулары» on tili.softmaker.kz and shpargalka.kz: -н after vowels and nasals, -д after й, л, р, у, ж and з,
# -т after voiceless consonants and б, в, г, д; -ғ or -г in the dative, after voiceless ones -қ or -к.
@pytest.mark.parametrize(
    ("word", "case", "form"),
    [
        ("Сәуле", Case.GENITIVE, "Сәуленің"),
        ("өзен", Case.GENITIVE, "өзеннің"),
        ("күз", Case.GENITIVE, "күздің"),
        ("колхоз", Case.GENITIVE, "колхоздың"),
        ("клуб", Case.GENITIVE, "клубтың"),
        ("Иванов", Case.GENITIVE, "Ивановтың"),
        ("үй", Case.DATIVE, "үйге"),
        ("кітап", Case.DATIVE, "кітапқа"),
        ("қала", Case.LOCATIVE, "қалада"),
        ("кітап", Case.LOCATIVE, "кітапта"),
        # A loanword with back vowels that takes front endings.
        ("пункт", Case.DATIVE, "пунктке"),
    ],
)
def test_a_noun_takes_the_ending_of_its_last_sound_and_vowel(word: str, case: str, form: str) -> None:
    assert decline(word, case) == form
