"""Typed digits: which ones are free by rule, and which are found wherever they hide."""

from __future__ import annotations

import pytest

from press.checks.myst.chapter import read_blocks
from press.checks.typed_digits import digits_in

NAMES = ("COVID-19", "Table 1")
EXTENSIONS = ("colon_fence", "deflist", "attrs_inline", "attrs_block", "smartquotes", "strikethrough", "substitution")

FREE = {
    "a number of the data": "In {number}`claims/x digits=1` days",
    "a year in a citation": "As {cite:t}`doe2001` and {cite:p}`{see}roe1999,doe2001` say",
    "targets of references": "{ref}`rain-2020`, {ref}`there <fig-2>`, {doc}`a2`, {numref}`Table %s <tab-3>`",
    "English quotation marks": "It says “17 points”",
    "Russian and Kazakh quotation marks": "Там «17 пунктов», мұнда «17 тармақ»",
    "German quotation marks": "„17 Punkte“",
    "Polish quotation marks": "„17 punktów”",
    "straight quotation marks": 'It says "17 points"',
    "single quotation marks with an apostrophe": "‘Kazakhstan’s 17 points’",
    "nested quotation marks": "« ‹17› и “18” и „19“ »",
    "nested marks that look alike": "„he wrote “17” and 18“",
    "a quotation over several lines": "It says “one\n17\ntwo”",
    "a quotation in a table": "| a | “17” |",
    "inline code": "`x = 2020` and ``a ` 5``",
    "roles of code": "{code}`x = 5` and {math}`n = 45`",
    "a block of code": "```\nx = 17\n```",
    "a block of code with tildes": "~~~python\nx = 17\n~~~",
    "a directive of code": ":::{code-block} python\n:lineno-start: 5\nx = 17\n:::",
    "a directive of code within another": "::::{note}\n:::{code-block} python\nx = 17\n:::\n::::",
    "a name": "COVID-19 came, see Table 1.",
    "a name over a line end": "see Table\n1.",
    "a name with an ending": "COVID-19-ға",
    "the ordinal of a heading": "## 2. Rain\n\n### 2.1. Snow\n\n## 3) Fog",
    "an ordinal in a heading": "# The 21st century\n\n# 21-й век\n\n# 21-ші ғасыр",
    "numbers of a list": "1. One\n2. Two\n   1. Three\n   2. Four\n3. Five",
    "a list whose numbers are all the same": "1. One\n1. Two",
    "labels of footnotes": "Text[^2].\n\n[^2]: Note.",
    "targets of links": "[site](https://a.example/2020_(x)) and [there](b2.md)",
    "addresses": "<https://a.example/2020> https://a.example/2021",
    "targets defined apart": "[site]\n\n[site]: a2.md",
    "comments": "% 2020\n\nText <!-- 17\n18 --> text",
    "labels": "(label-2)=\n# Title",
    "embeds and their options": ":::{chart} rain/days2\n:name: fig-2\nWords.\n:::",
    "attributes": '{#id-2 .wide}\nText ![words](a2.png){width="50%"}',
    "attributes of HTML": '<img src="a2.png" width="50">',
    "entities": "no&#160;break",
    "a quoted block": "> 17 points",
    "the head of the file": "---\nversion: 0.13\n---\n# Title",
    "Roman numerals": "The XXI century, chapter IV",
}

