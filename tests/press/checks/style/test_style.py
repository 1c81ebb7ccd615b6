"""Rules of style that a book brings: what breaks one, what does not, where it is told, and what is told of a file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from press.checks.run import check_book
from press.cli import main
from press.core.caches import clear_all_caches
from press.core.errors import PressError
from press.data.accept import accept
from press.edition.load import load_sources

WEASEL = "says nothing; leave it out (rule 'weasel-words', style-guide.md) [style]"
TERM = "(rule 'terms', book/style/en.yml) [style]"
COLONS = "(rule 'two-colons', book/style/en.yml) [style]"


@pytest.fixture
def orchard(book: Callable[[str], Path]) -> Path:
    return book("orchard")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def append(root: Path, text: str, language: str = "en", name: str = "harvest") -> int:
    """Write ``text`` at the end of a chapter; return the line it begins at."""
    path = root / "book" / language / f"{name}.md"
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


def told(root: Path, *names: str) -> list[str]:
    try:
        check_book(root, names or ("style",))
    except PressError as error:
        return str(error).splitlines()
    return []


BROKEN = {
    "a word": ("Pears were very good.", f"'very' {WEASEL}"),
    "a word with a capital": ("Very good pears.", f"'Very' {WEASEL}"),
    "a word in a heading": ("## Quite a year", f"'Quite' {WEASEL}"),
    "a word in a list": ("- very ripe", f"'very' {WEASEL}"),
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
    "two colons about an abbreviation": (
        "As Mr. Doe says: trees: apples.",
        f"two colons in 'As Mr. Doe says: trees: apples.' {COLONS}",
    ),
    "two colons about a decimal point": (
        "One: 2.5 trees: apples.",
        f"two colons in 'One: 2.5 trees: apples.' {COLONS}",
    ),
    "two colons beside a quotation": (
        "Trees: “A: b”: pears.",
        f"two colons in 'Trees: “A: b”: pears.' {COLONS}",
    ),
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
    "a colon in each of two sentences with a note between": "One: two.[^a] Three: four.\n\n[^a]: Note.",
    "a colon in a sentence and in its quotation": "He says: “One: two.” Three: four.",
    "a colon in a role": "One: {cite:t}`doe2003` and {cite:p}`doe2003`.\n\n```{bibliography}\n```",
}


@pytest.mark.parametrize(("text", "fault"), BROKEN.values(), ids=BROKEN)
def test_what_breaks_a_rule_is_told_with_its_line(orchard: Path, text: str, fault: str) -> None:
    first = append(orchard, text, name="accounts")
    (line,) = told(orchard)
    place, _, words = line.partition(": ")
    assert words == fault
    assert place.startswith("book/en/accounts.md:") and first <= int(place.rpartition(":")[2]) <= first + text.count(
        "\n"
    )


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_what_breaks_none_is_not_told(orchard: Path, text: str) -> None:
    append(orchard, text, name="accounts")
    assert told(orchard) == []


def test_the_line_is_that_of_the_word_within_its_paragraph(orchard: Path) -> None:
    line = append(orchard, "Pears of\nthe {number}`harvest/apple`\nvery good trees.\n")
    assert told(orchard) == [f"book/en/harvest.md:{line + 2}: 'very' {WEASEL}"]


def test_labels_notebooks_and_catalogues_are_looked_at_in_their_language(orchard: Path) -> None:
    replace(orchard / "data" / "vocabulary" / "words.csv", "Pear,Алмұрт,Груша", "Very pear,Алмұрт very,Кошёлка")
    replace(orchard / "book" / "notebooks" / "harvest.ipynb", "tree by tree.", "very quickly.")
    catalogue = orchard / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text + '\nmsgid "Hamper"\nmsgstr "Кошёлка very"\n', encoding="utf-8")
    line = text.count("\n") + 3
    notebook = (orchard / "book" / "notebooks" / "harvest.ipynb").read_text(encoding="utf-8")
    cell = notebook[: notebook.index("very quickly")].count("\n") + 1
    term = "write 'корзина' instead of 'Кошёлка' (rule 'terms', book/style/ru.yml) [style]"
    assert told(orchard) == [
        f"data/vocabulary/words.csv:5: 'Very' {WEASEL}",
        f"book/notebooks/harvest.ipynb:{cell}: 'very' {WEASEL}",
        f"data/vocabulary/words.csv:5: {term}",
        f"book/locale/ru/LC_MESSAGES/notebooks.po:{line}: {term}",
    ]


def test_a_rule_can_be_allowed_at_one_place_for_a_reason(orchard: Path) -> None:
    append(orchard, "% press: allow style, because it is the name of the orchard\nThe Very Orchard.")
    assert told(orchard) == []


def test_what_is_kept_of_a_file_follows_the_file_and_the_rules(orchard: Path) -> None:
    line = append(orchard, "Pears of Surrey are very good.")
    assert told(orchard) == told(orchard) == [f"book/en/harvest.md:{line}: 'very' {WEASEL}"]
    rules = orchard / "book" / "style" / "en.yml"
    replace(rules, "- very", "- surrey")
    assert told(orchard) == [f"book/en/harvest.md:{line}: 'Surrey' {WEASEL}"]
    replace(orchard / "book" / "en" / "harvest.md", "Surrey", "Kent")
    assert told(orchard) == []


SMALL = "(rule 'small-numbers', book/style/en.yml) [numbers-in-sentences]"


@pytest.fixture
def small(orchard: Path) -> Path:
    """The orchard with 3 baskets of pears."""
    replace(orchard / "data" / "harvest.csv", "pear,45", "pear,3")
    accept([orchard / "data" / "harvest.csv"], load_sources(orchard))
    clear_all_caches()
    for path in (orchard / "book").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("`harvest/pear`", "`harvest/pear form=words`"), encoding="utf-8")
    return orchard


def test_a_number_from_one_to_nine_is_a_word_in_a_sentence(small: Path) -> None:
    line = append(small, "He counts {number}`harvest/pear` baskets of pears.")
    assert told(small, "numbers-in-sentences") == [
        f"book/en/harvest.md:{line}: 3 is written in words (form=words) {SMALL}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He counts {number}`harvest/pear form=words` baskets.",
        "He counts {number}`harvest/apple` baskets of apples and {number}`harvest/pear` of pears.",
        "- {number}`harvest/pear` baskets",
        "| a |\n|---|\n| {number}`harvest/pear` |",
        "The {number}`harvest/pear`rd basket.",
        "The {number}`harvest/pear`-year plan.",
        "He says “{number}`harvest/pear` baskets”.",
        "He counts {number}`harvest/pear digits=1` baskets.",
    ],
)
def test_it_is_none_where_it_is_compared_listed_quoted_or_no_word(small: Path, text: str) -> None:
    append(small, text)
    assert told(small, "numbers-in-sentences") == []


def test_languages_without_such_a_rule_have_their_figures(small: Path) -> None:
    append(small, "Он насчитал {number}`harvest/pear` корзины.", "ru")
    assert told(small, "numbers-in-sentences") == []


@pytest.fixture
def dated(orchard: Path) -> Path:
    """The orchard with the day of the first baskets."""
    cell = 'publish.number(\\"total\\"'
    day = 'publish.date(\\"day\\", \\"2003-09-02\\", sources=[\\"harvest\\"])\\n",\n    "'
    replace(orchard / "book" / "notebooks" / "harvest.ipynb", cell, day + cell)
    return orchard


def test_a_date_in_a_sentence_has_a_case(dated: Path) -> None:
    line = append(dated, "Собрали {number}`harvest/day`, в среду.", "ru")
    fault = (
        "a sentence has '2 сентября 2003 г.' in a case (rule 'bare-dates', book/style/ru.yml) [numbers-in-sentences]"
    )
    assert [said.replace("\u202f", " ") for said in told(dated, "numbers-in-sentences")] == [
        f"book/ru/harvest.md:{line}: {fault}"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Собрали {number}`harvest/day case=genitive`.",
        "Собрали в {number}`harvest/day part=year` году.",
        "Собрали всё (последнее {number}`harvest/day`).",
        "| a |\n|---|\n| {number}`harvest/day` |",
    ],
)
def test_it_has_none_in_brackets_in_tables_and_in_part(dated: Path, text: str) -> None:
    append(dated, text, "ru")
    assert told(dated, "numbers-in-sentences") == []


RULE = "very:\n  extends: existence\n  message: never\n  tokens:\n    - very\n"
UNREAD = {
    "no YAML": ("very: [", 1, "malformed YAML"),
    "no rules": ("- very\n", 1, "the file is no mapping"),
    "a name alone": ("very:\n", 1, "the rule 'very' has no keys"),
    "a rule twice": (RULE + RULE, 6, "the key 'very' stands here twice"),
    "an unknown kind": (RULE.replace("existence", "existance"), 2, "extends 'existance'"),
    "no kind": (RULE.replace("  extends: existence\n", ""), 1, "the rule 'very' has no extends"),
    "an unknown key": (RULE.replace("tokens", "token"), 4, "has no key 'token' here"),
    "no words": (RULE.partition("  tokens")[0], 1, "the rule 'very' has no tokens"),
    "no message": (RULE.replace("  message: never\n", ""), 1, "the rule 'very' has no message"),
    "a bad expression": (
        RULE.replace("- very", "- fine\n    - (very"),
        6,
        "'(very' is no regular expression: missing )",
    ),
    "a bad expression for a swap": (
        "x:\n  extends: substitution\n  message: never\n  swap:\n    a: b\n    c[: d\n",
        6,
        "'c[' is no regular expression",
    ),
    "expressions that do not go together": (RULE.replace("- very", "- (?P<a>b)\n    - (?P<a>c)"), 4, "redefinition"),
    "a bad sign": ("x:\n  extends: occurrence\n  message: never\n  token: '*'\n  max: 1\n", 4, "'*' is no regular"),
    "a word instead of a list": (RULE.replace("\n    - very", " very"), 4, "tokens is 'very', which is no list"),
    "a number for a word": (RULE.replace("- very", "- 7"), 4, "tokens is '[7]', which is no list of texts"),
    "a word instead of a number": (
        "x:\n  extends: occurrence\n  message: never\n  token: a\n  max: one\n",
        5,
        "max is 'one', which is no whole number",
    ),
    "an unknown scope": (RULE + "  scope: footnote\n", 6, "there is no scope 'footnote'"),
    "too many places for words": (RULE.replace(": never", ": '%s and %s'"), 3, "the message has 2 places for words"),
}


@pytest.mark.parametrize(("rules", "line", "words"), UNREAD.values(), ids=UNREAD)
def test_a_file_of_rules_that_cannot_be_read_is_told_once(orchard: Path, rules: str, line: int, words: str) -> None:
    path = orchard / "book" / "style" / "en.yml"
    path.write_text(rules, encoding="utf-8")
    for names in ((), ("style",), ("sources",), ("numbers-in-sentences",)):
        run = CliRunner().invoke(main, ["--root", str(orchard), "check", *names])
        assert run.exit_code == 1
        assert run.output.count(f"style/en.yml:{line}: ") == run.output.count("en.yml") == 1, run.output
        assert words in run.output
        assert "Traceback" not in run.output


def test_a_file_of_rules_for_no_edition_is_told(orchard: Path) -> None:
    (orchard / "book" / "style" / "de.yml").write_text(RULE, encoding="utf-8")
    fault, remedy = told(orchard)
    assert fault.endswith("style/de.yml: this is no file of rules that press reads")
    assert remedy == "  What to do: name it one of en.yml, kk.yml, ru.yml"


def test_a_book_without_rules_has_none(book: Callable[[str], Path]) -> None:
    run = CliRunner().invoke(main, ["--root", str(book("weather")), "check", "style"])
    assert (run.exit_code, run.output) == (0, "  the book has no rules of style\n")
