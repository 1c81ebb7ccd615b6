"""Russian, typeset as is usual in books."""

from __future__ import annotations

from press.language.letters import CAPITALS
from press.language.profile import GENITIVE, LOCALE_DIR, Language
from press.language.russian_cases import CASES, GENDERS, cardinal, date_in_case, ordinal, years_in_case

RUSSIAN = Language(
    tag="ru",
    langid="russian",
    stems=LOCALE_DIR / "ru" / "stems.js",
    alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    quotation_marks=("«»", "„“"),
    dash="—",
    no_break=(
        r"(?<=(?<![\w-])[вксиоуаяВКСИОУАЯ]) (?=\S|$)",
        r" (?=(?:же|ли|бы|ж|б|ль)(?![\w-]))",
        r"(?<=\d) (?=[а-яё])",
        r"(?:(?<=\b[стпг]\.)|(?<=\b(?:гл|ст|им|ул|см|рр)\.)|(?<=\bрис\.)|(?<=\bтабл\.)) (?=\d)",
        r"(?:(?<=\bрисунок)|(?<=\bрисунк[аеу])|(?<=\bрисунком)|(?<=\bтаблиц[аеуы])|(?<=\bтаблицей)) (?=\d)",
        r"(?<=\bт\.) (?=[екндпо]\.)",
        rf"(?:(?<=(?<!\d\s)\bг\.)|(?<=\b(?:им|ул)\.)) (?=[{CAPITALS}])",
        r"(?<=[IVXLCM]) (?=(?:в\.|вв\.|век))",
        r"(?<=\bи) (?=(?:др|пр)\.)",
    ),
    abbreviations=("гг", "др", "ст"),
    referring=("см", "ср", "напр"),
    # "рисунок 1" is a common noun; English writes it with a capital, and Kazakh begins with the number: "1-сурет".
    lowercase_numref=True,
    currency_names={"KZT": "тенге"},
    hedge_cases={"about": GENITIVE, "more-than": GENITIVE, "less-than": GENITIVE},
    cases=CASES,
    genders=GENDERS,
    date_cases=CASES,
    cardinal=cardinal,
    ordinal=ordinal,
    date_in_case=date_in_case,
    years_in_case=years_in_case,
)
