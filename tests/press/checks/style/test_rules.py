"""Files of rules of style that cannot be read are told with the line, and once."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.make.checking import check_book

RULE = "very:\n  extends: existence\n  message: never\n  tokens:\n    - very\n"


UNREAD = {
    "no YAML": ("very: [", 1, "malformed YAML"),
    "a name that YAML takes for no text": (f"# Rules\nyes:{RULE[5:]}  link: ''\n", 1, "'link': '' is no text"),
    "a rule twice": (RULE + RULE, 6, "the key 'very' stands here twice"),
    "an unknown kind": (RULE.replace("existence", "existance"), 2, "'extends': 'existance' is no kind of rule"),
    "an unknown key": (RULE.replace("tokens", "token"), 4, "there is no setting 'token' below 'very'; write tokens"),
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
    "a word instead of a list": (RULE.replace("\n    - very", " very"), 4, "'tokens': 'very' is no list"),
    "a number for a word": (RULE.replace("- very", "- 7"), 5, "'tokens.0': '7' is no text"),
    "an unknown scope": (RULE + "  scope: footnote\n", 6, "'scope': 'footnote' is no scope"),
    "too many places for words": (RULE.replace(": never", ": '%s and %s'"), 3, "the message has 2 places for words"),
}


@pytest.mark.parametrize(("rules", "line", "words"), UNREAD.values(), ids=UNREAD)
def test_a_file_of_rules_that_cannot_be_read_is_told_with_its_line(
    orchard: Path, rules: str, line: int, words: str
) -> None:
    (orchard / "book" / "style" / "en.yml").write_text(rules, encoding="utf-8")
    with pytest.raises(PressError) as told:
        check_book(orchard, ["sources"])
    message = str(told.value)
    assert message.count(f"style/en.yml:{line}: ") == message.count("en.yml") == 1
    assert words in message


def test_a_file_of_rules_for_no_edition_is_told(orchard: Path) -> None:
    (orchard / "book" / "style" / "de.yml").write_text(RULE, encoding="utf-8")
    with pytest.raises(PressError) as told:
        check_book(orchard, ["sources"])
    fault, remedy = str(told.value).splitlines()
    assert fault.endswith("style/de.yml: this is no file of rules that press reads")
    assert remedy == "  What to do: name it one of en.yml, kk.yml, ru.yml"
