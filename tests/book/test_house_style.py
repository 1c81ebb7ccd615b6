"""The rules of style of this book: each finds what it is for and nothing beside it, and is told in the style guide of its language."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from press.checks.prose import IN_PARAGRAPH, label_passage
from press.checks.style import NUMBERED, Rule, broken_rules, read_rules
from press.core.settings import load_settings

ROOT = Path(__file__).parents[2]
SETTINGS = load_settings(ROOT)
READ = {language: read_rules(SETTINGS, language) for language in SETTINGS.languages}
RULES = {language: {rule.name: rule for rule in rules} for language, rules in READ.items() if rules}

# A sentence that breaks the rule, and one that does not.
SENTENCES = {
    ("en", "stand-for-be"): (
        "The data stand in two tables.",
        "It stands for nothing and lets both stand; what stood out were outstanding results, understood and long-standing.",
    ),
    ("en", "printed-for-given"): (
        "The year printed is another.",
        "The printed edition is in print; “printed”, it says, and the printer has a fingerprint.",
    ),
    ("en", "at-best"): ("It was at best a third.", "The best of a third."),
    ("en", "most-likely"): ("It is most likely of 2023.", "The likely year is probably 2023; whichever is likelier."),
    ("en", "said-to"): ("It is said to have risen.", "He said to the press that it rose; it is said that it fell."),
    ("en", "of-those-asked"): (
        "Of those asked {number}`survey/believe` believe it.",
        "Of the {number}`audit/figures` figures, a third hold; of those asked, few.",
    ),
    ("en", "two-colons"): ("One thing: this: that.", "One thing: this. Of Mr. Doe, 2.5: that."),
    ("en", "words-to-avoid"): (
        "It is debunked.",
        "Whoever broke the quarantine regime was found; “propaganda”, he says.",
    ),
    ("en", "invented-persons"): (
        "Two judges gave each figure a verdict.",
        "Everything was judged twice; two people who judged the state wrote a work, and a third was paid in July.",
    ),
    ("kk", "dates-with-kuni"): (
        "{number}`claims/tokayev-parliament-2022` күні айтылды.",
        "{number}`claims/tokayev-parliament-2022 case=locative` айтылды; сол күні бәрі естіді.",
    ),
    ("kk", "year-for"): ("{number}`claims/wef-year` жыл үшін берілді.", "Келесі жылға берілген, ел үшін маңызды."),
    ("kk", "belongs-to-year"): ("Бұл сан соған тиесілі.", "Бұл сол жылғы сан."),
    ("kk", "terms"): ("Бір реттік төлем берілді.", "Біржолғы төлем бір рет берілді; «дәйексөз» – сілтеме емес."),
    ("kk", "given-for-year"): (
        "Бұл 2021 жылға берілген сан.",
        "Бұл 2021 жылғы сан; төлем бір айға, бір жылға берілді.",
    ),
    ("kk", "attributions"): ("Авторлардың пайымынша, бұл дұрыс.", "Авторлардың пікірінше, дерек бойынша бұл дұрыс."),
    ("kk", "printed-for-given"): ("Мақалада басылған үлес бөлек.", "Мақала журналда басылған шығар."),
    ("kk", "words-to-avoid"): ("Бұл жалған болып шықты.", "Үкімет бұл туралы «жалған» деді."),
    ("kk", "two-colons"): ("Нәтиже мынау: сан: жоқ.", "Нәтиже мынау: сан. Оның себебі: дерек жоқ."),
    ("kk", "invented-persons"): (
        "Сандарды екі адам бағалады.",
        "Бәрі екі рет бағаланды; екі сарапшы жазған еңбекте баға берілген.",
    ),
    ("kk", "counted"): ("Екеуі бір тексеру саналады.", "Екеуі бір тексеру деп есептеледі; неше адам сұралды."),
    ("kk", "collective-endings"): ("Соның 6-уы расталды.", "Соның 6-сы, үшеуі, 20-сы расталды."),
    ("ru", "printed-for-given"): ("Напечатанный год неверен.", "В этом журнале статья и напечатана; год в ней указан."),
    ("ru", "by-the-article"): (
        "По статье, это рост.",
        "По словам авторов, это рост; утверждения разбросаны по статье.",
    ),
    ("ru", "terms"): ("Это итог проверки.", "Это результат проверки; итоги года; это свидетельствует о росте."),
    ("ru", "officialese"): ("Рост является заметным.", "Рост заметен; явление это новое."),
    ("ru", "hinge"): ("Показал он и то, что доверие растёт.", "Он показал и рост доверия; сказано это ясно."),
    ("ru", "table-twice"): (
        "Это показано в таблице ({numref}`tab-audit-citations`).",
        "Это показано в {numref}`таблице %s <tab-audit-citations>` и ниже ({numref}`fig-x`).",
    ),
    ("ru", "words-to-avoid"): ("Это опровергнуто.", "Она сложна и ложится в основу; «ложь», сказал он."),
    ("ru", "two-colons"): ("Итог таков: число: нет.", "Итог таков: число. В 2016 г. было так: нет."),
    ("ru", "invented-persons"): (
        "Числа оценили двое.",
        "Всё оценено дважды; эксперты оценили закон, а третий опрос провели в мае.",
    ),
    ("ru", "squeezed"): (
        "Два из них — вероятнее всего.",
        "Два из них, вероятнее всего, верны; числа согласуются плохо.",
    ),
}


def found(rule: Rule, language: str, sentence: str) -> list[str]:
    # As in the prose of a document, a role stands there by its name, or with words of its own.
    words = re.sub(r"(\{\w+\})`(?:([^`<>]*) <[^`]*>|[^`]*)`", lambda role: role[2] or role[1], sentence)
    passage = replace(label_passage(words, 1), scope=IN_PARAGRAPH)
    return [fault.words for fault in broken_rules(passage, [rule], language)]


@pytest.mark.parametrize(("place", "sentences"), SENTENCES.items(), ids=map(" ".join, SENTENCES))
def test_a_rule_finds_what_it_is_for_and_nothing_beside_it(place: tuple[str, str], sentences: tuple[str, str]) -> None:
    language, name = place
    wrong, right = sentences
    assert len(found(RULES[language][name], language, wrong)) == 1
    assert found(RULES[language][name], language, right) == []


def test_each_rule_has_such_sentences() -> None:
    named = [
        (language, rule.name) for language in RULES for rule in RULES[language].values() if rule.kind not in NUMBERED
    ]
    assert named == list(SENTENCES)


@pytest.mark.parametrize("language", RULES)
def test_each_rule_is_told_in_the_style_guide(language: str) -> None:
    guide = (ROOT / "docs" / "editorial" / f"{language}.md").read_text(encoding="utf-8")
    told = guide.partition("## Checked by program")[2].partition("\n## ")[0]
    assert [name for name in RULES[language] if f"`{name}`" not in told] == []
    assert {rule.link for rule in RULES[language].values()} <= {f"docs/editorial/{language}.md"}
