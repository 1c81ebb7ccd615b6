"""Rules of style that a book brings: what breaks one, what does not, where it is told, and what is told of a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.small_books import faults_of, replace

from press.checks.prose import quotations
from press.core.caches import clear_all_caches
from press.data.accept import accept


def append(root: Path, text: str, language: str = "en", name: str = "harvest") -> int:
    """Write ``text`` at the end of a chapter; return the line it begins at."""
    path = root / "book" / language / f"{name}.md"
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


def style_faults(root: Path) -> list[str]:
    return faults_of(root, "style")


WEASEL = "says nothing; leave it out (rule 'weasel-words', style-guide.md) [style]"
TERM = "(rule 'terms', book/style/en.yml) [style]"
COLONS = "(rule 'two-colons', book/style/en.yml) [style]"


BROKEN = {
    "a word": ("Pears were very good.", f"'very' {WEASEL}"),
    "a word in a heading": ("## Quite a year", f"'Quite' {WEASEL}"),
    "a word in a table": ("| a |\n|---|\n| very |", f"'very' {WEASEL}"),
    "a word in a remark": ("[A very good year.]{.editors}", f"'very' {WEASEL}"),
    "a word in a note": ("Pears.[^a]\n\n[^a]: Very good.", f"'Very' {WEASEL}"),
    "a word in the title of a box": (":::{note} Very good\nPears.\n:::", f"'Very' {WEASEL}"),
    "a word in bold": ("They were **very good**.", f"'very' {WEASEL}"),
    "words over a line end": ("Pears,\nvery\ngood.", f"'very' {WEASEL}"),
    "a word beside one that is right": ("Not quite ripe, quite green.", f"'quite' {WEASEL}"),
    "a word for another": ("Two hampers of pears.", f"write 'basket' instead of 'hampers' {TERM}"),
    "a number by what follows it": (
        "Apples: {number}`harvest/apple` pieces.",
        "'{number} pieces' hides what is counted (rule 'bare-numbers', book/style/en.yml) [style]",
    ),
    "two colons in a sentence": ("Trees: apples: pears.", f"two colons in 'Trees: apples: pears.' {COLONS}"),
    "two colons after another sentence": ("Trees. One: two: three.", f"two colons in 'One: two: three.' {COLONS}"),
}
RIGHT = {
    "a part of a word": "Every pear.",
    "an exception": "Not quite ripe.",
    "a quotation": "“Very good”, he says, and “quite ripe hampers”.",
    "a quoted block": "> Very good.",
    "code": "`very`\n\n```\nvery\n```",
    "a comment": "% very\n\nText <!-- very --> text.",
    "the target of a link": "[Pears](https://example.org/very)",
    "a number within its scope": "Apples, {number}`harvest/apple` baskets.",
    "a number out of scope": "| a |\n|---|\n| {number}`harvest/apple` pieces |",
    "a colon in each of two sentences": "One: two. Three: four.",
    "a colon in each of two sentences of which one begins with a number": "One: two. {number}`harvest/apple` trees: pears.",
    "a colon in a sentence and in its quotation": "He says: “One: two.” Three: four.",
    "a colon in a role": "One: {cite:t}`doe2003` and {cite:p}`doe2003`.\n\n```{bibliography}\n```",
}


def test_what_breaks_a_rule_is_told_with_its_line(orchard: Path) -> None:
    lines = [
        append(orchard, text.replace("[^a]", f"[^{number}]"), name="accounts")
        for number, (text, _) in enumerate(BROKEN.values())
    ]
    # What is wrong in several places is told once, with all of them.
    found = [line.partition(": ") for line in style_faults(orchard)]
    told = [(place, words) for places, _, words in found for place in places.split(", ")]
    assert len(told) == len(BROKEN)
    for first, (name, (text, fault)) in zip(lines, BROKEN.items(), strict=True):
        places = {f"book/en/accounts.md:{line}" for line in range(first, first + text.count("\n") + 1)}
        assert [words for place, words in told if place in places] == [fault], name


def test_what_breaks_none_is_not_told(orchard: Path) -> None:
    for number, text in enumerate(RIGHT.values()):
        append(orchard, text.replace("[^a]", f"[^{number}]"), name="accounts")
    assert style_faults(orchard) == []


def test_the_line_is_that_of_the_word_within_its_paragraph(orchard: Path) -> None:
    line = append(orchard, "Pears of\nthe {number}`harvest/apple`\nvery good trees.\n")
    assert style_faults(orchard) == [f"book/en/harvest.md:{line + 2}: 'very' {WEASEL}"]


def test_labels_notebooks_and_catalogues_are_looked_at_in_their_language(orchard: Path) -> None:
    replace(orchard / "data" / "vocabulary" / "words.csv", "Pear,Алмұрт,Груша", "Very pear,Алмұрт very,Кошёлка")
    replace(orchard / "book" / "notebooks" / "harvest.ipynb", "tree by tree.", "very quickly.")
    catalogue = orchard / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text + '\nmsgid "Hamper"\nmsgstr "Кошёлка very"\n', encoding="utf-8")
    line = text.count("\n") + 3
    term = "write 'корзина' instead of 'Кошёлка' (rule 'terms', book/style/ru.yml) [style-of-labels]"
    of_labels = WEASEL.replace("[style]", "[style-of-labels]")
    assert set(faults_of(orchard, "style", "style-of-labels")) == {
        f"data/vocabulary/words.csv:5: 'Very' {of_labels}",
        f"book/notebooks/harvest.ipynb: the prose before cell 1, line 3: 'very' {WEASEL}",
        f"data/vocabulary/words.csv:5: {term}",
        f"book/locale/ru/LC_MESSAGES/notebooks.po:{line}: {term}",
    }


SMALL = "(rule 'small-numbers', book/style/en.yml) [style]"


@pytest.fixture
def small(orchard: Path) -> Path:
    """The orchard with 3 baskets of pears."""
    replace(orchard / "data" / "harvest.csv", "pear,45", "pear,3")
    accept([orchard / "data" / "harvest.csv"], orchard)
    clear_all_caches()
    for path in (orchard / "book").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("`harvest/pear`", "`harvest/pear form=words`"), encoding="utf-8")
    return orchard


def test_a_number_from_one_to_nine_is_a_word_in_a_sentence(small: Path) -> None:
    line = append(small, "He counts {number}`harvest/pear` baskets of pears.")
    assert style_faults(small) == [f"book/en/harvest.md:{line}: 3 is written in words (form=words) {SMALL}"]


UNCOUNTED = (
    "He counts {number}`harvest/pear form=words` baskets.",
    "He counts {number}`harvest/apple` baskets of apples and {number}`harvest/pear` of pears.",
    "- {number}`harvest/pear` baskets",
    "| a |\n|---|\n| {number}`harvest/pear` |",
    "The {number}`harvest/pear`rd basket.",
    "The {number}`harvest/pear`-year plan.",
    "He says “{number}`harvest/pear` baskets”.",
    "He counts {number}`harvest/pear digits=1` baskets.",
)


def test_it_is_none_where_it_is_compared_listed_quoted_or_no_word(small: Path) -> None:
    for text in UNCOUNTED:
        append(small, text)
    assert style_faults(small) == []


@pytest.fixture
def dated(orchard: Path) -> Path:
    """The orchard with the day of the first baskets."""
    cell = 'publish.number(\\"total\\"'
    day = 'publish.date(\\"day\\", \\"2003-09-02\\", sources=[\\"harvest\\"])\\n",\n    "'
    replace(orchard / "book" / "notebooks" / "harvest.ipynb", cell, day + cell)
    return orchard


def test_a_date_in_a_sentence_has_a_case(dated: Path) -> None:
    line = append(dated, "Собрали {number}`harvest/day`, в среду.", "ru")
    fault = "a sentence has '2 сентября 2003 г.' in a case (rule 'bare-dates', book/style/ru.yml) [style]"
    assert [said.replace("\u202f", " ") for said in style_faults(dated)] == [f"book/ru/harvest.md:{line}: {fault}"]


DATED = (
    "Собрали {number}`harvest/day case=genitive`.",
    "Собрали в {number}`harvest/day part=year` году.",
    "Собрали всё (последнее {number}`harvest/day`).",
    "| a |\n|---|\n| {number}`harvest/day` |",
)


def test_it_has_none_in_brackets_in_tables_and_in_part(dated: Path) -> None:
    for text in DATED:
        append(dated, text, "ru")
    assert style_faults(dated) == []


RULE = "very:\n  extends: existence\n  message: never\n  tokens:\n    - very\n"


UNREAD = {
    "no YAML": ("very: [", 1, "malformed YAML"),
    "a name that YAML takes for no text": (f"# Rules\nyes:{RULE[5:]}  link: ''\n", 1, "'link': '' should be non-empty"),
    "a rule twice": (RULE + RULE, 6, "the key 'very' is here twice"),
    "an unknown kind": (RULE.replace("existence", "existance"), 2, "'extends': 'existance' is not one of ['existence'"),
    "an unknown key": (RULE.replace("tokens", "token"), 4, "there is no setting 'token' below 'very'; write tokens"),
    "a bad expression": (
        RULE.replace("- very", "- fine\n    - (very"),
        4,
        "is no regular expression: missing )",
    ),
    "a number for a word": (RULE.replace("- very", "- 7"), 5, "'tokens.0': 7 is not of type 'string'"),
}


@pytest.mark.parametrize(("rules", "line", "words"), UNREAD.values(), ids=UNREAD)
def test_rules_that_cannot_be_read_are_told_with_their_line(orchard: Path, rules: str, line: int, words: str) -> None:
    (orchard / "book" / "style" / "en.yml").write_text(rules, encoding="utf-8")
    message = "\n".join(faults_of(orchard, "sources"))
    assert message.count(f"style/en.yml:{line}: ") == message.count("en.yml") == 1
    assert words in message


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He says “rain” and ‘snow’.", ["“rain”", "‘snow’"]),
        ("Он сказал «дождь».", ["«дождь»"]),
        ("Er sagt „Regen“ und Schnee.", ["„Regen“"]),
        ("Mówi „deszcz”.", ["„deszcz”"]),
        ("‹Regen›", ["‹Regen›"]),
        ('It says "rain" and "snow".', ['"rain"', '"snow"']),
        ("«он „дождь“ любит»", ["«он „дождь“ любит»"]),
        ("‘Kazakhstan’s rain’", ["‘Kazakhstan’s rain’"]),
        ("“one\ntwo”", ["“one\ntwo”"]),
        # In English a new paragraph of a quotation opens with another mark.
        ("„he wrote “17” and 18“", ["„he wrote “17” and 18“"]),
        # What opens or closes nothing is none.
        *(
            (text, [])
            for text in ("the farmers’ rain", "rock ’n’ roll", "she’s 5’ tall", "a “rain", "rain”", "»rain«", "")
        ),
    ],
)
def test_quotations_in_no_other_are_found_with_their_marks(text: str, quoted: list[str]) -> None:
    assert [text[begin:end] for begin, end in quotations(text)] == quoted
