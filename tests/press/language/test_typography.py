"""Text is set as each language prints it: spaces, dashes, quotation marks."""

from __future__ import annotations

import pytest

from press.language.typography import typeset


def shown(text: str) -> str:
    """No-break spaces as something that can be seen."""
    return text.replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Январь — это урок", "Январь~— это урок"),
        ("Январь - это урок", "Январь~— это урок"),
        ("В статье и в книге о нём", "В~статье и~в~книге о~нём"),
        ("как же так, знал ли он", "как~же так, знал~ли он"),
        ("советник А. Б. Рамадан", "советник А.~Б.~Рамадан"),
        ("12 апреля 2016 г. указ подписан", "12~апреля 2016~г. указ подписан"),
        ("см. № 5, § 3, рис. 2, с. 14", "см. №~5, §~3, рис.~2, с.~14"),
        ("т. е. 5 млн и др., в XXI в.", "т.~е. 5~млн и~др., в~XXI~в."),
        ("из г. Алматы, ул. Абая", "из г.~Алматы, ул.~Абая"),
        ("кое-что о COVID-19", "кое-что о~COVID-19"),
        ('назвал "слышащим" его', "назвал «слышащим» его"),
        ("газета «Вести “Дома” и мира»", "газета «Вести „Дома“ и~мира»"),
        ("газета «Вести «Дома» и мира»", "газета «Вести „Дома“ и~мира»"),
        ("не закрыта «кавычка", "не закрыта «кавычка"),
    ],
)
def test_russian_text_is_printed_by_the_rules_of_russian(typed: str, printed: str) -> None:
    assert shown(typeset(typed, "ru")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Әкім дегеніміз – облыстың басшысы", "Әкім дегеніміз~– облыстың басшысы"),
        ("Мақсат — қызмет", "Мақсат~– қызмет"),
        ("тиіс», – деген", "тиіс»,~– деген"),
        ("ғалымдар да, бар ма", "ғалымдар~да, бар~ма"),
        ("кеңесшісі А. Рамадан", "кеңесшісі А.~Рамадан"),
        ("2020 ж. 12 сәуір", "2020~ж. 12~сәуір"),
        ("5 млн адам, т. б. 2018–2022 жылдары", "5~млн адам, т.~б. 2018–2022~жылдары"),
        ("XXI ғасыр", "XXI~ғасыр"),
        ('"Ашық" үкімет', "«Ашық» үкімет"),
    ],
)
def test_kazakh_text_is_printed_by_the_rules_of_kazakh(typed: str, printed: str) -> None:
    assert shown(typeset(typed, "kk")) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("4.6 million people on 12 April 2016", "4.6~million people on 12~April 2016"),
        ("see Table 3, p. 5 and pp. 6–7, No. 5", "see Table~3, p.~5 and pp.~6–7, No.~5"),
        ("M. T. Baimakhanov", "M.~T.~Baimakhanov"),
        ("“quoted” – so", "“quoted”~– so"),
    ],
)
def test_english_text_is_printed_by_the_rules_of_english(typed: str, printed: str) -> None:
    assert shown(typeset(typed, "en")) == printed


@pytest.mark.parametrize("language", ["en", "kk", "ru"])
def test_setting_twice_is_setting_once_and_no_text_grows(language: str) -> None:
    text = 'Он - "тот “самый” и в 5 млн", т. е. № 5 — 12 мая; да ма, p. 5 – 4 million'
    once = typeset(text, language)
    assert typeset(once, language) == once
    assert len(once) == len(text)