FOUND = {
    "a year": ("It was 2020.", ["2020"]),
    "thousands": (
        "42,500 and 42\u00a0500 and 42\u202f500 and 42 500",
        ["42,500", "42\u00a0500", "42\u202f500", "42 500"],
    ),
    "a number with decimals": ("1,113.6 bn, 1\u00a0113,6 млрд", ["1,113.6", "1\u00a0113,6"]),
    "two numbers side by side": ("in 2020, 17 people", ["2020", "17"]),
    "a percentage": ("60% and 60 %", ["60", "60"]),
    "a number with a sign": ("№ 5, No. 6, −7, $8", ["5", "6", "7", "8"]),
    "an ordinal of three digits": ("# The 100th day and the 2021st", ["100", "2021"]),
    "an emphasised number": ("**17** and *18*", ["17", "18"]),
    "a number within a word": ("CO2 and G20", ["2", "20"]),
    "superscripts and fractions": ("m² or ½ or ③", ["²", "½", "③"]),
    "other scripts": ("１７, ١٧, १७", ["１７", "١٧", "१७"]),
    "entities that are digits": ("&#49; and &frac12;", ["&#49;", "&frac12;"]),
    "a caption": (":::{chart} rain/days\n:name: fig-1\nIn 2020.\n:::", ["2020"]),
    "the body of a note": (":::{note}\nIn 2020.\n:::", ["2020"]),
    "the title of a note": (":::{note} In 2020\nText.\n:::", ["2020"]),
    "a note between backticks and the text after it": ("```{note}\nIn 2020.\n```\n\nAnd 2021.", ["2020", "2021"]),
    "a note within a note": ("::::{note}\n:::{tip}\n17\n:::\n18\n::::", ["17", "18"]),
    "a table": ("| a | 5 |\n|---|---|\n| 6 | b |", ["5", "6"]),
    "the text of a footnote": ("Text[^1].\n\n[^1]: In 2020.", ["2020"]),
    "the alternative of a picture": ("![17 points](a2.png)", ["17"]),
    "the alternative of a figure": (":::{figure} a2.png\n:alt: 17\n:name: fig-2\n:::", ["17"]),
    "the alternative in HTML": ('<img alt="17 points" width="5">', ["17"]),
    "the text and title of a link": ('[17 points](b2.md "Page 18")', ["17", "18"]),
    "the words of a reference": ("{ref}`the 17 points <fig-2>`", ["17"]),
    "a role that prints": ("{sup}`2` {abbr}`G20 (20 countries)`", ["2", "20", "20"]),
    "a quotation that is not closed": ("He said “2020 was\nthe year", ["2020"]),
    "a quotation that ends in another paragraph": ("He said “2020\n\nand”", ["2020"]),
    "a quotation that ends in another cell": ("| a | b | c |\n|---|---|---|\n| “a | 17 | b” |", ["17"]),
    "a quotation that ends in another item": ("- “a\n- 17”", ["17"]),
    "quotation marks the wrong way round": ("He said ”2020“", ["2020"]),
    "apostrophes": ("Kazakhstan’s 17 and Almaty’s 18", ["17", "18"]),
    "a cardinal in a heading": ("## 45 people\n\n## 2022. The year", ["45", "2022"]),
    "a year that begins a line": ("It was in\n2020. Then", ["2020"]),
    "a year as the number of a list": ("2020. It rained", ["2020"]),
    "more than a name": ("Table 12 and Table 1.5", ["12", "1.5"]),
    "a comparison": ("5 < 6 and 7 > 6", ["5", "6", "7", "6"]),
    "a field of a list": (":rain: 5", ["5"]),
    "a formula in dollars": ("$n = 45$", ["45"]),
    "a number after code": ("`x` is 5 and `y` is 6", ["5", "6"]),
}


@pytest.mark.parametrize("text", FREE.values(), ids=FREE)
def test_digits_that_a_rule_allows_are_not_told(text: str) -> None:
    assert digits_in(read_blocks(text, EXTENSIONS), NAMES) == ()


@pytest.mark.parametrize(("text", "numbers"), FOUND.values(), ids=FOUND)
def test_digits_that_somebody_typed_are_told(text: str, numbers: list[str]) -> None:
    assert [number for _, number in digits_in(read_blocks(text, EXTENSIONS), NAMES)] == numbers


def test_a_typed_number_is_told_with_its_line() -> None:
    text = "# Title\n\n```\nx = 1\n```\n\n:::{note}\n{number}`a/b` “1\n2” 2020\n:::\n\n<!-- 3\n4 --> 5"
    assert digits_in(read_blocks(text, EXTENSIONS)) == ((9, "2020"), (13, "5"))
