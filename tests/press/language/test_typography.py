"""Text is set as books of each language are, and falls into its sentences."""

from __future__ import annotations

import pytest

from press.language.profile import Language
from press.language.registry import LANGUAGES
from press.language.typography import sentences, typeset


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "4.6 million people on 12 April 2016", "4.6~million people on 12~April 2016"),
        ("en", "see Table 3, p. 5 and pp. 6–7, No. 5", "see Table~3, p.~5 and pp.~6–7, No.~5"),
        ("en", "M. T. Baimakhanov", "M.~T.~Baimakhanov"),
        ("en", "“quoted” – so", "“quoted”~– so"),
        ("kk", "Әкім дегеніміз – облыстың басшысы", "Әкім дегеніміз~– облыстың басшысы"),
        ("kk", "Мақсат — қызмет", "Мақсат~– қызмет"),
        ("kk", "тиіс», – деген", "тиіс»,~– деген"),
        ("kk", "ғалымдар да, бар ма", "ғалымдар~да, бар~ма"),
        ("kk", "кеңесшісі А. Рамадан", "кеңесшісі А.~Рамадан"),
        ("kk", "2020 ж. 12 сәуір", "2020~ж. 12~сәуір"),
        ("kk", "5 млн адам, т. б. 2018–2022 жылдары", "5~млн адам, т.~б. 2018–2022~жылдары"),
        ("kk", "XXI ғасыр", "XXI~ғасыр"),
        ("kk", '"Ашық" үкімет', "«Ашық» үкімет"),
        ("ru", "Январь — это урок", "Январь~— это урок"),
        ("ru", "Январь - это урок", "Январь~— это урок"),
        ("ru", "В статье и в книге о нём", "В~статье и~в~книге о~нём"),
        ("ru", "как же так, знал ли он", "как~же так, знал~ли он"),
        ("ru", "советник А. Б. Рамадан", "советник А.~Б.~Рамадан"),
        ("ru", "12 апреля 2016 г. указ подписан", "12~апреля 2016~г. указ подписан"),
        ("ru", "см. № 5, § 3, рис. 2, с. 14", "см. №~5, §~3, рис.~2, с.~14"),
        ("ru", "т. е. 5 млн и др., в XXI в.", "т.~е. 5~млн и~др., в~XXI~в."),
        ("ru", "из г. Алматы, ул. Абая", "из г.~Алматы, ул.~Абая"),
        ("ru", "кое-что о COVID-19", "кое-что о~COVID-19"),
        ("ru", 'назвал "слышащим" его', "назвал «слышащим» его"),
        ("ru", "газета «Вести “Дома” и мира»", "газета «Вести „Дома“ и~мира»"),
        ("ru", "газета «Вести «Дома» и мира»", "газета «Вести „Дома“ и~мира»"),
        ("ru", "не закрыта «кавычка", "не закрыта «кавычка"),
    ],
)
def test_text_is_printed_by_the_rules_of_its_language(language: str, typed: str, printed: str) -> None:
    assert typeset(typed, language).replace("\u00a0", "~") == printed


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


def test_a_full_stop_within_an_abbreviation_is_one_and_no_other_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LANGUAGES._values, "pt", Language(tag="pt", abbreviations=("p.ex",)))
    assert sentences("Chove, p.ex. Hoje. Veja pdex. Sim.", "pt") == ["Chove, p.ex. Hoje.", "Veja pdex.", "Sim."]
